"""What may be shown of target groups so small that a figure would point at a person. Rules: METHODS.md, 4.

Phone, screen, control room, PDF, Word, spreadsheet and API all ask here. Nothing else decides it, and what belongs to a
group (a mean, an interval, a rank) is computed from what comes back, never from what went in.

What it promises, to somebody who sees the results of a closed question, knows these rules and knows how many of each
group could have answered: how many of a small group did does not follow from the rest, unless nobody or all of it did,
nor how many gave an answer. While it is open, no figure follows by subtraction from any earlier one; who knows
the rules and counts every arrival can now and then tell an earlier count (docs/decisions.md), so that a question about
something delicate shows its groups when it is closed. It cannot promise that two breakdowns of the same answers (by
target group and by table) are safe beside each other, or that who knows four of five answers does not learn the fifth.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Group = TypeVar("Group", int, str)
Table = Mapping[Group, Sequence[int]]
"""For every group, how many of it gave each answer. Every answer is of one group and one category."""
Sides = Sequence[Sequence[int]]
"""Of a question that asks several things at once, for each of them what the answer to it is in each category."""

FEWEST = 5
LARGEST_THRESHOLD = 10
IN_WORDS_BELOW = 10
DIFFERENT = 2
"""So many at least of those who are hidden together answered otherwise than most of them."""


@dataclass(frozen=True)
class Figures:
    n: int | None
    """Answers; None where it is hidden. 0 is not hidden."""
    values: tuple[int, ...] | None
    """Answers in each category; None where they are hidden or said in words."""
    most: int | None = None
    """The category of which to say "de fleste" instead of a figure: fewer than ten answers, all the same. A courtesy to
    the group and no secret, since whoever subtracts can see it."""
    counted: tuple[int, ...] | None = field(default=None, repr=False)
    """What the next difference is taken from. Not for showing."""

    @property
    def is_hidden(self) -> bool:
        return self.counted is None


HIDDEN = Figures(None, None)


@dataclass(frozen=True)
class Released(Generic[Group]):
    total: Figures
    """Its n is never hidden; its values are while there are fewer than the threshold."""
    groups: Mapping[Group, Figures]

    @property
    def shown(self) -> dict[Group, tuple[int, ...]]:
        """The groups that a mean, a score or a ranking may be made of."""
        return {group: figures.counted for group, figures in self.groups.items() if figures.counted is not None}


def release(
    table: Table[Group],
    threshold: int = FEWEST,
    before: Released[Group] | None = None,
    *,
    is_open: bool = False,
    sides: Sides = (),
) -> Released[Group]:
    """Of one question, whose table has one category where only n counts. Refuses a threshold outside 5–10.

    A group with 1 to threshold − 1 answers is small, and hidden so that it could have one answer more and another that
    is hidden one less, and all that is shown would be the same: then it is no help to know how many could have
    answered. So:

    - A group of just the threshold is hidden too: else with one answer more a small one would be seen.
    - Those who are hidden have one answer each and at least `threshold` more: else an answer could only come from those
      who have no other, who would then be seen not to have answered.
    - At least two people of them answered otherwise than the rest.

    While that does not hold the next smallest is hidden too, of equals the lower id. Where it ends with everybody, only
    the total is shown.

    That it holds, where nothing was shown before. Let one answer be moved to a small group s:

    - From another that is hidden for its size and has two or more, where there is one. The same are hidden for their
      size; of them, and of them with the next smallest and so on, sum and answers stay, so the same are hidden.
    - Else all others hidden for their size have one each, and with s too few by two at least. So the next smallest is
      hidden too, and it is moved from there. Without that one they are too few still, by one at least; it is the next
      smallest still, or hidden for its size by now; and with it sum and answers stay.
    - Else nobody larger has answered. It is moved from one of those who have one, or, if s alone has answered, from s
      to somebody: too few still, and everybody is hidden as before.

    And how many of s gave an answer: two who are hidden, one of s and one of another group, one of whom gave it, change
    places. They are there unless all who are hidden gave it, or nobody.

    `before` is what was last shown to anybody, live or ahead of a correction; None while nothing was. The same rule
    then applies to what is new, and a group keeps its figures until its own news may be shown, so that a difference
    between two moments is as safe as a figure. While the question `is_open` everything moves together or stays: at
    least `threshold` new answers in all, and none or as many in every group.
    """
    old = None if before is None else [before]
    return release_together([table], threshold, old, is_open=is_open, sides=[sides])[0]


def release_together(
    tables: Sequence[Table[Group]],
    threshold: int = FEWEST,
    before: Sequence[Released[Group]] | None = None,
    *,
    is_open: bool = False,
    mixed: Group | None = None,
    chosen: Sequence[Table[Group]] = (),
    sides: Sequence[Sides] = (),
) -> list[Released[Group]]:
    """Of questions that can be reckoned against each other: a group that is hidden in one is hidden in all.

    For the items of an area and their common index; for options that share a ballot; for a part beside the whole, which
    brings those who are left over as a table of their own (who gave expectation and experience, who gave only one).
    Each is decided by its own answers first, so that one more in one of them moves nothing in the others; then, where a
    group that is hidden elsewhere would stand alone, others are hidden with it as ever. Tables have the same groups;
    refuses others.

    `mixed` is several small groups counted as one. It is never shown by itself, so it is always among those who are
    hidden; where it has more than the threshold it needs no other with it, since it is of two groups at least.

    `chosen` are things of which each chose a few among many, as (chose it, did not): they hide nobody, since not to
    have chosen one is no opinion; but at least two of those who are hidden have not chosen it.

    `sides` are of each table, where its categories are answers to several things: to be of one mind in one of them is
    as telling as in all.
    """
    _refuse_what_is_no_table(tables, threshold)
    if is_open and before is not None and not all(map(_has_moved, tables, before, [threshold] * len(tables))):
        return list(before)
    old = [dict.fromkeys(tables[0], HIDDEN) if before is None else before[at].groups for at in range(len(tables))]
    news = [
        {group: _minus(values, figures.get(group, HIDDEN)) for group, values in table.items()}
        for table, figures in zip(tables, old, strict=True)
    ]
    sides = sides or [()] * len(tables)
    staying: set[Group] = set()
    while more := {
        group
        for table, new, asked in zip(tables, news, sides, strict=True)
        for group in _staying(table, new, staying, threshold, mixed, chosen, asked) - staying
    }:
        staying |= more
    if is_open and staying:
        staying = set(tables[0])
    return [
        Released(
            _total_of(table, threshold, asked),
            {
                group: figures.get(group, HIDDEN) if group in staying else _shown(values, asked)
                for group, values in table.items()
            },
        )
        for table, figures, asked in zip(tables, old, sides, strict=True)
    ]


def _has_moved(table: Table[Group], before: Released[Group], threshold: int) -> bool:
    """A question that nobody has answered anew holds no other back."""
    new = _weight(_minus(_columns(table.values()), before.total))
    return new == 0 or new >= threshold


def _staying(
    table: Table[Group],
    news: Table[Group],
    elsewhere: Set[Group],
    threshold: int,
    mixed: Group | None,
    chosen: Sequence[Table[Group]],
    sides: Sides,
) -> set[Group]:
    """The groups that get no new figures here, beside those that get none `elsewhere`: hidden if they had none."""
    sizes = {group: size for group in sorted(news) if (size := _weight(news[group]))}
    staying = {
        group
        for group, size in sizes.items()
        if group == mixed or group in elsewhere or size <= threshold or 0 < sum(table[group]) <= threshold
    }
    moving = sorted((group for group in sizes if group not in staying), key=sizes.__getitem__)
    while staying and not (
        (len(staying) > 1 or mixed in staying)
        and sum(sizes[group] for group in staying) >= len(staying) + threshold
        and not _is_nearly_uniform(_columns(news[group] for group in staying), sides)
        and all(sum(counts[group][1] for group in staying) >= DIFFERENT for counts in chosen)
    ):
        if not moving:
            return set(table)
        staying.add(moving.pop(0))
    return staying


def _shown(values: Sequence[int], sides: Sides) -> Figures:
    n = sum(values)
    if 0 < n < IN_WORDS_BELOW and any(map(_is_uniform, _each(values, sides))):
        return Figures(n, None, most=max(range(len(values)), key=values.__getitem__), counted=tuple(values))
    return Figures(n, tuple(values), counted=tuple(values))


def _total_of(table: Table[Group], threshold: int, sides: Sides) -> Figures:
    values = _columns(table.values())
    return Figures(sum(values), None) if 0 < sum(values) < threshold else _shown(values, sides)


def _is_uniform(values: Sequence[int]) -> bool:
    return len(values) > 1 and sum(value != 0 for value in values) == 1


def _is_nearly_uniform(values: Sequence[int], sides: Sides) -> bool:
    """All of one answer, or all but one: would only those who are unanimous take another group with them, that would
    tell that they are."""
    return any(len(each) > 1 and sum(each) - max(each) < DIFFERENT for each in _each(values, sides))


def _each(values: Sequence[int], sides: Sides) -> Iterator[Sequence[int]]:
    """How many people gave each answer, to each of the things that were asked."""
    if not sides:
        yield [abs(value) for value in values]
    for side in sides:
        people: Counter[int] = Counter()
        for answer, value in zip(side, values, strict=True):
            people[answer] += abs(value)
        yield list(people.values())


def _minus(values: Sequence[int], old: Figures) -> tuple[int, ...]:
    return tuple(now - then for now, then in zip(values, old.counted or (0,) * len(values), strict=True))


def _weight(new: Sequence[int]) -> int:
    """How many people a difference speaks of: those who came, or those who went if they are more."""
    return max(sum(more for more in new if more > 0), -sum(less for less in new if less < 0))


def _columns(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def _refuse_what_is_no_table(tables: Sequence[Table[Group]], threshold: int) -> None:
    if not FEWEST <= threshold <= LARGEST_THRESHOLD:
        raise ValueError(f"a threshold is {FEWEST}–{LARGEST_THRESHOLD}, not {threshold}")
    for table in tables:
        if not table or table.keys() != tables[0].keys():
            raise ValueError("tables have groups, and the same ones")
        if len({len(values) for values in table.values()}) != 1 or not all(
            values and min(values) >= 0 for values in table.values()
        ):
            raise ValueError("a table has the same categories for every group, and counts in them")
