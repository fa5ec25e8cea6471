"""Before the conference opens: a rehearsal."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.rehearsals import seats_of
from app.models.rehearsal import MOST_PEOPLE
from app.queries.rehearsals import rehearsal_of
from app.routes.facilitator import blueprint


@blueprint.get("/preparation", endpoint="preparation")
def show() -> ResponseReturnValue:
    if g.conference.is_rehearsal:
        return redirect(url_for("facilitator.control_room"), 303)
    return preparation_page()


def preparation_page(refused: str = "") -> str:
    return render_template(
        "facilitator/preparation/show.html",
        going_on=rehearsal_of(g.conference),
        people=min(sum(seats_of(g.conference).values()), MOST_PEOPLE),
        refused=refused,
    )
