"""Who is there and who has handed in, table by table. What phones there wrote is told only as METHODS.md, 4 allows.

A text shows its target group. Who also knew its table would often know who wrote it: at a mixed table one person may be
the only one of a group. So no figure of phones is told of mixed tables, and of others none while the question is open.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.analysis.suppression import release
from app.extensions import db
from app.models import Activity, Conference, Contribution, Grouping, Participant, Seat, SeatAssignment, Seating, Table
from app.queries.tables import deliveries_of, standing_of, tables_of


@dataclass(frozen=True)
class TableCoverage:
    table: Table
    planned: int | None
    """Seats in the plan for this session; None without a plan."""
    joined: int
    """Phones whose owners say that they sit there."""
    contributed: int | None
    """People at the table who have written on their own phones; None where that is not told."""
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
    contributed = _contributed_at(activity, standing, joined) if activity else {}
    delivered = {line.table.id: line for line in deliveries_of(conference, activity)} if activity else {}
    last = _last_of(activity, standing) if activity else {}
    return [
        TableCoverage(
            table=table,
            planned=planned.get(table.id, 0) if planned else None,
            joined=joined.get(table.id, 0),
            contributed=contributed.get(table.id),
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


def _contributed_at(activity: Activity, standing: dict[int, Table], joined: dict[int, int]) -> dict[int, int | None]:
    if activity.grouping is not Grouping.HOMOGENEOUS or not activity.is_done or not joined:
        return {}
    has_written = select(1).where(
        Contribution.participant_id == Participant.id, Contribution.activity_id == activity.id
    )
    rows = db.session.execute(
        select(Participant.table_id, func.count())
        .where(
            Participant.conference_id == activity.conference_id,
            Participant.table_id.is_not(None),
            has_written.exists(),
        )
        .group_by(Participant.table_id)
    )
    wrote = _summed({table_id: count for table_id, count in rows if table_id is not None}, standing)
    released = release({at: (wrote.get(at, 0), count - wrote.get(at, 0)) for at, count in joined.items()})
    return {at: figures.values[0] if figures.values else None for at, figures in released.groups.items()}


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
