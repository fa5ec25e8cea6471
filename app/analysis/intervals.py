"""95 % intervals of a share and of a mean. Rules: METHODS.md, 2.

They speak of a random sample. For everybody in a hall, or an open link, show n and the response rate instead.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

Z = NormalDist().inv_cdf(0.975)
"""1.959964. The figures in METHODS.md have four digits, and with 1.96 the upper end of 17/40 would be 0.5781."""


class Interval(NamedTuple):
    low: float
    high: float

    def excludes(self, value: float) -> bool:
        return not self.low <= value <= self.high


def share_interval(hits: int, n: int) -> Interval:
    """Wilson's interval (1927) of the share hits/n, between 0 and 1. Refuses n = 0."""
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} of {n} is no share")
    p = hits / n
    middle = p + Z * Z / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    # At the ends of the scale the difference is 0, but not always in floating point.
    return Interval((middle - half) / whole if hits else 0.0, (middle + half) / whole if hits < n else 1.0)


def mean_interval(counts: Mapping[int, int], lowest: int, highest: int) -> Interval:
    """The interval of the mean of answers on a scale, from how many gave each answer. Refuses no answers.

    Student's t with n + 1 degrees of freedom on the answers and one imagined answer at each end, cut to the scale:
    METHODS.md has measured that plain t covers too little when a few answers pile up at one end.
    """
    return _widened(counts, (lowest, highest), lowest, highest)


def gap_interval(counts: Mapping[int, int], lowest: int, highest: int) -> Interval:
    """The interval of the mean of each person's difference between two answers on the same scale.

    `counts` has how many people have each difference. The imagined two are half the scale's range apart from 0 on
    either side, so ± 2.5 on 1–6 (docs/decisions.md); cut to ± the whole range. Refuses no answers.
    """
    span = highest - lowest
    return _widened(counts, (-span / 2, span / 2), -span, span)


def _widened(counts: Mapping[int, int], imagined: tuple[float, float], lowest: int, highest: int) -> Interval:
    if not sum(counts.values()):
        raise ValueError("no answers have no mean")
    if not all(lowest <= answer <= highest for answer, count in counts.items() if count):
        raise ValueError(f"an answer outside {lowest}–{highest}")
    # Sorted, so that the same answers in another order are the same figure to the last bit.
    held = sorted([*counts.items(), *((answer, 1) for answer in imagined)])
    n = sum(count for _, count in held)
    mean = sum(answer * count for answer, count in held) / n
    squares = sum(count * (answer - mean) ** 2 for answer, count in held)
    half = t_quantile(0.975, n - 1) * math.sqrt(squares / (n - 1) / n)
    return Interval(max(lowest, mean - half), min(highest, mean + half))


@lru_cache(maxsize=4096)
def t_quantile(p: float, df: int) -> float:
    """The value that Student's t with `df` degrees of freedom stays under with probability p.

    Refuses p outside 0.5–1 (the rest is its mirror image) and df < 1. Newton from the normal quantile, which is lower:
    the distribution bends down from there on, so that every step lands short of the answer and none jumps past it.
    """
    if not 0.5 <= p < 1 or df < 1:
        raise ValueError(f"no t quantile of {p} with {df} degrees of freedom")
    log_top = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    t = NormalDist().inv_cdf(p)
    while True:
        density = math.exp(log_top - (df + 1) / 2 * math.log1p(t * t / df))
        step = (p - _t_probability(t, df)) / density
        t += step
        if step <= 1e-10 * max(1.0, t):
            return t


def _t_probability(t: float, df: int) -> float:
    """P(T ≤ t) for t ≥ 0: Abramowitz & Stegun 26.7.1 through 26.5.2."""
    if t * t < df:
        return 0.5 + 0.5 * _incomplete_beta(t * t / (df + t * t), 0.5, df / 2)
    return 1 - 0.5 * _incomplete_beta(df / (df + t * t), df / 2, 0.5)


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised I_x(a, b): (1 − x)^b x^a / (a B(a, b)) · Σ (a + b)_n / (a + 1)_n xⁿ (DLMF 8.17.8)."""
    if x == 0:
        return 0.0
    log_first = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    term = total = math.exp(log_first) / a
    n = 0
    while term > total * 1e-17:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    return total
