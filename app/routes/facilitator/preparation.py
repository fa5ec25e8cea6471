"""Before the conference opens: what is missing, and a rehearsal."""

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import to_user_timezone

from app.config import public_base_url
from app.domain.preparation import checklist_of
from app.domain.rehearsals import seats_of
from app.models import utc_now
from app.models.rehearsal import MOST_PEOPLE
from app.qr import qr_svg
from app.queries.rehearsals import rehearsal_of
from app.routes.facilitator import blueprint


@blueprint.get("/preparation", endpoint="preparation")
def show() -> ResponseReturnValue:
    if g.conference.is_rehearsal:
        return redirect(url_for("facilitator.control_room"), 303)
    return preparation_page()


def preparation_page(refused: str = "") -> str:
    base_url = public_base_url(current_app.config["CONFIG"])
    check_link = base_url + url_for("screen.device_check", screen_token=g.conference.screen_token)
    return render_template(
        "facilitator/preparation/show.html",
        checklist=checklist_of(g.conference, base_url, to_user_timezone(utc_now()).date()),
        base_url=base_url,
        check_link=check_link,
        check_qr=qr_svg(check_link, _("QR-kode til %(address)s", address=check_link)),
        going_on=rehearsal_of(g.conference),
        people=min(sum(seats_of(g.conference).values()), MOST_PEOPLE),
        refused=refused,
    )
