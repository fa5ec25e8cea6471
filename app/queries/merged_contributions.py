"""Contributions that others stand for: who stands for whom, and how many people said it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CTE, Select, bindparam, case, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Activity, Contribution, ContributionState


def stood_for() -> CTE:
    """Each of `ids` and all that were merged into it, also by way of another, beside the one that stands for them."""
    given = Contribution.id.in_(bindparam("ids", expanding=True))
    first = select(Contribution.id, Contribution.id.label("root")).where(given)
    family = first.cte("family", recursive=True)
    child = aliased(Contribution)
    return family.union_all(select(child.id, family.c.root).where(child.merged_into_id == family.c.id))


def _with_merged() -> Select[Contribution]:
    family = stood_for()
    return select(Contribution).join(family, family.c.id == Contribution.id).order_by(Contribution.id)


def _said_by() -> Select[int, int]:
    family = stood_for()
    people = func.count(func.distinct(Contribution.participant_id))
    nobody = func.sum(case((Contribution.participant_id.is_(None), 1), else_=0))
    return (
        select(family.c.root, people + nobody)
        .join(Contribution, Contribution.id == family.c.id)
        .group_by(family.c.root)
        .having(func.count() > 1)
    )


# Made once: putting them together costs more than asking them.
_WITH_MERGED = _with_merged()
_SAID_BY = _said_by()


def with_merged(contribution: Contribution) -> Sequence[Contribution]:
    """It and all that it stands for."""
    return db.session.scalars(_WITH_MERGED, {"ids": [contribution.id]}).all()


def hidden_with(contribution: Contribution) -> Sequence[Contribution]:
    """What it stood for when it was hidden, and that stands for itself since: hidden in that very moment."""
    if not contribution.is_hidden:
        return ()
    return db.session.scalars(
        select(Contribution).where(
            Contribution.activity_id == contribution.activity_id,
            Contribution.id != contribution.id,
            Contribution.state == ContributionState.HIDDEN,
            Contribution.decided_at == contribution.decided_at,
            Contribution.merged_into_id.is_(None),
        )
    ).all()


def root_of(contribution: Contribution) -> Contribution:
    """The one that stands for it in the end; itself, where it was not merged."""
    while contribution.merged_into is not None:
        contribution = contribution.merged_into
    return contribution


def roots_at(conference_id: int, moment: datetime) -> dict[int, int]:
    """Which one stood for each that was merged by then, by id."""
    rows = db.session.execute(
        select(Contribution.id, Contribution.merged_into_id)
        .join(Contribution.activity)
        .where(
            Activity.conference_id == conference_id,
            Contribution.merged_into_id.is_not(None),
            Contribution.merged_at <= moment,
        )
    )
    into = {id: root for id, root in rows if root is not None}
    for id in into:
        while into[id] in into:
            into[id] = into[into[id]]
    return into


def said_by(ids: Collection[int]) -> dict[int, int]:
    """By how many people each was said that stands for others, by id. What came on paper is somebody else each time."""
    rows = db.session.execute(_SAID_BY, {"ids": list(ids)}) if ids else ()
    return {root: count for root, count in rows}
