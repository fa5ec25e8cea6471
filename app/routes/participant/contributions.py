"""What a person says, the list of it, and what others said before.

The phone's script posts and fetches pieces (`HX-Request`); without it the same addresses give pages. The script keeps a
text until an answer carries `Dialog-Outcome: stored`, so that no proxy's page can be taken for ours.
"""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.contributions import submit_contribution
from app.domain.errors import Refused, TooEarly, TooLate
from app.forms.contributions import read_contribution, read_place
from app.queries.activities import activity_of
from app.queries.contributions import NEWEST, contributions_by, older_contributions_of
from app.queries.merged_contributions import said_by
from app.queries.own_traces import traces_of
from app.routes.participant import joined_only
from app.routes.participant.pace import refuse_flood

blueprint: Blueprint = Blueprint("contributions", __name__)
MINE = 8
"""So many of their own a person has on the conference's page; all are one link away."""


@blueprint.get("/contributions")
@joined_only
def index() -> ResponseReturnValue:
    """The person's own: the newest as a piece, or all as a page."""
    if _is_piece():
        return _mine(), {"Dialog-Outcome": "mine"}
    contributions = contributions_by(g.participant)
    return render_template(
        "participant/contributions/index.html",
        conference=g.conference,
        participant=g.participant,
        contributions=contributions,
        traces=traces_of(g.conference, contributions),
    )


def _is_piece() -> bool:
    return "HX-Request" in request.headers


def _mine() -> str:
    contributions = contributions_by(g.participant, limit=MINE + 1)
    traces = traces_of(g.conference, contributions)
    return render_template(
        "contribution/_mine.html", conference=g.conference, contributions=contributions, traces=traces, limit=MINE
    )


@blueprint.post("/activities/<int:activity_id>/contributions")
def create(activity_id: int) -> ResponseReturnValue:
    """Stores one thought, or says why not; then the text is still in the reader's hands."""
    activity = activity_of(g.conference, activity_id, removed=True) or abort(404)
    if g.participant is not None:
        refuse_flood(g.participant.token_hash)
    form = read_contribution(request.form, activity)
    typed = {"activity": activity, "form": form, "typed": request.form.get("text", "")}
    if g.participant is None:
        return _not_stored("join", 403, **typed)
    if form.error:
        return _not_stored("refused", 422, sentence=form.error, **typed)
    try:
        submit_contribution(g.participant, activity, form.kind, form.text, form.client_key)
    except TooLate as refused:
        return _not_stored("closed", 409, sentence=refused.message, **typed)
    except TooEarly as refused:
        return _not_stored("early", 409, sentence=refused.message, **typed)
    except Refused as refused:
        return _not_stored("refused", 422, sentence=refused.message, **typed)
    if _is_piece():
        return _mine(), 201, {"Dialog-Outcome": "stored"}
    return redirect(url_for("participant.show", sent=1, _anchor="mine"), 303)


def _not_stored(outcome: str, status: int, **context: Any) -> ResponseReturnValue:
    """`outcome`: refused (mend it), closed (too late), early, join (the phone has lost its cookie)."""
    piece = "participant/contributions/_refusal.html"
    page = f"participant/contributions/{outcome}.html"
    html = render_template(
        piece if _is_piece() else page, conference=g.conference, participant=g.participant, **context
    )
    return html, status, {"Dialog-Outcome": outcome}


@blueprint.get("/activities/<int:activity_id>/contributions/older")
@joined_only
def older(activity_id: int) -> ResponseReturnValue:
    """What was published before a place in the list, which new arrivals do not move. Not live."""
    activity = activity_of(g.conference, activity_id) or abort(404)
    before = read_place(request.args.get("before", "")) or abort(404)
    mark = int(g.view.filter) if g.view.filter else None
    found = older_contributions_of(activity, before, mark, limit=NEWEST + 1)
    html = render_template(
        "contribution/_older.html" if _is_piece() else "participant/contributions/older.html",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        mark=mark,
        contributions=found[:NEWEST],
        said_by=said_by([contribution.id for contribution in found]),
        has_older=len(found) > NEWEST,
    )
    return html, {"Dialog-Outcome": "older"}
