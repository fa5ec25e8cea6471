"""The attack itself, on whatever shows a hall: what is shown of it must be what is shown of others, too."""

import random
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tests.read_back.questions import Question
from tests.read_back.worlds import SMALL, People, World, exchanged

Shown = TypeVar("Shown")


def attack(
    question: Question,
    people: People,
    dice: random.Random,
    show: Callable[[World], Shown],
    different: Callable[[Shown, Shown], object],
    groups: int = 2,
) -> None:
    """Of a hall made by the dice; `groups` is how many small groups are tried at most."""
    world = question.world(dice, people.groups)
    part = dice.choice(question.parts)
    shown = show(world)

    def what_tells(others: Iterable[World], none: list[object]) -> list[object]:
        """Empty as soon as one of the others looks the same; `none` where there is no other."""
        found = none
        for other in others:
            found = [different(shown, show(other))]
            if not found[0]:
                return []
        return found

    # Who in a group answered what: nobody comes alone, at no moment. The last one came late.
    members = dice.choice([people.answered(world, part, group) for group in people.numbers])
    if len(members) > 1:
        one, other = dice.choice(members[:-1]), members[-1]
        assert not different(shown, show(exchanged(world, part, one, other)))

    said = {who: question.facets(world[who][part]) for at in people.numbers for who in people.answered(world, part, at)}
    small = [group for group in people.numbers if people.size(world, part, group) in SMALL]
    for group in dice.sample(small, min(groups, len(small))):
        # How many of a small group answered so. What everybody answered is told of everybody.
        of_group = {facet for who in people.answered(world, part, group) for facet in said[who]}
        secrets = sorted(of_group - frozenset.intersection(*said.values()))
        if secrets:
            secret = dice.choice(secrets)
            others = people.with_another_number(world, part, group, _holding(secret, question), question.mixing)
            told = what_tells(others, none=["nobody else"])
            assert not told, f"how many of group {group} said {secret} of {part} is known: {told}"
        # How many of it answered at all, where not everybody did.
        if people.size(world, part, group) < people.groups.count(group):
            told = what_tells(people.with_one_more(world, part, group), none=[])
            assert not told, f"how many of group {group} answered {part} is known: {told}"


def _holding(secret: Any, question: Question) -> Callable[[Any], bool]:
    return lambda given: secret in question.facets(given)
