"""What the hall decides about a tie at the line: a run-off, all win, or a lot with a record. Nothing comes silently."""

import secrets
from collections.abc import Collection
from random import Random

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from app.analysis.votes import draw_lot
from app.domain.activities import ActivityPlan, add_activity, move_activity
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.domain.votes import vote_of
from app.extensions import db
from app.models import Account, Activity, ActivityKind, TieResolution, VoteOption
from app.queries.vote_figures import VoteResult
from app.queries.votes import run_off_of, vote_result_of

SEEDS = 10**8
"""A lot that the program draws is one of so many; the number stands in the record, so that it can be drawn again."""


def let_all_tied_win(activity: Activity, account: Account | None) -> None:
    with transaction(activity.conference_id):
        if vote_of(activity).resolution is TieResolution.ALL_WIN:
            return
        _tie_of(activity)
        vote_of(activity).resolution = TieResolution.ALL_WIN
        note(activity.conference_id, account, "let_all_tied_win", activity.id)


def resolve_by_lot(
    activity: Activity, record: str, drawn: Collection[int], account: Account | None, seed: int | None = None
) -> None:
    """`drawn` are the ids of the options that a lot in the room gave the open places; with none, the program draws, and
    writes its seed into the record (`seed` is for the tests). Refused without a record of who drew and who saw it.
    """
    with transaction(activity.conference_id):
        vote = vote_of(activity)
        if vote.resolution is TieResolution.LOT and vote.lot_record.startswith(record) and record:
            return
        result = _tie_of(activity)
        if not record:
            raise Refused(_("Skriv hvem som trakk loddet, hvordan, og hvem som så på."))
        tied = [option for option in vote.options if option.number in result.standing.tied]
        places = result.standing.open_places
        if not drawn:
            seed = secrets.randbelow(SEEDS) if seed is None else seed
            drawn = draw_lot([option.id for option in tied], places, Random(seed))  # noqa: S311 - open to see, on purpose
            record = f"{record}\n{_('Trukket av programmet, med frø %(seed)s.', seed=seed)}"
        if not {option.id for option in tied} >= set(drawn) or len(set(drawn)) != places:
            raise Refused(_("Velg så mange av dem som står likt, som det er plasser igjen: %(places)s.", places=places))
        for option in tied:
            option.won_by_lot = option.id in set(drawn)
        vote.resolution, vote.lot_record = TieResolution.LOT, record
        note(activity.conference_id, account, "resolve_by_lot", activity.id)


def undo_resolution(activity: Activity, account: Account | None) -> None:
    """The tie stands again. A run-off is undone by taking it out of the programme."""
    with transaction(activity.conference_id):
        vote = vote_of(activity)
        if vote.resolution is None:
            return
        if any(rule for rule in vote_result_of(activity).rules.values()):
            raise Refused(_("Vinnerne er blitt leveregler. Angre det først."))
        vote.resolution, vote.lot_record = None, ""
        for option in vote.options:
            option.won_by_lot = False
        note(activity.conference_id, account, "undo_resolution", activity.id)


def add_run_off(activity: Activity, account: Account | None) -> Activity:
    """A vote right after this one, between the tied, for the places that are left. The second time, the same one."""
    with transaction(activity.conference_id):
        already = run_off_of(activity)
        if already is not None:
            return already
        result = _tie_of(activity)
        with force_locale(str(activity.conference.language)):
            plan = ActivityPlan(
                kind=ActivityKind.VOTE,
                title=str(_("Omvalg: %(title)s", title=activity.title))[:120],
                question=str(_("Omvalg: %(title)s", title=activity.heading))[:240],
                minutes=5,
            )
        run_off = add_activity(activity.conference, plan, account)
        tied = [option for option in result.vote.options if option.number in result.standing.tied]
        vote = vote_of(run_off)
        vote.run_off_of_id, vote.places = activity.id, result.standing.open_places
        vote.options = [
            VoteOption(number=number, title=option.title, sentence=option.sentence)
            for number, option in enumerate(tied)
        ]
        db.session.flush()
        items = activity.conference.activities
        move_activity(run_off, 2 + [item.id for item in items].index(activity.id), account)
    return run_off


def _tie_of(activity: Activity) -> VoteResult:
    """Refused where there is nothing to decide, or it is decided already."""
    result = vote_result_of(activity)
    if not result.is_counted:
        raise Refused(_("Stemmene er ikke talt ennå."))
    if not result.is_tied:
        raise Refused(_("Det er ikke noe å avgjøre: Ingen står likt om den siste plassen."))
    if result.vote.resolution is not None:
        raise Refused(_("Dette er alt avgjort. Angre det først."))
    if result.run_off is not None:
        raise Refused(_("Et omvalg skal avgjøre dette. Ta det ut av programmet først."))
    return result
