"""Who answered what in a hall, and the other halls that it might have been."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, permutations
from typing import Any

World = list[dict[int, Any]]
"""What each person says to each part of a question, in the order in which they answer."""
Mixing = Callable[[Any, Any], Iterable[tuple[Any, Any]]]
"""Of two answers, pairs of answers that are the same two put together otherwise."""

MOST_TRIED = 40
"""Other halls, before a number is held for known."""
SMALL = range(1, 5)


@dataclass(frozen=True)
class People:
    groups: list[int]
    """Of each person: its number, from 0."""
    turns: list[int]
    """Those who answer between the same two looks are not told apart by when."""
    is_answer: Callable[[Any], bool]
    """«Ikke sikker» is none: it is counted apart."""

    @property
    def numbers(self) -> range:
        return range(max(self.groups) + 1)

    def answered(self, world: World, part: int, group: int) -> list[int]:
        return [
            who
            for who, answers in enumerate(world)
            if self.groups[who] == group and part in answers and self.is_answer(answers[part])
        ]

    def size(self, world: World, part: int, group: int) -> int:
        return len(self.answered(world, part, group))

    def with_another_number(
        self, world: World, part: int, group: int, holds: Callable[[Any], bool], mixing: Mixing
    ) -> Iterator[World]:
        """Where another number of the group gave an answer that `holds`: two people have exchanged theirs, or pieces
        of them, with the smallest groups first, since those are what hides it; or one has answered as another did,
        which shows where anything is told of all together."""
        others = sorted(self.numbers, key=lambda other: self.size(world, part, other))
        pairs = {
            (world[one][part], other, world[two][part]): (one, two)
            for other in others
            for two in self._of(other)
            if part in world[two] and (other != group or not self.is_answer(world[two][part]))
            for one in self.answered(world, part, group)
        }
        whole = (
            exchanged(world, part, one, two)
            for (mine, _group, theirs), (one, two) in pairs.items()
            if self.is_answer(theirs) and holds(mine) != holds(theirs)
        )
        pieces = (
            _with(world, part, {one: new, two: given})
            for (mine, _group, theirs), (one, two) in pairs.items()
            for new, given in mixing(mine, theirs)
            if self.is_answer(new) and holds(mine) != holds(new)
        )
        given = {world[who][part] for each in self.numbers for who in self.answered(world, part, each)}
        changed = (
            _with(world, part, {one: new})
            for one in self.answered(world, part, group)
            for theirs in sorted(given, key=repr)
            for new in (theirs, *(new for new, _given in mixing(world[one][part], theirs)))
            if holds(new) != holds(world[one][part])
        )
        yield from islice((other for halls in (whole, pieces, changed) for other in halls), MOST_TRIED)

    def with_one_more(self, world: World, part: int, group: int) -> Iterator[World]:
        """Where one more of the group answered, as one of another group did, who then did not: such a hall there is
        also if nobody else was here. First with groups of which not the last is taken, and with the smallest."""
        others = sorted(self.numbers, key=lambda each: ((size := self.size(world, part, each)) == 1, size))
        pairs = {
            (repr(world[giver][part]), other, repr(world[taker].get(part))): (giver, taker)
            for other in others
            for giver in self.answered(world, part, other)
            for taker in self._of(group)
            if other != group
            and taker not in self.answered(world, part, group)
            and self.turns[giver] == self.turns[taker]
        }
        for giver, taker in pairs.values():
            yield from self._with_as_many_heard(exchanged(world, part, giver, taker), sum(map(bool, world)))

    def _with_as_many_heard(self, world: World, heard: int) -> Iterator[World]:
        """How many said anything is told: else one of some group has said what another did, rather one of its own."""
        if sum(map(bool, world)) == heard:
            yield world
            return
        changed = {
            (
                self.groups[one] != self.groups[other],
                self.groups[one],
                self.groups[other],
                part,
                repr(world[one][part]),
            ): (
                one,
                other,
            )
            for one, other in permutations(range(len(world)), 2)
            if self.turns[one] == self.turns[other]
            for part in world[one].keys() - world[other].keys()
            if bool(world[other]) - (len(world[one]) > 1) == sum(map(bool, world)) - heard
        }
        for (_is_other, _group, _of, part, _answer), (one, other) in sorted(changed.items()):
            yield exchanged(world, part, one, other)

    def _of(self, group: int) -> list[int]:
        return [who for who, at in enumerate(self.groups) if at == group]


def exchanged(world: World, part: int, one: int, other: int) -> World:
    return _with(world, part, {one: world[other].get(part), other: world[one].get(part)})


def _with(world: World, part: int, answers: dict[int, Any]) -> World:
    copy = [dict(each) for each in world]
    for who, answer in answers.items():
        copy[who].pop(part, None)
        if answer is not None:
            copy[who][part] = answer
    return copy
