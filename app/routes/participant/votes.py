"""A ballot from a phone."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from app.domain.ballots import cast_ballot
from app.forms.votes import read_ballot
from app.models import ActivityKind
from app.routes.participant.answers import activity_or_404, answered

blueprint: Blueprint = Blueprint("votes", __name__)


@blueprint.post("/activities/<int:activity_id>/ballot")
def create(activity_id: int) -> ResponseReturnValue:
    """Puts it into the box, or in the place of this person's earlier one."""
    activity = activity_or_404(activity_id, ActivityKind.VOTE)
    return answered(activity, lambda: cast_ballot(g.participant, activity, read_ballot(request.form), g.token))
