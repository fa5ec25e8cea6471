"""Placing dots. One answer is the person's whole set, so that the newest set wins and nothing counts twice.

The choice travels in the form and in the addresses of the list (by group, longer), until it is sent.
"""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.priorities import prioritise
from app.extensions import limiter
from app.forms.offers import read_shown
from app.forms.priorities import read_dots, sent_dots, within
from app.models import ActivityKind
from app.queries.priorities import LISTED, dotted_among, own_priorities_of, rest_to_prioritise
from app.routes.participant import joined_only
from app.routes.participant.answers import activity_or_404, answered

blueprint: Blueprint = Blueprint("priorities", __name__, url_prefix="/activities/<int:activity_id>/priorities")
AT_MOST = "60 per minute"


@blueprint.get("")
@joined_only
def index(activity_id: int) -> ResponseReturnValue:
    """What has the person's dots, and as much of the rest as was asked for: a piece, or a page."""
    activity = activity_or_404(activity_id, ActivityKind.PRIORITIES)
    dots = read_dots(request.args)
    own = own_priorities_of(activity, g.participant) if dots is None else None
    own = own or dotted_among(activity, g.participant, within(dots or {}))
    mark = int(g.view.filter) if g.view.filter else None
    html = render_template(
        "priorities/_list.html" if "HX-Request" in request.headers else "participant/priorities/index.html",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        own=own,
        mark=mark,
        **rest_to_prioritise(activity, g.participant, mark, own.dots, read_shown(request.args, LISTED)),
    )
    return html, {"Dialog-Outcome": "deck"}


@blueprint.post("")
@limiter.limit(AT_MOST, key_func=lambda: f"participant {g.participant.id}", exempt_when=lambda: g.participant is None)
def create(activity_id: int) -> ResponseReturnValue:
    activity = activity_or_404(activity_id, ActivityKind.PRIORITIES)
    return answered(activity, lambda: prioritise(g.participant, activity, sent_dots(request.form)))
