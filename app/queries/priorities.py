"""What a person can put dots on, and where their dots are."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Contribution, Participant, Priority, TargetGroup
from app.queries.offers import is_counted_in, is_of_others, is_offered, merged_when_counted, source_id_of

LISTED = 20
"""So many are shown at a time, beside those with dots."""


def dotted_by(activity: Activity, participant: Participant) -> tuple[ColumnElement[bool], ...]:
    return Priority.activity_id == activity.id, Priority.participant_id == participant.id


def known_among(activity: Activity, ids: Collection[int]) -> Sequence[Contribution]:
    """Those of the given that are or were offered here: of its dialogue, or of any in the conference."""
    question = (
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id.in_(ids), Activity.conference_id == activity.conference_id)
    )
    source_id = source_id_of(activity)
    if source_id is not None:
        question = question.where(Contribution.activity_id == source_id)
    return db.session.scalars(question).all()


@dataclass(frozen=True)
class OwnPriorities:
    """Where a person's dots are, and how many are free."""

    dotted: list[tuple[Contribution, int]]
    """The most dots first."""
    most: int
    lost: int
    """Dots on what is no longer shown: they do not count, and can be placed anew."""

    @property
    def placed(self) -> int:
        return sum(count for _contribution, count in self.dotted)

    @property
    def left(self) -> int:
        return self.most - self.placed

    @property
    def dots(self) -> dict[int, int]:
        return {contribution.id: count for contribution, count in self.dotted}


def own_priorities_of(activity: Activity, participant: Participant, _token: str = "") -> OwnPriorities | None:
    """None where no dot was ever placed."""
    placed = db.session.scalars(select(Priority).where(*dotted_by(activity, participant))).all()
    if not placed:
        return None
    roots = merged_when_counted(activity)
    dots: Counter[int] = Counter()
    for priority in placed:
        dots[roots.get(priority.contribution_id, priority.contribution_id)] += priority.dots
    seen = dotted_among(activity, participant, dots)
    return replace(seen, lost=dots.total() - seen.placed)


def dotted_among(activity: Activity, participant: Participant, dots: Mapping[int, int]) -> OwnPriorities:
    """As if these were the person's dots: a choice that is not stored yet. What may not have any is left out."""
    contributions = db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .options(joinedload(Contribution.target_group))
        .where(Contribution.id.in_(dots), is_counted_in(activity), is_of_others(participant))
        .order_by(Contribution.id)
    )
    dotted = sorted(((each, dots[each.id]) for each in contributions), key=lambda pair: -pair[1])
    most = activity.priority_round.dots if activity.priority_round else 0
    return OwnPriorities(dotted, most, lost=0)


def contributions_to_prioritise(
    activity: Activity,
    participant: Participant,
    mark: int | None = None,
    before: tuple[datetime, int] | None = None,
    without: Collection[int] = (),
    limit: int = LISTED,
) -> Sequence[Contribution]:
    """What others said, newest first; of one target group (by its mark) or of all; from a place in the list on."""
    question = (
        select(Contribution)
        .join(Contribution.activity)
        .options(joinedload(Contribution.target_group))
        .where(is_offered(activity), is_of_others(participant), Contribution.id.not_in(without))
        .order_by(Contribution.decided_at.desc(), Contribution.id.desc())
        .limit(limit)
    )
    if mark is not None:
        question = question.join(Contribution.target_group).where(TargetGroup.mark == mark)
    if before is not None:
        question = question.where(tuple_(Contribution.decided_at, Contribution.id) < before)
    return db.session.scalars(question).all()
