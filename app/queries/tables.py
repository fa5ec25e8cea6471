"""The tables of a conference, the one that a code opens, and what each has handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from app.extensions import db
from app.models import (
    Activity,
    Conference,
    Contribution,
    Participant,
    Seat,
    SeatAssignment,
    Seating,
    Table,
    TargetGroup,
)


def all_tables_of(conference: Conference) -> Sequence[Table]:
    """Those that were put away too."""
    return db.session.scalars(select(Table).where(Table.conference_id == conference.id).order_by(Table.number)).all()


def tables_of(conference: Conference) -> list[Table]:
    """In use, those that were merged into another too, by number."""
    return [table for table in all_tables_of(conference) if table.removed_at is None]


# Made once: each page of a phone asks this.
_IN_USE = select(Table.id).where(Table.conference_id == bindparam("conference"), Table.removed_at.is_(None)).limit(1)


def has_tables(conference: Conference) -> bool:
    return db.session.scalar(_IN_USE, {"conference": conference.id}) is not None


def table_of(conference: Conference, number: int) -> Table | None:
    """A table in use of this very conference."""
    return next((table for table in tables_of(conference) if table.number == number), None)


def table_with_code(code: str) -> Table | None:
    """`code` as it is kept: tidied. A table that was put away has it still."""
    return db.session.scalar(select(Table).where(Table.code == code))


def standing_of(tables: Sequence[Table]) -> dict[int, Table]:
    """By its id, the table where the people of each table sit now."""
    by_id = {table.id: table for table in tables}
    return {table.id: by_id.get(table.merged_into_id or table.id, table) for table in tables}


def taken_in_by(table: Table) -> Table | None:
    """The table that it was merged into."""
    return db.session.get(Table, table.merged_into_id) if table.merged_into_id else None


def groups_at(table: Table, activity: Activity) -> list[TargetGroup]:
    """The target groups that the plan seats there in this session; empty where there is none."""
    return list(
        db.session.scalars(
            select(TargetGroup)
            .where(
                TargetGroup.id.in_(
                    select(Seat.target_group_id)
                    .join(Seating, Seating.id == Seat.seating_id)
                    .join(SeatAssignment, SeatAssignment.seat_id == Seat.id)
                    .where(
                        Seating.replaced_at.is_(None),
                        SeatAssignment.activity_id == activity.id,
                        SeatAssignment.table_id == table.id,
                    )
                )
            )
            .order_by(TargetGroup.mark)
        )
    )


def contributions_for(table: Table, activity: Activity) -> Sequence[Contribution]:
    """What was written for the table in this session, newest first, whatever became of it."""
    return db.session.scalars(
        select(Contribution)
        .where(Contribution.activity_id == activity.id, Contribution.table_id == table.id)
        .order_by(Contribution.submitted_at.desc(), Contribution.id.desc())
    ).all()


def device_of(table: Table) -> Participant:
    """What has the table's dots, as a person has theirs. Not stored before the table has placed any."""
    stored = db.session.scalar(select(Participant).where(Participant.device_of_id == table.id))
    return stored or Participant(conference_id=table.conference_id, device_of_id=table.id)


@dataclass(frozen=True)
class TableDelivery:
    """What a table has handed in to the question, at its device or on paper."""

    table: Table
    count: int
    important: int


def deliveries_of(conference: Conference, activity: Activity) -> list[TableDelivery]:
    """One line for each table that people sit at; a table that took in others answers for them too."""
    tables = tables_of(conference)
    standing = standing_of(tables)
    rows = db.session.execute(
        select(Contribution.table_id, Contribution.is_important, func.count())
        .where(Contribution.activity_id == activity.id, Contribution.table_id.is_not(None))
        .group_by(Contribution.table_id, Contribution.is_important)
    )
    count, important = dict.fromkeys(standing, 0), dict.fromkeys(standing, 0)
    for table_id, is_important, number in rows:
        if table_id in standing:
            at = standing[table_id].id
            count[at] += number
            important[at] += number if is_important else 0
    return [
        TableDelivery(table, count[table.id], important[table.id]) for table in tables if standing[table.id] is table
    ]
