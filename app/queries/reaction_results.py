"""What reactions came to: where the target groups agree, where they differ, and two rankings. Rules: METHODS.md, 3."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.analysis.agreement import CommonGround, Difference, Ranked
from app.analysis.findings import AGREE, Counted, findings_of
from app.analysis.suppression import Figures, Released
from app.charts.spread import Spread, SpreadChart, Support
from app.charts.values import Absence, Group
from app.extensions import db
from app.models import Activity, Opinion, Reaction, TargetGroup
from app.queries.answers import answered_count_of
from app.queries.offers import Answer, Offered, all_counted_in, by_person, merged_when_counted

OPINIONS = (Opinion.AGREE, Opinion.DISAGREE, Opinion.PASS)
"""The order of the figures."""
CHARTED = 5


@dataclass(frozen=True)
class Reacted:
    """One contribution with its figures, small groups protected."""

    offered: Offered
    released: Released[int]
    common: CommonGround[int]
    ranked: Ranked[int]

    @property
    def lowest_percent(self) -> int | None:
        """The least share that agrees in a group of those counted, rounded down. None: only to be said in words, as
        100 % is where a group is that may not be told to be unanimous."""
        figures = [self.released.groups[group] for group in self.common.counted]
        least = min((each.values[AGREE] * 100 // each.n for each in figures if each.values and each.n), default=100)
        return None if least == 100 and any(each.values is None for each in figures) else least

    @property
    def equal_told(self) -> float | Absence | None:
        """The ranking with the same weight for each group; only in words where it would say that all of a group agree,
        or nobody. None where fewer than two groups are counted."""
        equal = self.ranked.equal
        is_told_in_words = any(self.released.groups[group].values is None for group in self.common.counted)
        if not is_told_in_words or equal not in {0, 1}:
            return equal
        return Absence.MOST if equal else Absence.LEAST


@dataclass(frozen=True)
class ReactionsResult:
    """Before it is counted only `people` is known: figures stay hidden until they no longer move."""

    people: int
    groups: list[TargetGroup]
    items: list[Reacted]
    """All that enough have reacted to, those with most support first."""
    common: list[Reacted]
    """The common ground, the surest first."""
    different: list[tuple[Reacted, list[Difference[int, int]]]]
    """With each target group that surely differs from the rest, the surest first."""
    too_few: int
    """So many have reactions, but fewer than can be shown."""

    @property
    def is_comparable(self) -> bool:
        """Whether two target groups may be told of anywhere. Else nothing is said of what they share or not."""
        return self.comparable > 0

    @property
    def comparable(self) -> int:
        """So many contributions have reactions enough in two target groups."""
        return sum(len(item.common.counted) > 1 for item in self.items)

    @property
    def reacted_to(self) -> int:
        return len(self.items) + self.too_few

    @property
    def supported(self) -> list[Reacted]:
        """What everybody together supports most: told where no common ground is found."""
        return [] if self.common else self.items

    @property
    def by_equal_weight(self) -> list[Reacted]:
        """With the same weight for each group: the other ranking. Not what fewer than two groups are counted for."""
        counted = [item for item in self.items if item.ranked.equal is not None]
        return sorted(counted, key=lambda item: -(item.ranked.equal or 0))

    @property
    def charted(self) -> list[Reacted]:
        """The surest of both kinds, each once."""
        found = [*self.common[:CHARTED], *(item for item, _differences in self.different[:CHARTED])]
        return list({item.offered.id: item for item in found}.values())

    def spread(self, title: str, head: str) -> SpreadChart:
        """Support for what is charted in each target group."""
        return SpreadChart(
            title=title,
            label_head=head,
            groups=tuple(Group(group.mark, group.name) for group in self.groups),
            rows=tuple(
                Spread(item.offered.text, tuple(_support_of(item.released.groups[group.id]) for group in self.groups))
                for item in self.charted
            ),
        )


def _support_of(figures: Figures) -> Support | Absence:
    if figures.n is None:
        return Absence.WITHHELD
    if figures.values is None:
        return Absence.MOST if figures.most == AGREE else Absence.LEAST
    return Support(figures.values[AGREE], figures.n)


def reactions_result_of(activity: Activity) -> ReactionsResult:
    people, groups = answered_count_of(activity), activity.conference.target_groups
    if not activity.is_counted:
        return ReactionsResult(people, groups, [], [], [], 0)
    offered = all_counted_in(activity)
    counted = tuple(row for row in _counted_in(activity) if row[0] in offered)
    findings = findings_of(counted, tuple(group.id for group in groups))
    items = {
        ranked.item: Reacted(offered[ranked.item], findings.released[ranked.item], findings.common[ranked.item], ranked)
        for ranked in findings.ranked
    }
    common = [item for item in items.values() if item.common.is_common]
    return ReactionsResult(
        people=people,
        groups=groups,
        items=list(items.values()),
        common=sorted(common, key=lambda item: -item.common.score),
        different=[(items[item], found) for item, found in _by_item(findings.different).items()],
        too_few=findings.too_few,
    )


def _by_item(differences: Sequence[Difference[int, int]]) -> dict[int, list[Difference[int, int]]]:
    found: dict[int, list[Difference[int, int]]] = {}
    for difference in differences:
        found.setdefault(difference.item, []).append(difference)
    return found


def _counted_in(activity: Activity) -> Counted:
    """Also of what was hidden meanwhile: to look up each reaction's contribution would cost as much as the counting."""
    rows = db.session.execute(
        select(
            Reaction.contribution_id,
            Reaction.target_group_id,
            *(func.sum(case((Reaction.opinion == opinion, 1), else_=0)) for opinion in OPINIONS),
        )
        .where(Reaction.activity_id == activity.id)
        .group_by(Reaction.contribution_id, Reaction.target_group_id)
        .order_by(Reaction.contribution_id, Reaction.target_group_id)
    )
    counted = {(item, group): counts for item, group, *counts in rows}
    roots = merged_when_counted(activity)
    if roots:
        families = {*roots, *roots.values()}
        counted = {key: counts for key, counts in counted.items() if key[0] not in families}
        for (root, group, _person), opinions in by_person(_answers_to(activity, families), roots).items():
            counted.setdefault((root, group), [0] * len(OPINIONS))[OPINIONS.index(opinions[0])] += 1
    return tuple((*key, (counts[0], counts[1], counts[2])) for key, counts in sorted(counted.items()))


def _answers_to(activity: Activity, ids: Collection[int]) -> Sequence[Answer[Opinion]]:
    columns = Reaction.contribution_id, Reaction.participant_id, Reaction.target_group_id, Reaction.opinion
    question = select(*columns).where(Reaction.activity_id == activity.id, Reaction.contribution_id.in_(ids))
    return db.session.execute(question).all()
