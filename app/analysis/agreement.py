"""What the target groups agree on, and where they differ. Rules: METHODS.md, 3. The groups are known: no clustering.

Per group only what suppression has released may come in: a score or a mean over a hidden group gives it away.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from app.analysis.significance import false_discovery_rates, fisher_exact

Group = TypeVar("Group", bound=Hashable)
Item = TypeVar("Item", bound=Hashable)

FEWEST = 5
"""Reactions in a group, and in the rest, below which it is not compared."""
FEWEST_GROUPS = 2
"""Of one group there is nothing in common, and no mean of groups."""
COMMON_FROM = 0.60
FALSE_FINDINGS = 0.10
DIFFERENCE_FROM = 0.20


class Support(NamedTuple):
    agreed: int
    reacted: int
    """Agree, disagree and pass."""

    @property
    def share(self) -> float:
        return self.agreed / self.reacted


@dataclass(frozen=True)
class CommonGround(Generic[Group]):
    score: float
    """The geometric mean of the groups' (agreed + 1)/(reacted + 2); to sort by, not to show. 0 without a group."""
    lowest: float
    """The least of them."""
    counted: tuple[Group, ...]
    too_few: tuple[Group, ...]
    """To be named: the finding says nothing about them."""

    @property
    def is_common(self) -> bool:
        return len(self.counted) >= FEWEST_GROUPS and self.lowest >= COMMON_FROM


def common_ground(support: Mapping[Group, Support]) -> CommonGround[Group]:
    """Of one contribution, from every group that was asked."""
    counted = tuple(group for group, given in support.items() if given.reacted >= FEWEST)
    shares = [(support[group].agreed + 1) / (support[group].reacted + 2) for group in counted]
    return CommonGround(
        score=math.prod(shares) ** (1 / len(shares)) if shares else 0.0,
        lowest=min(shares, default=0.0),
        counted=counted,
        too_few=tuple(group for group in support if group not in counted),
    )


@dataclass(frozen=True)
class Difference(Generic[Item, Group]):
    item: Item
    group: Group
    inside: Support
    outside: Support
    q: float
    """The share of false findings among those that are at least this sure (Benjamini–Hochberg)."""

    @property
    def points(self) -> float:
        """How much more the group agrees than the rest, −1 to 1."""
        return self.inside.share - self.outside.share


def differences_between(
    items: Mapping[Item, Mapping[Group, Support]], totals: Mapping[Item, Support]
) -> list[Difference[Item, Group]]:
    """Where a group surely differs from everybody else, the surest first. All of a conference at once: q counts tests.

    `totals` has everybody's support, hidden groups too. What is not in the answer is "no sure difference", never
    agreement.
    """
    compared = [
        (item, group, inside, outside)
        for item, support in items.items()
        for group, inside in support.items()
        if (outside := _without(totals[item], inside)).reacted >= FEWEST <= inside.reacted
    ]
    chances = [fisher_exact(*inside, *outside) for _, _, inside, outside in compared]
    found = [Difference(*row, q) for row, q in zip(compared, false_discovery_rates(chances), strict=True)]
    return sorted(
        (found for found in found if found.q < FALSE_FINDINGS and abs(found.points) >= DIFFERENCE_FROM),
        key=lambda difference: (difference.q, -abs(difference.points)),
    )


def _without(total: Support, inside: Support) -> Support:
    outside = Support(total.agreed - inside.agreed, total.reacted - inside.reacted)
    if not 0 <= outside.agreed <= outside.reacted:
        raise ValueError(f"{inside} is no part of {total}")
    return outside


class Ranked(NamedTuple, Generic[Item]):
    item: Item
    raw: float
    """The share of all who reacted."""
    equal: float | None
    """The mean of the groups' shares, each group with the same weight; None where fewer than two are counted: a
    group's own share would stand in the list as that of all."""


def ranked_by_support(
    items: Mapping[Item, Mapping[Group, Support]], totals: Mapping[Item, Support]
) -> list[Ranked[Item]]:
    """The raw ranking; `sorted(…, key=equal)` is the other. Nobody reacted: not in it. Of equals, what more people
    reacted to is first: 40 of 40 is more than 5 of 5.
    """
    rows = [
        Ranked(item, totals[item].share, _mean(given.share for given in support.values() if given.reacted >= FEWEST))
        for item, support in items.items()
        if totals[item].reacted
    ]
    return sorted(rows, key=lambda row: (-row.raw, -totals[row.item].reacted))


def _mean(shares: Iterable[float]) -> float | None:
    found = list(shares)
    return math.fsum(found) / len(found) if len(found) >= FEWEST_GROUPS else None
