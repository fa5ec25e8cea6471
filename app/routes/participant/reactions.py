"""Reacting to what others said, one contribution at a time, and changing one's mind.

The phone's script (deck.js) fetches a few at once, when the person begins, and shows them one by one; without it the
same address gives a page with one.
"""

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.reactions import react
from app.extensions import limiter
from app.forms.offers import read_shown
from app.forms.reactions import read_opinion
from app.models import ActivityKind
from app.queries.reactions import BATCH, LISTED, next_contributions_for, progress_of, reactions_by
from app.routes.participant import joined_only
from app.routes.participant.answers import activity_or_404, answered

blueprint: Blueprint = Blueprint("reactions", __name__, url_prefix="/activities/<int:activity_id>/reactions")
AT_MOST = "240 per minute"
"""From one person: more than anybody can read, and what was kept without a network comes in one go."""


@blueprint.get("/new")
@joined_only
def new(activity_id: int) -> ResponseReturnValue:
    """What the person's group has seen least: a batch as a piece, or one as a page."""
    activity = activity_or_404(activity_id, ActivityKind.REACTIONS)
    is_piece = "HX-Request" in request.headers
    html = render_template(
        "reactions/_cards.html" if is_piece else "participant/reactions/new.html",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        contributions=next_contributions_for(activity, g.participant, BATCH if is_piece else 1),
        progress=progress_of(activity, g.participant),
    )
    return html, {"Dialog-Outcome": "deck"}


@blueprint.get("")
@joined_only
def index(activity_id: int) -> ResponseReturnValue:
    """What the person has reacted to, to look at, and to change while it is open."""
    activity = activity_or_404(activity_id, ActivityKind.REACTIONS)
    shown = read_shown(request.args, LISTED)
    reactions = reactions_by(activity, g.participant, shown + 1)
    return render_template(
        "participant/reactions/index.html",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        reactions=reactions[:shown],
        shown=shown,
        after=reactions[shown][0] if len(reactions) > shown else None,
        more=shown + LISTED,
    )


@blueprint.post("/<int:contribution_id>")
@limiter.limit(AT_MOST, key_func=lambda: f"participant {g.participant.id}", exempt_when=lambda: g.participant is None)
def create(activity_id: int, contribution_id: int) -> ResponseReturnValue:
    activity = activity_or_404(activity_id, ActivityKind.REACTIONS)
    is_from_list = "shown" in request.form
    shown = read_shown(request.form, LISTED)
    onward = (
        url_for(".index", activity_id=activity_id, shown=shown, _anchor=f"reaction-{contribution_id}")
        if is_from_list
        else url_for(".new", activity_id=activity_id)
    )
    return answered(
        activity, lambda: react(g.participant, activity, contribution_id, read_opinion(request.form)), onward
    )
