"""Choose up to k of n: who wins, by how much, and for how many. Rules: METHODS.md, 1. A tie stays a tie here."""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Generic, NamedTuple, TypeVar

Option = TypeVar("Option", bound=Hashable)

MOST_OPTIONS = 20


@dataclass(frozen=True)
class Standing(Generic[Option]):
    """Options in the order they were given, which says nothing about who comes first among equals."""

    places: int
    sure: tuple[Option, ...]
    """More votes than the last place that wins."""
    tied: tuple[Option, ...]
    """As many votes as the last place that wins. One alone is no tie."""
    margin: int | None
    """Ballots between the last that wins and the first that does not; 0 in a tie, None where everybody wins."""

    @property
    def open_places(self) -> int:
        return self.places - len(self.sure)

    @property
    def is_tie(self) -> bool:
        return len(self.tied) > self.open_places

    @property
    def winners(self) -> tuple[Option, ...]:
        """Those that have won without anybody's choice or luck: in a tie fewer than there are places."""
        return self.sure if self.is_tie else self.sure + self.tied


def standing_of(votes: Mapping[Option, int], places: int) -> Standing[Option]:
    """`votes` has every option, those without a vote too. Refuses no options and no places."""
    if places < 1 or not votes:
        raise ValueError("a vote has options, and at least one of them wins")
    places = min(places, len(votes))
    counts = sorted(votes.values(), reverse=True)
    line = counts[places - 1]
    return Standing(
        places,
        sure=tuple(option for option, count in votes.items() if count > line),
        tied=tuple(option for option, count in votes.items() if count == line),
        margin=line - counts[places] if places < len(counts) else None,
    )


def draw_lot(tied: Sequence[Option], places: int, random: Random) -> tuple[Option, ...]:
    """The winners of a tie, each equally likely. A lot in a room takes `SystemRandom()`, a test `Random(seed)`."""
    if not 1 <= places < len(tied):
        raise ValueError("a lot has at least one winner and one loser")
    return tuple(random.sample(tied, places))


class Coverage(NamedTuple):
    covered: int
    """Ballots that hold at least one winner."""
    ballots: int
    """All of them, the blank ones too."""


def coverage_of(ballots: Iterable[Collection[Option]], winners: Collection[Option]) -> Coverage:
    wanted = frozenset(winners)
    touched = [not wanted.isdisjoint(ballot) for ballot in ballots]
    return Coverage(sum(touched), len(touched))


def most_proportional(
    ballots: Iterable[Collection[Option]], winners: Collection[Option], options: Sequence[Option]
) -> frozenset[Option]:
    """The set of as many options as there are winners that most ballots find themselves in.

    Proportional approval voting (Thiele 1895): the sum over ballots of 1 + 1/2 + … + 1/(winners on it) is the
    largest possible. `winners` come back unless another set is strictly better; of several better ones that are
    equally good, one. Exact, by branch and bound in whole numbers; refuses more than 20 options.
    """
    if len(options) > MOST_OPTIONS:
        raise ValueError(f"at most {MOST_OPTIONS} options")
    search = _Search(ballots, options, len(set(winners)))
    search.best = search.score_of([options.index(option) for option in set(winners)])
    search.extend(range(len(options)), (), [search.everybody], 0)
    return frozenset(options[at] for at in search.found) if search.found else frozenset(winners)


class _Search:
    """Sets of ballots are bits of a whole number, so that a step for 2,000 ballots is a few machine operations.

    `levels[c]` are the ballots with at least c winners so far: one that reaches level c + 1 adds 1/(c + 1), here in
    units of 1/lcm(1 … places). What an option adds never grows as winners are chosen (submodular), which bounds what
    a branch can still reach.
    """

    def __init__(self, ballots: Iterable[Collection[Option]], options: Sequence[Option], places: int) -> None:
        at = {option: index for index, option in enumerate(options)}
        self.places = places
        self.holding = [0] * len(options)
        self.everybody = 0
        for row, ballot in enumerate(ballots):
            self.everybody |= 1 << row
            for option in set(ballot):
                self.holding[at[option]] |= 1 << row
        unit = math.lcm(*range(1, places + 1))
        self.worth = [unit // level for level in range(1, places + 1)]
        self.best = 0
        self.found: tuple[int, ...] = ()

    def score_of(self, chosen: Iterable[int]) -> int:
        score, levels = 0, [self.everybody]
        for option in chosen:
            score += self._gain(option, levels)
            levels = self._raised(levels, option)
        return score

    def _gain(self, option: int, levels: list[int]) -> int:
        holders = self.holding[option]
        reached = [(level & holders).bit_count() for level in levels] + [0]
        return sum(worth * (here - above) for worth, (here, above) in zip(self.worth, pairwise(reached), strict=False))

    def _raised(self, levels: list[int], option: int) -> list[int]:
        holders = self.holding[option]
        return [
            levels[0],
            *(above | (here & holders) for here, above in pairwise(levels)),
            levels[-1] & holders,
        ]

    def extend(self, open_options: Iterable[int], chosen: tuple[int, ...], levels: list[int], score: int) -> None:
        """Tries the open option that adds most, with and then without it, as long as the best can be beaten."""
        left = self.places - len(chosen)
        ranked = sorted(((self._gain(option, levels), option) for option in open_options), reverse=True)
        if left == 1:
            if ranked and score + ranked[0][0] > self.best:
                self.best, self.found = score + ranked[0][0], (*chosen, ranked[0][1])
            return
        for place, (gain, option) in enumerate(ranked):
            within_reach = score + sum(more for more, _ in ranked[place : place + left])
            if len(ranked) - place < left or within_reach <= self.best:
                return
            rest = [other for _, other in ranked[place + 1 :]]
            self.extend(rest, (*chosen, option), self._raised(levels, option), score + gain)
