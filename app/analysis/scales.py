"""Questions on the scale 1–6: level, spread and gap. Rules: METHODS.md, 2. Figures are exact; rounding is for the page.

Everything is computed from how many gave each answer, so that 10,000 people cost no more than ten.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.intervals import Interval, gap_interval, mean_interval

LOWEST, HIGHEST = 1, 6
ANSWERS = range(LOWEST, HIGHEST + 1)
DISTRIBUTION_FROM = 10
"""Fewer valid answers than this have no distribution shown."""


@dataclass(frozen=True)
class ScaleFigures:
    """What one item says. `None` where nobody gave a valid answer: that is not the same as 0."""

    distribution: tuple[int, ...]
    """How many answered 1, 2, … 6."""
    not_sure: int
    """How many answered "Ikke sikker". Who skipped the item is in no figure."""
    mean: float | None
    interval: Interval | None
    """Of the mean, 95 %, for random samples only."""

    @property
    def n(self) -> int:
        """Valid answers."""
        return sum(self.distribution)

    @property
    def index(self) -> float | None:
        """The mean as 0–100."""
        return None if self.mean is None else (self.mean - LOWEST) / (HIGHEST - LOWEST) * 100

    @property
    def positive(self) -> int:
        """How many answered 5 or 6."""
        return sum(self.distribution[-2:])

    @property
    def negative(self) -> int:
        """How many answered 1 or 2."""
        return sum(self.distribution[:2])

    @property
    def share_positive(self) -> float | None:
        """Of the valid answers, 0–1."""
        return self.positive / self.n if self.n else None

    @property
    def share_negative(self) -> float | None:
        return self.negative / self.n if self.n else None

    @property
    def has_distribution(self) -> bool:
        return self.n >= DISTRIBUTION_FROM


@dataclass(frozen=True)
class GapFigures:
    """Experience minus expectation of the people who gave both; negative means less than they expected.

    Both levels are those of the same people, so that the gap is their difference. They differ from the item's own
    figures where somebody answered only one of the two: to show both, `release_together` takes the leftovers along.
    """

    n: int
    expectation: float
    experience: float
    interval: Interval

    @property
    def gap(self) -> float:
        return self.experience - self.expectation

    @property
    def is_real(self) -> bool:
        return self.interval.excludes(0)


def scale_figures(counts: Mapping[int, int], not_sure: int = 0) -> ScaleFigures:
    """`counts`: how many gave each answer 1–6. Refuses other answers and negative counts."""
    if not set(counts) <= set(ANSWERS) or min([not_sure, *counts.values()]) < 0:
        raise ValueError(f"not the counts of a scale {LOWEST}–{HIGHEST}: {dict(counts)}, {not_sure}")
    n = sum(counts.values())
    return ScaleFigures(
        distribution=tuple(counts.get(answer, 0) for answer in ANSWERS),
        not_sure=not_sure,
        mean=mean_of(counts) if n else None,
        interval=mean_interval(counts, LOWEST, HIGHEST) if n else None,
    )


def gap_figures(counts: Mapping[tuple[int, int], int]) -> GapFigures | None:
    """`counts`: how many gave each pair (expectation, experience), both valid. None where nobody did."""
    if not {answer for pair in counts for answer in pair} <= set(ANSWERS) or min(counts.values(), default=0) < 0:
        raise ValueError(f"not the counts of pairs on a scale {LOWEST}–{HIGHEST}: {dict(counts)}")
    if not any(counts.values()):
        return None
    expected, experienced, differences = Counter[int](), Counter[int](), Counter[int]()
    for (expectation, experience), count in counts.items():
        expected[expectation] += count
        experienced[experience] += count
        differences[experience - expectation] += count
    return GapFigures(
        sum(counts.values()), mean_of(expected), mean_of(experienced), gap_interval(differences, LOWEST, HIGHEST)
    )


def mean_of(counts: Mapping[int, int]) -> float:
    return sum(answer * count for answer, count in counts.items()) / sum(counts.values())
