"""Seating plans: made, taken back, and given a seat for somebody who comes late."""

from flask_babel import lazy_gettext as _

from app.analysis.latecomers import place_latecomer
from app.analysis.seating import DoesNotFit, seat_people
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Conference, Grouping, Seat, SeatAssignment, Seating, Table, TargetGroup, utc_now
from app.queries.seatings import (
    seated_activities,
    seating_before,
    seating_of,
    seating_plan_of,
    seatings_made_for,
)
from app.queries.tables import standing_of, tables_of


def make_seating(conference: Conference, hosts_stay: bool, account: Account | None) -> Seating:
    """A plan for all planned seats and sessions, in place of the one before, which undo brings back.

    Refused without tables, planned seats or sessions, and where more than nine would share a table.
    """
    with transaction(conference.id):
        tables, sessions = _tables_in_use(conference), seated_activities(conference)
        groups = [group for group in conference.target_groups for _seat in range(group.planned)]
        if not tables:
            raise Refused(_("Skriv hvor mange bord det er først."))
        if not sessions:
            raise Refused(_("Ingen økt i programmet sitter etter målgruppe eller blandet. Velg det i en økt først."))
        if not groups:
            raise Refused(_("Skriv hvor mange plasser hver målgruppe har, under Innstillinger."))
        seed = seatings_made_for(conference)
        is_mixed = [session.grouping is Grouping.MIXED for session in sessions]
        try:
            dealt = seat_people([group.id for group in groups], len(tables), is_mixed, hosts_stay=hosts_stay, seed=seed)
        except DoesNotFit as fault:
            raise Refused(
                _("%(people)s plasser trenger minst %(tables)s bord.", people=len(groups), tables=fault.tables_needed)
            ) from fault
        _replace(conference)
        seating = Seating(conference_id=conference.id, hosts_stay=hosts_stay)
        seating.seats = [
            Seat(number=place + 1, target_group_id=group.id, is_host=place in dealt.hosts)
            for place, group in enumerate(groups)
        ]
        db.session.add(seating)
        db.session.flush()
        db.session.add_all(
            SeatAssignment(seat_id=seat.id, activity_id=session.id, table_id=tables[row[place]].id)
            for session, row in zip(sessions, dealt.plan, strict=True)
            for place, seat in enumerate(seating.seats)
        )
        note(conference.id, account, "make_seating", seating.id, str(len(groups)))
    return seating


def _tables_in_use(conference: Conference) -> list[Table]:
    tables = tables_of(conference)
    standing = standing_of(tables)
    return [table for table in tables if standing[table.id] is table]


def _replace(conference: Conference) -> Seating | None:
    earlier = seating_of(conference)
    if earlier is not None:
        earlier.replaced_at = utc_now()
        db.session.flush()
    return earlier


def undo_seating(seating: Seating, account: Account | None) -> None:
    """Takes the plan away; the one before it holds again. Harmless for one that holds no longer."""
    with transaction(seating.conference_id):
        if seating.replaced_at is not None:
            return
        seating.replaced_at = utc_now()
        db.session.flush()
        earlier = seating_before(seating)
        if earlier is not None:
            earlier.replaced_at = None
        note(seating.conference_id, account, "undo_seating", seating.id)
        db.session.delete(seating)


def add_seat(conference: Conference, group: TargetGroup, account: Account | None) -> Seat:
    """A seat for a latecomer in all sessions that are not over; nobody else moves. Refused where tables are full."""
    with transaction(conference.id):
        plan = seating_plan_of(conference)
        if plan is None:
            raise Refused(_("Lag en plan først."))
        if group.conference_id != conference.id:
            raise Refused(_("Velg en av målgruppene i lista."))
        left = [session for session in plan.sessions if not session.is_done]
        at = [
            [table.id if (table := plan.tables.get((seat.id, session.id))) else None for seat in plan.seats]
            for session in left
        ]
        try:
            places = place_latecomer(
                [seat.target_group_id for seat in plan.seats],
                at,
                [session.grouping is Grouping.MIXED for session in left],
                group.id,
                [table.id for table in _tables_in_use(conference)],
            )
        except DoesNotFit as fault:
            raise Refused(_("Det sitter ni ved alle bordene. Legg til et bord først.")) from fault
        seat = Seat(
            seating_id=plan.seating.id,
            number=max((each.number for each in plan.seats), default=0) + 1,
            target_group_id=group.id,
        )
        db.session.add(seat)
        db.session.flush()
        db.session.add_all(
            SeatAssignment(seat_id=seat.id, activity_id=session.id, table_id=table_id)
            for session, table_id in zip(left, places, strict=True)
        )
        note(conference.id, account, "add_seat", seat.id, str(seat.number))
    return seat


def remove_last_seat(seating: Seating, number: int, account: Account | None) -> None:
    """Undoes the last latecomer. Refused when another one came after, since numbers are on cards by then."""
    with transaction(seating.conference_id):
        last = max(seating.seats, key=lambda seat: seat.number, default=None)
        if last is None or last.number != number or seating.replaced_at is not None:
            raise Refused(_("Planen er endret i mellomtiden. Ingenting er tatt bort."))
        note(seating.conference_id, account, "remove_seat", last.id, str(last.number))
        seating.seats.remove(last)
