"""Whether two shares differ by more than chance, and how many of such findings are false. Rules: METHODS.md, 3."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate


def fisher_exact(agreed: int, n: int, other_agreed: int, other_n: int) -> float:
    """Two-sided p of agreed/n against other_agreed/other_n (Fisher 1922): all tables at most as likely as this one.

    Likelihoods within 1e-9 of each other are taken as equal, since equal ones differ in the last digits. Each tail is
    summed outwards until nothing more is added, so that 2,000 people cost little more than 20. Refuses no table.
    """
    if not (0 <= agreed <= n and 0 <= other_agreed <= other_n):
        raise ValueError(f"no table: {agreed}/{n}, {other_agreed}/{other_n}")
    everybody, agreeing = n + other_n, agreed + other_agreed
    if agreed < _likeliest(n, agreeing, everybody):
        agreed, agreeing = n - agreed, everybody - agreeing  # who does not agree: the same table, its tail upwards
    rest = other_n - agreeing
    logs = _log_factorials(1 << everybody.bit_length())

    def rarity(x: int) -> float:
        return logs[x] + logs[n - x] + logs[agreeing - x] + logs[rest + x]

    seen = rarity(agreed)
    total = term = 1.0
    x, last = agreed, min(n, agreeing)
    while x < last and term > total * 1e-17:
        term *= (n - x) * (agreeing - x) / ((x + 1) * (rest + x + 1))
        x += 1
        total += term
    first = max(0, -rest)
    x = _last_as_rare(rarity, seen - 1e-9, range(first, min(agreed, _likeliest(n, agreeing, everybody))))
    if x >= first:
        term = math.exp(seen - rarity(x))
        total += term
    while x > first and term > total * 1e-17:
        term *= x * (rest + x) / ((n - x + 1) * (agreeing - x + 1))
        x -= 1
        total += term
    chance = logs[n] + logs[other_n] - seen + logs[agreeing] + logs[everybody - agreeing] - logs[everybody]
    return min(1.0, total * math.exp(chance))


def _likeliest(n: int, agreeing: int, everybody: int) -> int:
    """The mode of the hypergeometric distribution; the upper one of two."""
    return (n + 1) * (agreeing + 1) // (everybody + 2)


def _last_as_rare(rarity: Callable[[int], float], least: float, rising: range) -> int:
    """The last x in a range of ever likelier ones that is still at least so rare; one before the range if none is."""
    low, high = rising.start, max(rising.start, rising.stop)
    while low < high:
        middle = (low + high) // 2
        if rarity(middle) >= least:
            low = middle + 1
        else:
            high = middle
    return low - 1


@lru_cache
def _log_factorials(size: int) -> tuple[float, ...]:
    """Of 0, 1, … `size`. Made whole, never grown: worker threads share it."""
    return tuple(accumulate(map(math.log, range(1, size + 1)), initial=0.0))


def false_discovery_rates(chances: Sequence[float]) -> list[float]:
    """The q of each p, in the order of the ps (Benjamini & Hochberg 1995).

    Who believes in everything with q < 0.10 is wrong in one of ten, on average.
    """
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    rates = [0.0] * len(chances)
    least = 1.0
    for rank, at in zip(range(len(order), 0, -1), reversed(order), strict=True):
        least = min(least, chances[at] * len(order) / rank)
        rates[at] = least
    return rates
