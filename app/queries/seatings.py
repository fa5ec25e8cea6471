"""The seating plan in force: who sits where in which session, by seat number, and how good it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.analysis.seating_quality import fewest_repeats, repeats_in
from app.extensions import db
from app.models import Activity, Conference, Grouping, Seat, SeatAssignment, Seating, Table, TargetGroup
from app.queries.tables import standing_of, tables_of


def seated_activities(conference: Conference) -> list[Activity]:
    """The sessions that have seats: all where people sit by target group or mixed."""
    return [activity for activity in conference.activities if activity.grouping is not Grouping.PLENARY]


def seating_of(conference: Conference) -> Seating | None:
    """The plan in force, with its seats."""
    return db.session.scalar(
        select(Seating)
        .options(selectinload(Seating.seats).options(joinedload(Seat.target_group)))
        .where(Seating.conference_id == conference.id, Seating.replaced_at.is_(None))
    )


def seating_before(seating: Seating) -> Seating | None:
    """The one that it replaced."""
    return db.session.scalar(
        select(Seating)
        .where(Seating.conference_id == seating.conference_id, Seating.id < seating.id)
        .order_by(Seating.id.desc())
        .limit(1)
    )


def seatings_made_for(conference: Conference) -> int:
    made = select(func.count()).select_from(Seating).where(Seating.conference_id == conference.id)
    return db.session.scalar(made) or 0


def tables_by_seat(seating: Seating) -> dict[tuple[int, int], int]:
    """By seat id and activity id, the id of the table as it was planned."""
    rows = db.session.execute(
        select(SeatAssignment.seat_id, SeatAssignment.activity_id, SeatAssignment.table_id)
        .join(Seat, Seat.id == SeatAssignment.seat_id)
        .where(Seat.seating_id == seating.id)
    )
    return {(seat_id, activity_id): table_id for seat_id, activity_id, table_id in rows}


@dataclass(frozen=True)
class SeatingPlan:
    """As the hall sits by it now: people of a table that was merged into another are at that one."""

    seating: Seating
    sessions: Sequence[Activity]
    missing: Sequence[Activity]
    """Sessions that came into the programme after the plan was made."""
    tables: dict[tuple[int, int], Table]
    """By seat id and activity id."""

    @property
    def seats(self) -> list[Seat]:
        return self.seating.seats

    def numbers_of(self, seat: Seat) -> list[int | None]:
        """The number of its table in each session; None where it came too late for it."""
        at = [self.tables.get((seat.id, session.id)) for session in self.sessions]
        return [None if table is None else table.number for table in at]

    def sizes(self, session: Activity) -> tuple[int, int]:
        """The fewest and the most at a table."""
        counts = Counter(table.id for (_seat, activity), table in self.tables.items() if activity == session.id)
        return (min(counts.values()), max(counts.values())) if counts else (0, 0)

    @property
    def without_table(self) -> int:
        """Seats that have none in a session that is not over: their table was put away."""
        left = [session for session in self.sessions if not session.is_done]
        return sum(any((seat.id, session.id) not in self.tables for session in left) for seat in self.seats)

    def at_table(self, table: Table) -> int:
        """How many sit there in the session that is on or comes next."""
        now = next((session for session in self.sessions if not session.is_done), None)
        return sum(at is table for (_seat, session), at in self.tables.items() if now and session == now.id)

    def seats_of(self, group: TargetGroup) -> list[Seat]:
        return [seat for seat in self.seats if seat.target_group_id == group.id]

    @property
    def quality(self) -> tuple[int, int]:
        """Meetings beyond the first, and the fewest possible with as many of each group at each table."""
        whole = [seat for seat in self.seats if None not in self.numbers_of(seat)]
        rows = [[self.tables[seat.id, session.id].id for seat in whole] for session in self.sessions]
        return repeats_in(rows), fewest_repeats([seat.target_group_id for seat in whole], rows) if rows else 0


def merge_offers(tables: Sequence[Table], plan: SeatingPlan | None) -> dict[int, list[Table]]:
    """By a table's number, those that could take in its people, the emptiest first.

    More than nine seats are offered too: tables become one because people did not come.
    """
    standing = standing_of(tables)
    here = [table for table in tables if standing[table.id] is table]
    sizes = {table.id: plan.at_table(table) if plan else 0 for table in here}
    return {
        table.number: sorted(
            (other for other in here if other is not table), key=lambda other: (sizes[other.id], other.number)
        )
        for table in here
    }


def seating_plan_of(conference: Conference) -> SeatingPlan | None:
    seating = seating_of(conference)
    if seating is None:
        return None
    standing = standing_of(tables_of(conference))
    at = {key: standing[table_id] for key, table_id in tables_by_seat(seating).items() if table_id in standing}
    planned = {activity_id for _seat_id, activity_id in at}
    wanted = seated_activities(conference)
    return SeatingPlan(
        seating=seating,
        sessions=[activity for activity in wanted if activity.id in planned],
        missing=[activity for activity in wanted if activity.id not in planned],
        tables=at,
    )
