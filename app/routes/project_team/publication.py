"""What the team wrote is given to everybody to read, and taken back."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.summary_texts import publish_words, unpublish_words
from app.routes.project_team import blueprint


@blueprint.post("/summary/publication", endpoint="publish_words")
def create() -> ResponseReturnValue:
    publish_words(g.conference, g.account)
    flash(_("Deltakerne ser det nå på telefonen, og alle med lenken på nettsiden."), "success")
    return redirect(url_for("project_team.workbench", _anchor="publication"), 303)


@blueprint.post("/summary/publication/removal", endpoint="unpublish_words")
def remove() -> ResponseReturnValue:
    unpublish_words(g.conference, g.account)
    flash(_("Det dere har skrevet, er bare for dere igjen."), "success")
    return redirect(url_for("project_team.workbench", _anchor="publication"), 303)
