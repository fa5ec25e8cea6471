"""What priorities came to: dots and people behind each contribution, and how they are spread over the target groups."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.analysis.agreement import Support, ranked_by_support
from app.analysis.suppression import FEWEST, IN_WORDS_BELOW, release_together
from app.charts import spread as charts
from app.charts.spread import Spread, SpreadChart
from app.charts.values import Absence, Group
from app.extensions import db
from app.models import Activity, Priority, TargetGroup, ThemePriority
from app.queries.answers import tables_that_prioritised
from app.queries.offers import (
    Answer,
    Offered,
    OfferedTheme,
    all_counted_in,
    by_person,
    is_about_themes,
    merged_when_counted,
    theme_roots_when_counted,
    themes_counted_in,
)
from app.queries.priorities import dots_in


@dataclass(frozen=True)
class Dots:
    people: int = 0
    dots: int = 0


NONE = Dots()


@dataclass(frozen=True)
class Prioritised:
    offered: Offered | OfferedTheme
    rank: int
    """From 1; equals share one."""
    total: Dots
    groups: dict[int, Dots]
    """Of the groups that may be shown."""
    equal: float | None
    """The mean of the shown groups' shares of their own dots; None where they are fewer than two."""


@dataclass(frozen=True)
class PrioritiesResult:
    """Before it is counted only `people` is known: nothing is shown before it no longer moves."""

    people: int
    """And tables: each counts as one."""
    tables: int
    """So many of them."""
    dots: int
    each: int
    """So many dots has each."""
    groups: list[TargetGroup]
    answered: dict[int, int]
    """People who placed dots, of each group that may be shown."""
    rows: list[Prioritised]
    """The most dots first; what got none is not among them."""
    is_about_themes: bool = False

    @property
    def hidden(self) -> list[TargetGroup]:
        """Too few, or held back since those could be reckoned from them. To be named."""
        return [group for group in self.groups if group.id not in self.answered]

    @property
    def full(self) -> int:
        """What a bar over the whole width would be: a dot from each, or what got most where that is more."""
        return max([self.people, *(row.total.dots for row in self.rows[:1])])

    def spread(self, rows: Sequence[Prioritised], title: str, head: str) -> SpreadChart:
        """How many of each target group put dots on some of them."""
        return SpreadChart(
            title=title,
            label_head=head,
            groups=tuple(Group(group.mark, group.name) for group in self.groups),
            rows=tuple(
                Spread(row.offered.text, tuple(self._support_of(row, group.id) for group in self.groups))
                for row in rows
            ),
        )

    def _support_of(self, row: Prioritised, group: int) -> charts.Support | Absence:
        if group not in self.answered:
            return Absence.WITHHELD
        people, of = row.groups[group].people, self.answered[group]
        if 0 < of < IN_WORDS_BELOW and people in (0, of):
            return Absence.MOST if people else Absence.LEAST
        return charts.Support(people, of)

    def dots_from(self, row: Prioritised, group: int) -> int | Absence:
        """As a table tells them: where all of a few placed none, that is said in words."""
        if group not in self.answered:
            return Absence.WITHHELD
        dots = row.groups[group].dots
        return Absence.LEAST if not dots and 0 < self.answered[group] < IN_WORDS_BELOW else dots

    def equal_told(self, row: Prioritised) -> float | Absence | None:
        """The ranking with the same weight for each group; in words where nobody of a few chose it."""
        are_few = row.equal == 0 and any(self.dots_from(row, group) is Absence.LEAST for group in self.answered)
        return Absence.LEAST if are_few else row.equal

    @property
    def told(self) -> str:
        """How many placed dots, in a sentence or two."""
        told = ngettext("En har satt prikker.", "%(num)d har satt prikker.", self.people)
        if not self.tables:
            return told
        tables = ngettext("%(num)d av dem er et bord.", "%(num)d av dem er bord.", self.tables)
        return f"{told} {tables} {_('Et bord teller som én.')}"

    @property
    def is_too_few(self) -> bool:
        return 0 < self.people < FEWEST

    @cached_property
    def by_equal_weight(self) -> list[Prioritised]:
        """With the same weight for each group: the other ranking."""
        return sorted(
            (row for row in self.rows if row.equal is not None), key=lambda row: (-(row.equal or 0), row.rank)
        )


def priorities_result_of(activity: Activity) -> PrioritiesResult:
    each = activity.priority_round.dots if activity.priority_round else 0
    groups = activity.conference.target_groups
    people = _people_in(activity)
    placed = _counted_in(activity) if activity.is_counted else {}
    answered = answered_shown({group.id: people.get(group.id, 0) for group in groups}, placed)
    counted = sum(people.values())
    rows = [] if counted < FEWEST else _rows_of(activity, placed, answered)
    return PrioritiesResult(
        people=counted,
        tables=tables_that_prioritised(activity),
        dots=sum(row.total.dots for row in rows),
        each=each,
        groups=groups,
        answered=answered,
        rows=rows,
        is_about_themes=is_about_themes(activity),
    )


def answered_shown(people: dict[int, int], placed: Mapping[int, Mapping[int, Dots]]) -> dict[int, int]:
    """How many answered, of each group that may be shown: by how many they are, in all rows or none."""
    if not people:
        return {}
    chosen = [
        {
            group: (groups.get(group, NONE).people, count - groups.get(group, NONE).people)
            for group, count in people.items()
        }
        for groups in placed.values()
    ]
    [released] = release_together([{group: (count,) for group, count in people.items()}], chosen=chosen)
    return {group: figures.n for group, figures in released.groups.items() if figures.n is not None}


def _rows_of(
    activity: Activity, placed: Mapping[int, Mapping[int, Dots]], answered: dict[int, int]
) -> list[Prioritised]:
    offered: Mapping[int, Offered | OfferedTheme]
    offered = themes_counted_in(activity) if is_about_themes(activity) else all_counted_in(activity)
    counted = {item: groups for item, groups in placed.items() if item in offered}
    totals = {
        item: Dots(sum(each.people for each in groups.values()), sum(each.dots for each in groups.values()))
        for item, groups in counted.items()
    }
    order = sorted(totals, key=lambda item: (-totals[item].dots, -totals[item].people, item))
    own = {group: sum(groups.get(group, NONE).dots for groups in counted.values()) for group in answered}
    ranked = ranked_by_support(
        {
            item: {group: Support(groups.get(group, NONE).dots, own[group]) for group in answered if own[group]}
            for item, groups in counted.items()
        },
        {item: Support(total.dots, sum(each.dots for each in totals.values())) for item, total in totals.items()},
    )
    equal = {each.item: each.equal for each in ranked}
    ranks: dict[int, int] = {}
    for place, item in enumerate(order, start=1):
        ranks.setdefault(totals[item].dots, place)
    return [
        Prioritised(
            offered=offered[item],
            rank=ranks[totals[item].dots],
            total=totals[item],
            groups={group: counted[item].get(group, NONE) for group in answered},
            equal=equal[item],
        )
        for item in order
    ]


def _counted_in(activity: Activity) -> dict[int, dict[int, Dots]]:
    """Also of what was hidden meanwhile. Dots on merged themes are one person's on the theme that stands for them."""
    if is_about_themes(activity):
        return _counted_by_theme(activity)
    counted: dict[int, dict[int, Dots]] = {}
    rows = db.session.execute(
        select(Priority.contribution_id, Priority.target_group_id, func.count(), func.sum(Priority.dots))
        .where(Priority.activity_id == activity.id)
        .group_by(Priority.contribution_id, Priority.target_group_id)
    )
    for item, group, people, dots in rows:
        counted.setdefault(item, {})[group] = Dots(people, dots)
    roots = merged_when_counted(activity)
    families = {*roots, *roots.values()}
    for item in families:
        counted.pop(item, None)
    for (root, group, _person), placed in by_person(_answers_to(activity, families), roots).items() if roots else ():
        groups = counted.setdefault(root, {})
        before = groups.get(group, NONE)
        groups[group] = Dots(before.people + 1, before.dots + sum(placed))
    return counted


def _counted_by_theme(activity: Activity) -> dict[int, dict[int, Dots]]:
    """One who put dots on two that were merged is one person."""
    roots = theme_roots_when_counted(activity)
    columns = ThemePriority.theme_id, ThemePriority.participant_id, ThemePriority.target_group_id, ThemePriority.dots
    placed: dict[tuple[int, int, int], int] = {}
    for theme, person, group, dots in db.session.execute(
        select(*columns).where(ThemePriority.activity_id == activity.id)
    ):
        if theme in roots:
            key = roots[theme].id, group, person
            placed[key] = placed.get(key, 0) + dots
    counted: dict[int, dict[int, Dots]] = {}
    for (root, group, _person), dots in placed.items():
        before = counted.setdefault(root, {}).get(group, NONE)
        counted[root][group] = Dots(before.people + 1, before.dots + dots)
    return counted


def _answers_to(activity: Activity, ids: Collection[int]) -> Sequence[Answer[int]]:
    columns = Priority.contribution_id, Priority.participant_id, Priority.target_group_id, Priority.dots
    question = select(*columns).where(Priority.activity_id == activity.id, Priority.contribution_id.in_(ids))
    return db.session.execute(question).all()


def _people_in(activity: Activity) -> dict[int, int]:
    """How many placed dots, by the group they are counted with."""
    kind: Any = dots_in(activity)
    people = func.count(func.distinct(kind.participant_id))
    question = select(kind.target_group_id, people).where(kind.activity_id == activity.id)
    return {group: count for group, count in db.session.execute(question.group_by(kind.target_group_id))}
