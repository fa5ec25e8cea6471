"""A vote comes to be, with its options; and how much of its result the hall sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.log import note
from app.domain.seen import check_in_programme, stands_already, stored_plan
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Vote, VoteOption, utc_now
from app.models.vote import FEWEST_OPTIONS, MOST_OPTIONS


@dataclass(frozen=True)
class OptionPlan:
    title: str
    sentence: str = ""


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
    """Refused without enough options."""
    vote = activity.vote
    count = len(vote.options) if vote else 0
    if vote is None or count < max(FEWEST_OPTIONS, vote.places):
        raise Refused(_("Avstemningen trenger minst like mange alternativer som det velges, og minst to."))


def options_of(vote: Vote) -> tuple[int, list[OptionPlan]]:
    """How many win, and what is chosen between."""
    return vote.places, [stored_plan(OptionPlan, option) for option in vote.options]


def change_options(
    activity: Activity, places: int, options: Sequence[OptionPlan], account: Account | None, seen: str | None = None
) -> None:
    """What is chosen between, in this order, and how many win. `seen` as in domain/seen.py.

    Refused once the vote has been opened: a ballot holds the numbers of the options.
    """
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.VOTE)
        vote = vote_of(activity)
        stored, wanted = options_of(vote), (places, list(options))
        if options and stands_already(stored, wanted, seen, _("Alternativene er endret av en annen mens du skrev.")):
            return
        if activity.opened_at is not None:
            raise Refused(_("Alternativene kan ikke endres etter at avstemningen er åpnet."))
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            raise Refused(_("En avstemning har fra to til tjue alternativer."))
        if len({option.title.casefold() for option in options}) < len(options):
            raise Refused(_("To alternativer har samme navn. Gi dem hvert sitt."))
        if not 1 <= places < len(options):
            raise Refused(_("Det må være flere alternativer enn det velges."))
        vote.places = places
        vote.options.clear()
        db.session.flush()  # the old numbers go before the same ones come
        vote.options.extend(
            VoteOption(number=number, title=option.title, sentence=option.sentence)
            for number, option in enumerate(options)
        )
        note(activity.conference_id, account, "change_options", activity.id)


def show_vote(activity: Activity) -> None:
    """Part of showing any activity: the whole result at once."""
    if activity.vote is not None:
        activity.vote.revealed, activity.vote.is_row_by_row = len(activity.vote.options), False


def hide_vote(activity: Activity) -> None:
    """Part of hiding any result. It is counted all the same: no ballot comes with the result in sight."""
    if activity.vote is not None:
        activity.vote.revealed, activity.vote.is_row_by_row = 0, False


def reveal(activity: Activity, rows: int, account: Account | None) -> None:
    """Lets the hall see so many rows of the result, from the last to the first. The first time it shows the result."""
    with transaction(activity.conference_id):
        vote = vote_of(activity)
        if not activity.is_done:
            raise Refused(_("Steng avstemningen før du viser resultatet."))
        rows = min(max(rows, 0), len(vote.options))
        if vote.revealed != rows or not vote.is_row_by_row:
            vote.revealed, vote.is_row_by_row = rows, True
            clear_hall(activity.conference_id)  # each row is a step of the programme
        if activity.shown_at is None:
            activity.shown_at = utc_now()
            activity.counted_at = activity.counted_at or activity.shown_at
            note(activity.conference_id, account, "show_activity", activity.id)


def vote_of(activity: Activity) -> Vote:
    if activity.vote is None:
        raise Refused(_("Dette er ingen avstemning."))
    return activity.vote
