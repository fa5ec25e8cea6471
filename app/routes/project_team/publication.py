"""What the team wrote is given to everybody to read, and taken back."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.summary_texts import publish_words, unpublish_words
from app.routes.project_team import blueprint
from app.routes.summary_files import begin_public_pdf, renew_public_pdf


@blueprint.post("/summary/publication", endpoint="publish_words")
def create() -> ResponseReturnValue:
    publish_words(g.conference, g.account)
    begin_public_pdf(g.conference)
    flash(_("Deltakerne ser det nå på telefonen, og alle med lenken på nettsiden."), "success")
    return _back()


@blueprint.post("/summary/publication/removal", endpoint="unpublish_words")
def remove() -> ResponseReturnValue:
    unpublish_words(g.conference, g.account)
    renew_public_pdf(g.conference)
    flash(_("Det dere har skrevet, er bare for dere igjen."), "success")
    return _back()


def _back() -> ResponseReturnValue:
    """To the page with the same piece that was pressed on."""
    page = "show" if request.form.get("on") == "summary" else "workbench"
    return redirect(url_for(f"project_team.{page}", _anchor="publication"), 303)
