"""A round of reactions comes to be."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, ReactionRound


def make_reaction_round(activity: Activity) -> None:
    if activity.reaction_round is None:
        activity.reaction_round = ReactionRound()


def copy_reaction_round(source: Activity, copy: Activity) -> None:
    """Which dialogue it is about is chosen anew: the copy's programme has its own."""
    if source.reaction_round is not None:
        copy.reaction_round = ReactionRound()


def check_reactions_open(activity: Activity) -> None:
    if not any(item.is_dialogue for item in activity.conference.activities):
        raise Refused(_("Det må være en dialog i programmet som det kan reageres på."))
