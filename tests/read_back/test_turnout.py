"""How many of a hidden group voted: not told, while at least two of those whom it is hidden with have not."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.read_back.figures import vote_figures
from tests.read_back.questions import VOTE
from tests.read_back.test_figures import hall_of
from tests.read_back.worlds import SMALL, World, exchanged

ENOUGH = 2
"""Where all the others have voted, or all but one, who is here tells it (docs/decisions.md)."""
MOST_TRIED = 2000
FEW_MOVED = (1, 1, 2, 2, 3, 4, 6)


@example(seed=844)
@example(seed=1080)
@example(seed=5243)
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_how_many_of_a_hidden_group_voted_is_not_known_while_others_are_missing(app: Flask, seed: int) -> None:
    """The examples have few other halls that look the same: two people must have voted otherwise at once."""
    dice = random.Random(seed)
    groups = hall_of(dice)
    world = VOTE.world(dice, groups)
    with app.test_request_context():
        hidden, here, voted = hidden_in(vote_figures(world, groups), groups), Counter(groups), _voted(world, groups)
        for group in hidden:
            missing = sum(here[each] - voted[each] for each in hidden if each != group and voted[each])
            if voted[group] in SMALL and voted[group] < here[group] and missing >= ENOUGH:
                assert another_turnout(world, groups, group, hidden), f"that {voted[group]} of {group} voted is known"


def test_where_the_only_other_hidden_person_has_voted_who_is_here_tells_how_many_of_a_group_have(app: Flask) -> None:
    """One of one, and four of eight: five voted, and had nobody of the first group, that would be told (decisions)."""
    groups = [0, *[1] * 8]
    world: World = [{0: frozenset({who % 3})} if who < 5 else {} for who in range(9)]
    with app.test_request_context():
        hidden = hidden_in(vote_figures(world, groups), groups)
        assert hidden == [0, 1]
        assert not another_turnout(world, groups, 1, hidden)


def another_turnout(world: World, groups: list[int], group: int, hidden: list[int]) -> bool:
    """Whether a hall where another number of the group voted shows the same."""
    shown, number = vote_figures(world, groups), _voted(world, groups)[group]
    return any(
        _voted(other, groups)[group] != number and vote_figures(other, groups) == shown
        for other in _dealt_anew(random.Random(number), world, groups, hidden)
    )


def _dealt_anew(dice: random.Random, world: World, groups: list[int], hidden: list[int]) -> Iterator[World]:
    """Some of what those who are hidden voted was voted by others of them, rather of the smallest groups: a ballot by
    somebody who had none, or two ballots are exchanged, or one choice on each."""
    voted = _voted(world, groups)
    smallest_first = sorted(hidden, key=lambda group: voted[group])
    for _hall in range(MOST_TRIED if len(hidden) > 1 else 0):
        among = smallest_first[: dice.randint(2, len(hidden))]
        people, other = [who for who, group in enumerate(groups) if group in among], world
        for _ballot in range(dice.choice(FEW_MOVED)):
            gets_one = dice.random() < 0.5
            givers = [who for who in people if other[who]]
            takers = [who for who in people if bool(other[who]) != gets_one]
            if givers and takers:
                other = _exchanged(dice, other, dice.choice(givers), dice.choice(takers))
        yield other


def _exchanged(dice: random.Random, world: World, one: int, two: int) -> World:
    mixed = list(VOTE.mixing(world[one][0], world[two][0])) if world[two] else []
    if not mixed or dice.random() < 0.5:
        return exchanged(world, 0, one, two)
    mine, theirs = dice.choice(mixed)
    return [{0: mine} if who == one else {0: theirs} if who == two else ballot for who, ballot in enumerate(world)]


def hidden_in(shown: list[Any], groups: list[int]) -> list[int]:
    told = {row[1]: row[2] for row in shown if isinstance(row, list) and row and row[0] == "Stemte" and row[1]}
    return [group for group in range(max(groups) + 1) if told.get(f"Gruppe {group}", "vises ikke") == "vises ikke"]


def _voted(world: World, groups: list[int]) -> Counter[int]:
    return Counter(group for ballot, group in zip(world, groups, strict=True) if ballot)
