"""Code slips: the one that a code belongs to, and how many of each target group's have been used."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import CodeSlip, Conference, TargetGroup
from app.models.code_slip import slip_hash
from app.queries.participants import told_apart


def slip_with_code(code: str) -> CodeSlip | None:
    """`code` as it is kept: tidied."""
    return db.session.get(CodeSlip, slip_hash(code))


def has_unused_slips(conference: Conference) -> bool:
    unused = select(CodeSlip.code_hash).where(CodeSlip.conference_id == conference.id, CodeSlip.is_used.is_(False))
    return db.session.scalar(unused.limit(1)) is not None


@dataclass(frozen=True)
class SlipCount:
    group: TargetGroup
    made: int
    used: int | None
    """None where the group is so small that it would tell who came."""


def slip_counts_of(conference: Conference) -> list[SlipCount]:
    """One line for each target group, in the order of the marks."""
    rows = db.session.execute(
        select(CodeSlip.target_group_id, CodeSlip.is_used, func.count())
        .where(CodeSlip.conference_id == conference.id)
        .group_by(CodeSlip.target_group_id, CodeSlip.is_used)
    )
    made: dict[int, int] = {}
    used: dict[int, int] = {}
    for group_id, is_used, count in rows:
        made[group_id] = made.get(group_id, 0) + count
        used[group_id] = used.get(group_id, 0) + (count if is_used else 0)
    groups = conference.target_groups
    told = told_apart({group.id: used.get(group.id, 0) for group in groups})
    return [SlipCount(group, made.get(group.id, 0), told.get(group.id)) for group in groups]
