"""What may be shown of target groups so small that a figure would point at a person. Rules: METHODS.md, 4.

Phone, screen, control room, PDF, Word, spreadsheet and API all ask here. Nothing else decides it, and what belongs to a
group (a mean, an interval, a rank) is computed from what comes back, never from what went in.

What it promises, to somebody who sees the results of a closed question and knows these rules: no count and no value of
a hidden group follows from the rest. While it is open, no figure follows by subtraction from any earlier one; who knows
the rules and counts every arrival can now and then tell an earlier count (docs/decisions.md), so that a question about
something delicate shows its groups when it is closed. It cannot promise that two breakdowns of the same answers (by
target group and by table) are safe beside each other, or that who knows four of five answers does not learn the fifth.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Group = TypeVar("Group", bound=Hashable)
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
    order: Sequence[Group] = (),
) -> Released[Group]:
    """Of one question, whose table has one category where only n counts. Refuses a threshold outside 5–10.

    A group with 1 to threshold − 1 answers is hidden. What is hidden together must be two groups or more, at least
    `threshold` people and two for each group, not each of them one short of the threshold, and at least two people must
    have answered otherwise than the rest. Else the next smallest is hidden too, with those of equal size: who is taken
    first among equals would tell. Where that ends with everybody, only the total is shown.

    `order` is of all groups, made of nothing that anybody answered: then the first in it is hidden too, and nobody
    else. It hides fewer where many groups are of one size.

    `before` is what was last shown to anybody, live or ahead of a correction; None while nothing was. The same rule
    then applies to what is new, and a group keeps its figures until its own news may be shown, so that a difference
    between two moments is as safe as a figure. While the question `is_open` everything moves together or stays: at
    least `threshold` new answers in all, and none or as many in every group.
    """
    old = None if before is None else [before]
    return release_together([table], threshold, old, is_open=is_open, sides=[sides], order=order)[0]


def release_together(
    tables: Sequence[Table[Group]],
    threshold: int = FEWEST,
    before: Sequence[Released[Group]] | None = None,
    *,
    is_open: bool = False,
    mixed: Group | None = None,
    chosen: Sequence[Table[Group]] = (),
    sides: Sequence[Sides] = (),
    order: Sequence[Group] = (),
) -> list[Released[Group]]:
    """Of questions that can be reckoned against each other: a group that is hidden in one is hidden in all.

    For the items of an area and their common index; for options that share a ballot; for a part beside the whole, which
    brings those who are left over as a table of their own (who gave expectation and experience, who gave only one).
    Tables have the same groups; refuses others.

    `mixed` is several small groups counted as one. It is never shown by itself, so it is always among those who are
    hidden; where it has the threshold it needs no other with it, since then it is of two groups at least.

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
    staying = _staying(tables, news, threshold, mixed, chosen, sides, order)
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
    tables: Sequence[Table[Group]],
    news: Sequence[Table[Group]],
    threshold: int,
    mixed: Group | None,
    chosen: Sequence[Table[Group]],
    sides: Sequence[Sides],
    order: Sequence[Group],
) -> set[Group]:
    """The groups that get no new figures: hidden if they had none."""
    sizes = {group: sum(_weight(new[group]) for new in news) for group in news[0]}
    moving = {group for group, size in sizes.items() if size}
    staying = {
        group
        for group in moving
        for table, new in zip(tables, news, strict=True)
        if group == mixed or 0 < _weight(new[group]) < threshold or 0 < sum(table[group]) < threshold
    }
    moving -= staying
    while staying and not (
        all(
            _hide_each_other({group: new[group] for group in staying}, threshold, mixed, asked)
            for new, asked in zip(news, sides, strict=True)
        )
        and all(sum(table[group][1] for group in staying) >= DIFFERENT for table in chosen)
    ):
        if not moving:
            return set(sizes)
        places = {group: place for place, group in enumerate(order)} or sizes
        least = min(places[group] for group in moving)
        staying |= {group for group in moving if places[group] == least}
        moving -= staying
    return staying


def _hide_each_other(news: Table[Group], threshold: int, mixed: Group | None, sides: Sides) -> bool:
    weights = {group: weight for group, new in news.items() if (weight := _weight(new))}
    if not weights:
        return True
    is_of_several = len(weights) >= 2 or any(group == mixed and weights[group] >= threshold for group in weights)
    return (
        is_of_several
        and sum(weights.values()) >= max(threshold, 2 * len(weights))
        and any(weight != threshold - 1 for weight in weights.values())
        and not _is_nearly_uniform(_columns(news.values()), sides)
    )


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
