"""What everybody may know: what is stored about whom, and whom the pages can be used by."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.models.participant import REMEMBERED_DAYS
from app.routes.public import blueprint


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    return render_template("public/privacy.html", remembered_days=REMEMBERED_DAYS)


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html")
