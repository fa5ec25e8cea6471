"""What is asked in a round of each kind, how people answer, and what of an answer is a secret."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.read_back.worlds import Mixing, World

OPTIONS = 4
ITEMS = 3
"""Contributions, or themes."""
FIRST, SECOND, CHOICE, WORDS = range(4)
"""Of the survey: two pairs of an area, a choice, and a question that is answered in words."""


def _no_pieces(_mine: object, _theirs: object) -> Iterable[tuple[Any, Any]]:
    return ()


@dataclass(frozen=True)
class Question:
    parts: tuple[int, ...]
    """The items of a survey, the contributions; a ballot is one, as are the dots."""
    draw: Callable[[random.Random, int, float, int], Any]
    """An answer to a part, by the taste of a group and how much it is of one mind."""
    facets: Callable[[Any], frozenset[Any]]
    """What of an answer is a secret of its own."""
    mixing: Mixing = _no_pieces
    is_answer: Callable[[Any], bool] = lambda _given: True

    def world(self, dice: random.Random, groups: list[int]) -> World:
        """Groups of one mind and of several, of which many or few answer."""
        share = dice.uniform(0.3, 1.1)
        numbers = range(max(groups) + 1)
        tastes = [dice.randrange(3) for _group in numbers]
        shares = [share * dice.uniform(0.6, 1.4) for _group in numbers]
        minds = [dice.choice((0.2, 0.5, 0.8, 1.0)) for _group in numbers]
        return [
            {
                part: self.draw(dice, tastes[group], minds[group], part)
                for part in self.parts
                if dice.random() < shares[group]
            }
            for group in groups
        ]


def _ballot(dice: random.Random, taste: int, mind: float, _part: int) -> frozenset[int]:
    if dice.random() < mind:
        return frozenset({taste, 3}) if dice.random() < 0.3 else frozenset({taste})
    return frozenset(dice.sample(range(OPTIONS), dice.randint(0, 2)))


def _choices_exchanged(mine: frozenset[int], theirs: frozenset[int]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    for one in sorted(mine - theirs):
        for other in sorted(theirs - mine):
            yield mine - {one} | {other}, theirs - {other} | {one}


def _survey_answer(dice: random.Random, taste: int, mind: float, part: int) -> Any:
    """A pair (experience may be missing), the number of a choice, words; 0 is «Ikke sikker»."""
    value = taste + 1 if dice.random() < mind else dice.randint(0, 3)
    if part == WORDS:
        return f"{dice.getrandbits(64):016x}"
    if part == CHOICE:
        return value
    expected = 6 if dice.random() < mind else dice.randint(4, 6)
    return dice.choice([(expected, value)] * 9 + [(expected, None)])


def _sides(given: Any) -> frozenset[Any]:
    return frozenset(enumerate(given)) if isinstance(given, tuple) else frozenset({given})


def _sides_exchanged(mine: Any, theirs: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(mine, tuple):
        yield (mine[0], theirs[1]), (theirs[0], mine[1])
        yield (theirs[0], mine[1]), (mine[0], theirs[1])


def _is_sure(given: Any) -> bool:
    return all(given) if isinstance(given, tuple) else bool(given)


def _opinion(dice: random.Random, taste: int, mind: float, _part: int) -> int:
    return taste if dice.random() < mind else dice.randrange(3)


def _dots(dice: random.Random, taste: int, mind: float, _part: int) -> frozenset[tuple[int, int]]:
    """Two on one thing, one on another."""
    first = taste if dice.random() < mind else dice.randrange(ITEMS)
    return frozenset({(first, 2), (dice.choice([each for each in range(ITEMS) if each != first]), 1)})


VOTE = Question((0,), _ballot, frozenset, _choices_exchanged)
SURVEY = Question((FIRST, SECOND, CHOICE, WORDS), _survey_answer, _sides, _sides_exchanged, _is_sure)
REACTIONS = Question(tuple(range(ITEMS)), _opinion, lambda opinion: frozenset({opinion}))
PRIORITIES = Question((0,), _dots, lambda placed: frozenset(item for item, _dots in placed))
