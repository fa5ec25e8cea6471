"""A rehearsal: begun from the real conference, hurried, held and ended from its own control room."""

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.rehearsals import end_rehearsal, set_pace, start_rehearsal
from app.models import Pace
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered
from app.routes.facilitator.preparation import preparation_page


@blueprint.post("/rehearsal", endpoint="start_rehearsal")
def create() -> ResponseReturnValue:
    try:
        rehearsal = start_rehearsal(g.conference, g.account)
    except Refused as refused:
        return preparation_page(str(refused)), 422
    return redirect(url_for("facilitator.control_room", conference_id=rehearsal.id), 303)


@blueprint.post("/rehearsal/pace", endpoint="pace")
@answered
def update() -> Outcome:
    chosen = request.form.get("pace", "")
    if chosen and chosen not in set(Pace):
        abort(400)
    set_pace(g.conference, Pace(chosen) if chosen else None)
    return Outcome(fact="paced" if chosen else "held")


@blueprint.post("/rehearsal/end", endpoint="end_rehearsal")
def delete() -> ResponseReturnValue:
    try:
        source = end_rehearsal(g.conference, g.account)
    except Refused as refused:
        return preparation_page(str(refused)), 422
    flash(_("Øvelsen er slettet. Konferansen er som før."), "success")
    return redirect(url_for("facilitator.preparation", conference_id=source.id), 303)
