"""What moves when something changes that a table's page tells of the table alone."""

from collections import defaultdict
from typing import Any
from zlib import crc32

from sqlalchemy import case, func, select

from app.extensions import db
from app.models import Activity, ActivityKind, Conference, Contribution, ContributionState, Participant
from app.queries.priorities import dots_in
from app.queries.tables import all_tables_of


def table_marks_of(conference: Conference, activity: Activity | None) -> dict[int, int]:
    """By the table's number: a sum that says nothing to the other tables, of whether it stands and what it has sent."""
    facts = defaultdict[int, tuple[Any, ...]](tuple, _sent_to(activity) if activity else {})
    return {
        table.number: crc32(repr((table.removed_at, table.merged_into_id, facts[table.id])).encode())
        for table in all_tables_of(conference)
    }


def _sent_to(activity: Activity) -> dict[int, tuple[Any, ...]]:
    if activity.kind is ActivityKind.PRIORITIES:
        kind: Any = dots_in(activity)
        dots = (
            select(Participant.device_of_id, func.count(), func.sum(kind.dots), func.sum(kind.dots * kind.item_id))
            .join(Participant, Participant.id == kind.participant_id)
            .where(kind.activity_id == activity.id, Participant.device_of_id.is_not(None))
            .group_by(Participant.device_of_id)
        )
        return {table_id: tuple(sums) for table_id, *sums in db.session.execute(dots)}
    counted = [func.sum(case((Contribution.state == state, 1), else_=0)) for state in ContributionState]
    important = func.sum(case((Contribution.is_important, Contribution.id), else_=0))
    changed = [func.max(moment) for moment in (Contribution.decided_at, Contribution.edited_at)]
    texts = (
        select(Contribution.table_id, *counted, important, *changed)
        .where(Contribution.activity_id == activity.id, Contribution.table_id.is_not(None))
        .group_by(Contribution.table_id)
    )
    return {table_id: tuple(sums) for table_id, *sums in db.session.execute(texts)}
