"""What one person has answered: the only reads that know whose they are."""

from collections.abc import Callable
from typing import Any

from app.models import Activity, ActivityKind, Participant
from app.queries.films import own_seen_of
from app.queries.priorities import own_priorities_of
from app.queries.reactions import own_reactions_of
from app.queries.surveys import own_survey_answers
from app.queries.votes import own_ballot_of

_OWN: dict[ActivityKind, Callable[[Activity, Participant, str], Any]] = {
    ActivityKind.REACTIONS: own_reactions_of,
    ActivityKind.PRIORITIES: own_priorities_of,
    ActivityKind.VOTE: own_ballot_of,
    ActivityKind.SURVEY: own_survey_answers,
    ActivityKind.FILM: own_seen_of,
}


def own_answer_of(activity: Activity, participant: Participant, token: str) -> Any:
    """As the kind's `_own.html` takes it; None where nothing was answered.

    `token` is what the phone's cookie holds: the key to a ballot that belongs to nobody.
    """
    own = _OWN.get(activity.kind)
    return own(activity, participant, token) if own else None


def has_own_answers(activity: Activity) -> bool:
    """Whether the kind has a piece of the person's own. A dialogue's is the list under «Mine»."""
    return activity.kind in _OWN
