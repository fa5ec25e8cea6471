"""A round of priorities comes to be."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, PriorityRound


def make_priority_round(activity: Activity) -> None:
    if activity.priority_round is None:
        activity.priority_round = PriorityRound()


def copy_priority_round(source: Activity, copy: Activity) -> None:
    """Which dialogue it is about is chosen anew: the copy's programme has its own."""
    if source.priority_round is not None:
        copy.priority_round = PriorityRound(dots=source.priority_round.dots)


def check_priorities_open(activity: Activity) -> None:
    if not any(item.is_dialogue for item in activity.conference.activities):
        raise Refused(_("Det må være en dialog i programmet som det kan prioriteres i."))
