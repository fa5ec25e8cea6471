"""All that is found in a round of reactions, from how many of each group thought what. Small groups protected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.analysis.agreement import (
    CommonGround,
    Difference,
    Ranked,
    Support,
    common_ground,
    differences_between,
    ranked_by_support,
)
from app.analysis.suppression import FEWEST, Released, release

AGREE = 0
"""Where among the three counts those who agree stand."""

Counts = tuple[int, int, int]
Counted = tuple[tuple[int, int, Counts], ...]
"""Item, target group, and how many of it agreed, disagreed and passed; only where there are any."""


@dataclass(frozen=True)
class Findings:
    """By item; only of those that enough people have reacted to."""

    released: Mapping[int, Released[int]]
    common: Mapping[int, CommonGround[int]]
    ranked: list[Ranked[int]]
    different: list[Difference[int, int]]
    too_few: int
    """So many items have reactions, but fewer than can be shown."""


@lru_cache(maxsize=8)
def findings_of(counted: Counted, groups: tuple[int, ...]) -> Findings:
    """Kept for the same counts: a closed round is drawn often, for the hall, the phones and the control room."""
    tables: dict[int, dict[int, Counts]] = {}
    for item, group, counts in counted:
        tables.setdefault(item, dict.fromkeys(groups, (0, 0, 0)))[group] = counts
    released = {item: release(table) for item, table in tables.items()}
    enough = {item: each for item, each in released.items() if each.total.n is not None and each.total.n >= FEWEST}
    supports = {
        item: {group: _support_of(counts) for group, counts in each.shown.items()} for item, each in enough.items()
    }
    totals = {item: _support_of([sum(each) for each in zip(*tables[item].values(), strict=True)]) for item in enough}
    return Findings(
        released=enough,
        common={item: _common_ground_of(support, groups) for item, support in supports.items()},
        ranked=ranked_by_support(supports, totals),
        different=differences_between(supports, totals),
        too_few=len(released) - len(enough),
    )


def _support_of(counts: Sequence[int]) -> Support:
    return Support(agreed=counts[AGREE], reacted=sum(counts))


def _common_ground_of(supports: Mapping[int, Support], groups: tuple[int, ...]) -> CommonGround[int]:
    """A group that is hidden is named with those that are too few: nothing is said about it."""
    return common_ground({group: supports.get(group, Support(0, 0)) for group in groups})
