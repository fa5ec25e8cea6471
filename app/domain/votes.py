"""A vote comes to be, with its options."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, Vote, VoteOption
from app.models.vote import FEWEST_OPTIONS


def make_vote(activity: Activity) -> None:
    if activity.vote is None:
        activity.vote = Vote()


def copy_vote(source: Activity, copy: Activity) -> None:
    if source.vote is None:
        return
    copy.vote = Vote(
        places=source.vote.places,
        options=[
            VoteOption(number=option.number, title=option.title, sentence=option.sentence)
            for option in source.vote.options
        ],
    )


def check_vote_opens(activity: Activity) -> None:
    vote = activity.vote
    count = len(vote.options) if vote else 0
    if vote is None or count < max(FEWEST_OPTIONS, vote.places):
        raise Refused(_("Avstemningen trenger minst like mange alternativer som det velges, og minst to."))
