"""A conference's tables and seating plan, taken over by a copy of it. Within a running transaction."""

from app.extensions import db
from app.models import Conference, Seat, SeatAssignment, Seating, Table
from app.queries.seatings import seating_of, tables_by_seat
from app.queries.tables import tables_of


def copy_tables(source: Conference, conference: Conference) -> None:
    """Each with a code of its own, where it was planned: what was merged on the day stands for itself again.

    Whoever hosts comes along to a rehearsal, not to another day.
    """
    tables: dict[int, Table] = {}
    for table in tables_of(source):
        host = table.host if conference.is_rehearsal else ""
        tables[table.id] = Table(conference_id=conference.id, number=table.number, name=table.name, host=host)
    db.session.add_all(tables.values())
    seating = seating_of(source)
    if seating is not None:
        db.session.flush()
        _copy_seating(seating, tables, source, conference)


def _copy_seating(seating: Seating, tables: dict[int, Table], source: Conference, conference: Conference) -> None:
    groups = {group.mark: group.id for group in conference.target_groups}
    copy = Seating(conference_id=conference.id, hosts_stay=seating.hosts_stay)
    seats = {
        seat.id: Seat(number=seat.number, target_group_id=groups[seat.target_group.mark], is_host=seat.is_host)
        for seat in seating.seats
    }
    copy.seats = list(seats.values())
    db.session.add(copy)
    db.session.flush()
    activities = {activity.id: twin.id for activity, twin in zip(source.activities, conference.activities, strict=True)}
    db.session.add_all(
        SeatAssignment(seat_id=seats[seat].id, activity_id=activities[activity], table_id=tables[table].id)
        for (seat, activity), table in tables_by_seat(seating).items()
        if activity in activities and table in tables
    )
