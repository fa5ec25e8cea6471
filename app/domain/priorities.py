"""A round of priorities comes to be, and people place their dots."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext
from sqlalchemy import select

from app.domain.errors import Refused, TooLate
from app.domain.log import note
from app.domain.offers import check_something_offered, check_source, is_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, Participant, Priority, PriorityRound
from app.queries.priorities import dotted_by, known_among


def make_priority_round(activity: Activity) -> None:
    if activity.priority_round is None:
        activity.priority_round = PriorityRound()


def copy_priority_round(source: Activity, copy: Activity) -> None:
    """Which dialogue it is about is chosen anew: the copy's programme has its own."""
    if source.priority_round is not None:
        copy.priority_round = PriorityRound(dots=source.priority_round.dots)


def check_priorities_open(activity: Activity) -> None:
    check_something_offered(activity)


def change_priority_round(activity: Activity, source: Activity | None, dots: int, account: Account | None) -> None:
    """What gets dots: one dialogue's contributions, or all (None); and how many dots each person has."""
    with transaction(activity.conference_id):
        check_source(activity, source)
        make_priority_round(activity)
        if activity.priority_round is not None:
            activity.priority_round.source = source
            activity.priority_round.dots = dots
        note(activity.conference_id, account, "change_priorities", activity.id)


def prioritise(participant: Participant, activity: Activity, dots: Mapping[int, int]) -> None:
    """Stores all of a person's dots, by contribution id, in place of those before. An empty set takes all away.

    A dot on what was hidden meanwhile is kept and does not count: the person is told by own_priorities_of(), and a
    hiding that is undone brings it back. Refused for more dots than each has, for one's own, and for what was said
    elsewhere.
    """
    with transaction(activity.conference_id):
        if not is_taken_now(activity):
            raise TooLate(_("Prioriteringen er stengt. Prikkene dine er ikke sendt."))
        _check_dots(participant, activity, dots)
        placed = db.session.scalars(select(Priority).where(*dotted_by(activity, participant)))
        before = {priority.contribution_id: priority for priority in placed}
        for contribution_id in before.keys() - dots:
            db.session.delete(before[contribution_id])
        for contribution_id, count in dots.items():
            if contribution_id not in before:
                key = {"activity_id": activity.id, "participant_id": participant.id, "contribution_id": contribution_id}
                db.session.add(Priority(**key, target_group_id=participant.target_group_id, dots=count))
            elif before[contribution_id].dots != count:
                before[contribution_id].dots = count


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
    if any(contribution.participant_id == participant.id for contribution in known):
        raise Refused(_("Du kan ikke sette prikk på det du har skrevet selv."))
