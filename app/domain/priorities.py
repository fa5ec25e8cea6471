"""A round of priorities comes to be, and people place their dots."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.offers import check_something_offered, check_source, is_taken_now
from app.domain.seen import check_in_programme, stands_already, stored_plan
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Contribution, Participant, PriorityRound
from app.queries.priorities import dots_in, known_among, placed_by


@dataclass(frozen=True, kw_only=True)
class PriorityPlan:
    """What gets dots: the themes, one dialogue, or all (None)."""

    source_id: int | None
    is_about_themes: bool
    dots: int


def make_priority_round(activity: Activity) -> None:
    if activity.priority_round is None:
        activity.priority_round = PriorityRound()


def copy_priority_round(source: Activity, copy: Activity) -> None:
    """Which dialogue it is about is chosen anew: the copy's programme has its own."""
    if source.priority_round is not None:
        asked = source.priority_round
        copy.priority_round = PriorityRound(dots=asked.dots, is_about_themes=asked.is_about_themes)


def check_priorities_open(activity: Activity) -> None:
    check_something_offered(activity)


def change_priority_round(
    activity: Activity,
    source: Activity | None,
    dots: int,
    account: Account | None,
    *,
    is_about_themes: bool = False,
    seen: str | None = None,
) -> None:
    """What gets dots: one dialogue's contributions, all (None), or the themes; and how many dots each person has.

    `seen` as in domain/seen.py.
    """
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.PRIORITIES)
        check_source(activity, source)
        make_priority_round(activity)
        source_id = None if is_about_themes or source is None else source.id
        plan = PriorityPlan(source_id=source_id, is_about_themes=is_about_themes, dots=dots)
        asked = activity.priority_round
        if asked is None or stands_already(stored_plan(PriorityPlan, asked), plan, seen):
            return
        for name, value in vars(plan).items():
            setattr(asked, name, value)
        note(activity.conference_id, account, "change_priorities", activity.id)


def prioritise(participant: Participant, activity: Activity, dots: Mapping[int, int]) -> None:
    """Stores all of a person's dots, by the id of a contribution or a theme, in place of those before: an empty set
    takes all away.

    A dot on what was hidden meanwhile is kept and does not count: the person is told by own_priorities_of(), and a
    hiding that is undone brings it back. Refused for more dots than each has, for one's own, and for what was said
    elsewhere.
    """
    with transaction(activity.conference_id):
        check_taken_now(
            is_taken_now(activity),
            activity,
            early=_("Prioriteringen er ikke åpnet ennå. Prikkene er ikke sendt."),
            late=_("Prioriteringen er stengt. Prikkene er ikke sendt."),
        )
        _check_dots(participant, activity, dots)
        before = placed_by(participant, activity)
        for id in before.keys() - dots:
            db.session.delete(before[id])
        for id, count in dots.items():
            group_id = participant.target_group_id
            if id not in before:
                key = {"activity_id": activity.id, "participant_id": participant.id, "item_id": id}
                db.session.add(dots_in(activity)(**key, target_group_id=group_id, dots=count))
            elif (before[id].target_group_id, before[id].dots) != (group_id, count):
                before[id].target_group_id, before[id].dots = group_id, count


def _check_dots(participant: Participant, activity: Activity, dots: Mapping[int, int]) -> None:
    most = activity.priority_round.dots if activity.priority_round else 0
    if sum(dots.values()) > most or any(count < 1 for count in dots.values()):
        raise Refused(
            lazy_ngettext(
                "Du har %(num)d prikk i alt. Ta bort noen før du sender.",
                "Du har %(num)d prikker i alt. Ta bort noen før du sender.",
                most,
            )
        )
    known = known_among(activity, dots)
    if len(known) < len(dots):
        raise Refused(_("Noe av det du satte prikk på, hører ikke til her. Ingenting er sendt."))
    if any(isinstance(each, Contribution) and participant.wrote(each) for each in known):
        raise Refused(_("Du kan ikke sette prikk på det du har skrevet selv."))
