"""What reactions and priorities are about: published contributions of one dialogue, or of all; or the themes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Contribution,
    ContributionKind,
    ContributionState,
    Opinion,
    Participant,
    Priority,
    Reaction,
    Theme,
    ThemePriority,
    utc_now,
)
from app.queries.contribution_words import told
from app.queries.contributions import STANDS_FOR_ITSELF
from app.queries.merged_contributions import roots_at, stood_for, with_merged
from app.queries.themes import lines_in, roots_in, themes_in


def source_id_of(activity: Activity) -> int | None:
    """The dialogue that it is about; None: all dialogues."""
    round = activity.reaction_round or activity.priority_round
    return round.source_id if round is not None else None


def is_about_themes(activity: Activity) -> bool:
    if activity.kind is not ActivityKind.PRIORITIES:  # asked of every kind, and often: others need no reading
        return False
    return activity.priority_round is not None and activity.priority_round.is_about_themes


def is_counted_in(activity: Activity) -> ColumnElement[bool]:
    """For a question that joins Contribution.activity. Not what is hidden, or taken out of the programme."""
    seen = (
        (Activity.conference_id == activity.conference_id)
        & Activity.removed_at.is_(None)
        & (Contribution.state == ContributionState.PUBLISHED)
    )
    source_id = source_id_of(activity)
    return seen if source_id is None else seen & (Contribution.activity_id == source_id)


def is_offered(activity: Activity) -> ColumnElement[bool]:
    """As is_counted_in(), without what was merged into another."""
    return is_counted_in(activity) & STANDS_FOR_ITSELF


def is_of_others(participant: Participant) -> ColumnElement[bool]:
    """What came on paper is nobody's own, and what a table wrote is the table's."""
    if participant.device_of_id is not None:
        return Contribution.table_id.is_distinct_from(participant.device_of_id)
    return Contribution.participant_id.is_distinct_from(participant.id)


def offered_among(activity: Activity, ids: Collection[int]) -> Sequence[Contribution]:
    """Those that are still offered, by id."""
    return db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id.in_(ids), is_offered(activity))
        .order_by(Contribution.id)
    ).all()


def offered_ids_among(activity: Activity, ids: Collection[int]) -> list[int]:
    """Those of the ids that are still offered, of contributions or of themes."""
    if is_about_themes(activity):
        return [id for id, root in roots_in(activity.conference_id).items() if id in ids and id == root.id]
    return [contribution.id for contribution in offered_among(activity, ids)]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a figure is about, in columns, since there may be a thousand."""

    id: int
    target_group_id: int
    """Whose it is."""
    kind: ContributionKind
    text: str
    """As told(): a minority's view says so."""


@dataclass(frozen=True, slots=True)
class OfferedTheme:
    """Nobody's, and neither advice nor input."""

    id: int
    text: str
    """Its name."""


def all_counted_in(activity: Activity) -> dict[int, Offered]:
    """By id, in the order in which it was said: also what was merged since it was counted, for its figures stand."""
    rows = db.session.execute(
        select(
            Contribution.id,
            Contribution.target_group_id,
            Contribution.kind,
            Contribution.text,
            Contribution.is_minority,
        )
        .join(Contribution.activity)
        .where(is_counted_in(activity))
        .order_by(Contribution.id)
    )
    return {id: Offered(id, group, kind, told(text, is_minority)) for id, group, kind, text, is_minority in rows}


def themes_counted_in(activity: Activity) -> dict[int, OfferedTheme]:
    """By id, in their order: also what was merged or removed since it was counted."""
    return {theme.id: OfferedTheme(theme.id, theme.name) for theme in theme_roots_when_counted(activity).values()}


def theme_roots_when_counted(activity: Activity) -> dict[int, Theme]:
    """The theme that stood for each when the round was counted, by id; none for what was removed by then."""
    return roots_in(activity.conference_id, counting_of(activity))


def counting_of(activity: Activity) -> datetime:
    """When it was counted; now, where it is not yet."""
    return activity.counted_at or activity.shown_at or utc_now()


def merged_when_counted(activity: Activity) -> dict[int, int]:
    """The one that stood for each merged contribution when the round was counted, by id: they are counted together.

    What is merged or taken apart later changes no figure that somebody has seen.
    """
    return roots_at(activity.conference_id, counting_of(activity))


Given = TypeVar("Given", Opinion, int)
Answer = tuple[int, int, int, Given]
"""Contribution, person, the group they are counted with, and what they gave it."""


def by_person(answers: Iterable[Answer[Given]], roots: Mapping[int, int]) -> dict[tuple[int, int, int], list[Given]]:
    """What each person gave to those that are counted together, by root, group and person; to the root itself first.

    Nobody has a say about their own, by way of another's neither.
    """
    of_roots = (
        select(Contribution.id, func.coalesce(Contribution.participant_id, Participant.id))
        .outerjoin(Participant, Participant.device_of_id == Contribution.table_id)
        .where(Contribution.id.in_(roots.values()))
    )
    authors = {id: person for id, person in db.session.execute(of_roots)}
    given: dict[tuple[int, int, int], list[Given]] = {}
    for item, person, group, what in sorted(answers, key=lambda answer: (answer[0] in roots, answer[0])):
        root = roots.get(item, item)
        if authors.get(root) != person:
            given.setdefault((root, group, person), []).append(what)
    return given


def offered_count_of(activity: Activity) -> int:
    """How many there are, of everybody."""
    if is_about_themes(activity):
        return len(themes_in(activity.conference_id))
    counted = select(func.count()).select_from(Contribution).join(Contribution.activity).where(is_offered(activity))
    return db.session.scalars(counted).one()


def dialogues_beside(activity: Activity) -> list[Activity]:
    """Those that it can be about: in the programme, wherever they stand."""
    return [item for item in activity.conference.activities if item.is_dialogue]


def is_counted_with_another(contribution: Contribution) -> bool:
    """Whether somebody's answers to it, or to what it stands for, are in figures as answers to the one above it."""
    return bool(counted_with_another_among([contribution.id]))


def counted_with_another_among(ids: Collection[int]) -> set[int]:
    """Those of the contributions that are so."""
    family, found = stood_for(), set[int]()
    for answer in (Reaction, Priority) if ids else ():
        found |= set(
            db.session.scalars(
                select(family.c.root)
                .join(answer, answer.contribution_id == family.c.id)
                .join(Activity, Activity.id == answer.activity_id)
                .join(Contribution, Contribution.id == family.c.root)
                .where(
                    Contribution.merged_into_id.is_not(None),
                    func.coalesce(Activity.counted_at, Activity.shown_at) >= Contribution.merged_at,
                ),
                {"ids": list(ids)},
            )
        )
    return found


def is_counted_since(contribution: Contribution, moment: datetime | None) -> bool:
    """Whether an activity with somebody's answers to it, or to what it stands for, has been counted since."""
    ids = [each.id for each in with_merged(contribution)]
    return any(_has_counted(answer, answer.contribution_id.in_(ids), moment) for answer in (Reaction, Priority))


def is_theme_counted_with_another(theme: Theme) -> bool:
    """Whether somebody's dots on it, or on what it stands for, are in figures as dots on the one above it."""
    return theme.id in themes_counted_with_another(theme.conference_id)


def themes_counted_with_another(conference_id: int) -> set[int]:
    """Ids of the themes that are so."""
    counted = func.coalesce(Activity.counted_at, Activity.shown_at)
    rows = db.session.execute(
        select(ThemePriority.theme_id, func.max(counted))
        .join(Activity, Activity.id == ThemePriority.activity_id)
        .where(Activity.conference_id == conference_id, counted.is_not(None))
        .group_by(ThemePriority.theme_id)
    )
    lines = lines_in(conference_id)
    return {
        theme.id
        for theme_id, counted_at in rows
        for theme in lines[theme_id]
        if theme.merged_at is not None and counted_at >= theme.merged_at
    }


def _has_counted(
    answer: type[Reaction | Priority | ThemePriority], is_meant: ColumnElement[bool], since: datetime | None
) -> bool:
    question = (
        select(answer.activity_id)
        .join(Activity, Activity.id == answer.activity_id)
        .where(is_meant, func.coalesce(Activity.counted_at, Activity.shown_at) >= since)
    )
    return db.session.scalar(question.limit(1)) is not None
