"""Who is there and who has handed in, table by table. What phones there wrote is told of no table.

A text shows its target group. Who also knew its table would often know who wrote it: at a mixed table one person may be
the only one of a group; and at any table a figure that was five and is six, since the question was opened again or
somebody has sat down there, tells it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import Activity, Conference, Contribution, Participant, Seat, SeatAssignment, Seating, Table
from app.queries.tables import deliveries_of, standing_of, tables_of


@dataclass(frozen=True)
class TableCoverage:
    table: Table
    planned: int | None
    """Seats in the plan for this session; None without a plan."""
    joined: int
    """Phones whose owners say that they sit there."""
    delivered: int
    """Texts of the table, at its device or on paper."""
    important: int
    last_at: datetime | None
    """When the table last handed in."""


def table_coverage_of(conference: Conference, activity: Activity | None) -> list[TableCoverage]:
    """One line for each table that people sit at; without an activity, who is there."""
    tables = tables_of(conference)
    if not tables:
        return []
    standing = standing_of(tables)
    planned = _summed(_planned_at(conference, activity), standing) if activity else {}
    joined = _summed(_joined_at(conference), standing)
    delivered = {line.table.id: line for line in deliveries_of(conference, activity)} if activity else {}
    last = _last_of(activity, standing) if activity else {}
    return [
        TableCoverage(
            table=table,
            planned=planned.get(table.id, 0) if planned else None,
            joined=joined.get(table.id, 0),
            delivered=delivered[table.id].count if table.id in delivered else 0,
            important=delivered[table.id].important if table.id in delivered else 0,
            last_at=last.get(table.id),
        )
        for table in tables
        if standing[table.id] is table
    ]


def _summed(counts: dict[int, int], standing: dict[int, Table]) -> dict[int, int]:
    """The counts of tables that became one, together."""
    summed: dict[int, int] = {}
    for table_id, count in counts.items():
        if table_id in standing:
            at = standing[table_id].id
            summed[at] = summed.get(at, 0) + count
    return summed


def _planned_at(conference: Conference, activity: Activity) -> dict[int, int]:
    rows = db.session.execute(
        select(SeatAssignment.table_id, func.count())
        .join(Seat, Seat.id == SeatAssignment.seat_id)
        .join(Seating, Seating.id == Seat.seating_id)
        .where(
            Seating.conference_id == conference.id,
            Seating.replaced_at.is_(None),
            SeatAssignment.activity_id == activity.id,
        )
        .group_by(SeatAssignment.table_id)
    )
    return {table_id: count for table_id, count in rows}


def _joined_at(conference: Conference) -> dict[int, int]:
    rows = db.session.execute(
        select(Participant.table_id, func.count())
        .where(Participant.conference_id == conference.id, Participant.table_id.is_not(None))
        .group_by(Participant.table_id)
    )
    return {table_id: count for table_id, count in rows if table_id is not None}


def _last_of(activity: Activity, standing: dict[int, Table]) -> dict[int, datetime]:
    rows = db.session.execute(
        select(Contribution.table_id, func.max(Contribution.submitted_at))
        .where(Contribution.activity_id == activity.id, Contribution.table_id.is_not(None))
        .group_by(Contribution.table_id)
    )
    last: dict[int, datetime] = {}
    for table_id, moment in rows:
        if table_id in standing:
            at = standing[table_id].id
            last[at] = max(moment, last.get(at, moment))
    return last
