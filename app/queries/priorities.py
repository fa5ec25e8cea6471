"""What a person can put dots on, and where their dots are."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Contribution, Participant, Priority, Table, TargetGroup, Theme, ThemePriority
from app.queries.offers import (
    is_about_themes,
    is_counted_in,
    is_of_others,
    is_offered,
    merged_when_counted,
    source_id_of,
    theme_roots_when_counted,
)
from app.queries.tables import device_of, groups_at
from app.queries.themes import themes_in

LISTED = 20
"""So many are shown at first, beside those with dots."""


def placed_by(participant: Participant, activity: Activity) -> dict[int, Priority | ThemePriority]:
    """A person's dots as they are stored, by the id of the contribution or the theme."""
    kind: Any = dots_in(activity)
    rows = db.session.scalars(
        select(kind).where(kind.activity_id == activity.id, kind.participant_id == participant.id)
    )
    return {row.item_id: row for row in rows}


def dots_in(activity: Activity) -> type[Priority | ThemePriority]:
    return ThemePriority if is_about_themes(activity) else Priority


def known_among(activity: Activity, ids: Collection[int]) -> Sequence[Contribution | Theme]:
    """Those of the given that are or were offered here: of its dialogue, or of any in the conference."""
    if is_about_themes(activity):
        themes = select(Theme).where(Theme.id.in_(ids), Theme.conference_id == activity.conference_id)
        return db.session.scalars(themes).all()
    question = (
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id.in_(ids), Activity.conference_id == activity.conference_id)
    )
    source_id = source_id_of(activity)
    if source_id is not None:
        question = question.where(Contribution.activity_id == source_id)
    return db.session.scalars(question).all()


def voice_of(table: Table, activity: Activity) -> TargetGroup | None:
    """Whose dots the table's are: as it said in this round, or else last, else the one group that is seated there."""
    device, kind = device_of(table), dots_in(activity)
    placed = select(kind.target_group_id).where(kind.activity_id == activity.id, kind.participant_id == device.id)
    said = db.session.scalar(placed.limit(1)) or device.target_group_id
    seated = groups_at(table, activity)
    return db.session.get(TargetGroup, said) if said else seated[0] if len(seated) == 1 else None


@dataclass(frozen=True)
class OwnPriorities:
    """Where a person's dots are, and how many are free."""

    dotted: Sequence[tuple[Contribution | Theme, int]]
    """The most dots first."""
    most: int
    lost: int
    """Dots on what is no longer shown: they do not count, and can be placed anew."""

    @property
    def placed(self) -> int:
        return sum(count for _item, count in self.dotted)

    @property
    def left(self) -> int:
        return self.most - self.placed

    @property
    def dots(self) -> dict[int, int]:
        return {item.id: count for item, count in self.dotted}


def own_priorities_of(activity: Activity, participant: Participant, _token: str = "") -> OwnPriorities | None:
    """None where no dot was ever placed."""
    placed = {id: row.dots for id, row in placed_by(participant, activity).items()}
    if not placed:
        return None
    if is_about_themes(activity):
        return _on_themes(activity, placed)
    roots = merged_when_counted(activity)
    dots: Counter[int] = Counter()
    for id, count in placed.items():
        dots[roots.get(id, id)] += count
    seen = dotted_among(activity, participant, dots)
    return replace(seen, lost=dots.total() - seen.placed)


def dotted_among(activity: Activity, participant: Participant, dots: Mapping[int, int]) -> OwnPriorities:
    """As if these were the person's dots: a choice that is not stored yet. What may not have any is left out."""
    if is_about_themes(activity):
        return replace(_on_themes(activity, dots), lost=0)
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


def _on_themes(activity: Activity, placed: Mapping[int, int]) -> OwnPriorities:
    """Dots on what was merged are on the theme that stands for it; those on what was removed are lost."""
    roots, dots = theme_roots_when_counted(activity), dict[Theme, int]()
    for id, count in placed.items():
        if id in roots:
            dots[roots[id]] = dots.get(roots[id], 0) + count
    most = activity.priority_round.dots if activity.priority_round else 0
    dotted = sorted(dots.items(), key=lambda pair: (-pair[1], pair[0].position, pair[0].id))
    return OwnPriorities(dotted, most, lost=sum(placed.values()) - sum(dots.values()))


def themes_to_prioritise(activity: Activity, without: Collection[int] = ()) -> list[Theme]:
    """All of them, in their order: so few are seen at once."""
    return [theme for theme in themes_in(activity.conference_id) if theme.id not in without]


def contributions_to_prioritise(
    activity: Activity,
    participant: Participant,
    mark: int | None = None,
    without: Collection[int] = (),
    limit: int = LISTED,
) -> Sequence[Contribution]:
    """What others said, newest first; of one target group (by its mark) or of all."""
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
    return db.session.scalars(question).all()


def rest_to_prioritise(
    activity: Activity, participant: Participant, mark: int | None, dots: Collection[int], shown: int
) -> dict[str, Any]:
    """What has no dots yet, as the list takes it: all themes, or so many of the contributions and where more begin."""
    if is_about_themes(activity):
        return {"items": themes_to_prioritise(activity, dots), "after": None}
    found = contributions_to_prioritise(activity, participant, mark, dots, shown + 1)
    return {"items": found[:shown], "after": found[shown] if len(found) > shown else None, "more": shown + LISTED}
