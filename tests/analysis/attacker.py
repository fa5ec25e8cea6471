"""Somebody who sees all that is released, knows the rules, and asks what the hidden figures can have been.

The attacker goes through every table that would have led to the same releases. A hidden figure that is the same in all
of them is known.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.analysis.suppression import HIDDEN, Figures, Released, release

Rows = tuple[tuple[int, ...], ...]
Table = dict[int, tuple[int, ...]]
SMALL = frozenset(range(1, 5))
Rule = Callable[[Table, Released[int] | None, bool], Released[int]]
"""From a table, what was shown before, and whether the question is still open."""


def our_rule(table: Table, before: Released[int] | None, is_open: bool) -> Released[int]:
    return release(table, before=before, is_open=is_open)


def our_rule_at_closing(table: Table, before: Released[int] | None, is_open: bool) -> Released[int]:
    """The total in steps while it is open, and the groups when it is closed."""
    if not is_open:
        return release(table)
    released = release(table, before=before, is_open=True)
    return Released(released.total, dict.fromkeys(table, HIDDEN))


def our_rule_anew_each_time(table: Table, before: Released[int] | None, is_open: bool) -> Released[int]:
    return release(table)


def only_small_groups_hidden(table: Table, before: Released[int] | None, is_open: bool) -> Released[int]:
    total = tuple(map(sum, zip(*table.values(), strict=True)))
    return Released(as_shown(total), {g: HIDDEN if 0 < sum(row) < 5 else as_shown(row) for g, row in table.items()})


def as_shown(row: tuple[int, ...]) -> Figures:
    return Figures(sum(row), row, counted=row)


def rows_up_to(most: int, categories: int) -> list[tuple[int, ...]]:
    return [row for row in itertools.product(range(most + 1), repeat=categories) if sum(row) <= most]


class Look(NamedTuple):
    released: Released[int]
    possible: list[Rows]
    """The tables of which this is shown."""


def looks(rule: Rule, groups: int, most: int, categories: int) -> list[Look]:
    """All that can be shown of tables with at most `most` in a group."""
    alike: defaultdict[object, list[Rows]] = defaultdict(list)
    seen: dict[object, Released[int]] = {}
    for rows in itertools.product(rows_up_to(most, categories), repeat=groups):
        released = rule(dict(enumerate(rows)), None, False)
        look = (released.total, tuple(released.groups.values()))
        alike[look].append(rows)
        seen[look] = released
    return [Look(seen[look], possible) for look, possible in alike.items()]


def known_from_who_is_here(seen: list[Look]) -> list[tuple[Rows, int]]:
    """The tables, and the small group, that cannot have had one answer more and any other one less.

    So it must be if just one who is here has not answered: then there is no other hall. Where more are missing, there
    are these and more. A group that was alone in answering is known by the total.
    """
    found = []
    for _released, possible in seen:
        sizes = {tuple(map(sum, rows)) for rows in possible}
        for counts in sizes:
            for group in range(len(counts)):
                others = [other for other, count in enumerate(counts) if other != group and count]
                if (
                    counts[group] in SMALL
                    and others
                    and not any(
                        tuple(count + (at == group) - (at == other) for at, count in enumerate(counts)) in sizes
                        for other in others
                    )
                ):
                    found.append((possible[0], group))
    return found


def known_from_one_look(seen: list[Look]) -> list[tuple[Rows, int]]:
    """The tables, and the group, of which it follows how many gave an answer, or how many it is where it is small.

    What the total says of everybody alike (nobody chose this, all chose that) is not counted as known of a group.
    """
    found = []
    most = max(sum(row) for look in seen for rows in look.possible for row in rows)
    for released, possible in seen:
        if any(sum(row) == most for rows in possible for row in rows):
            continue  # larger tables, that were not gone through, could look the same
        total = released.total.counted
        telling = [at for at in range(len(possible[0][0])) if total is None or 0 < total[at] < sum(total)]
        for group, figures in released.groups.items():
            sizes = {sum(rows[group]) for rows in possible}
            if figures.is_hidden and (
                (len(sizes) == 1 and sizes < SMALL)
                or any(len({rows[group][at] for rows in possible}) == 1 for at in telling)
            ):
                found.append((possible[0], group))
    return found


class Moment(NamedTuple):
    counts: tuple[int, ...]
    released: Released[int]
    possible: set[tuple[int, ...]]


def watched(rule: Rule, groups: int, arrivals: list[int]) -> list[Moment]:
    """After each answer: the truth, what is shown, and the counts that fit with all that was shown before and after.

    The attacker sees each answer arrive, but not from which group. The question closes with the last one.
    """
    counts, released, moments = [0] * groups, None, []
    reached = {(0,) * groups}
    for place, group in enumerate(arrivals, start=1):
        counts[group] += 1
        before, is_open = released, place < len(arrivals)
        released = rule(as_table(counts), before, is_open)
        candidates = {later for now in reached for later in with_one_more(now)}
        reached = {later for later in candidates if rule(as_table(later), before, is_open) == released}
        moments.append(Moment(tuple(counts), released, reached))
    for later, earlier in itertools.pairwise(reversed(moments)):
        earlier.possible.intersection_update(
            [now for now in earlier.possible if not later.possible.isdisjoint(with_one_more(now))]
        )
    return moments


def known_over_time(moments: list[Moment]) -> list[tuple[tuple[int, ...], int]]:
    """The counts, and the group, that follow at a moment when figures came out, although the group had no new ones.

    That nothing came since (or ahead of) a figure that was shown is not counted as known, nor that a group which was
    alone in answering is everybody.
    """
    return [
        (moment.counts, group)
        for moment in moments
        if moment.released.total.n == sum(moment.counts) >= 5
        for group, count in enumerate(moment.counts)
        if count not in {0, sum(moment.counts), *(other.released.groups[group].n for other in moments)}
        and len({possible[group] for possible in moment.possible}) == 1
    ]


def as_table(counts: list[int] | tuple[int, ...]) -> Table:
    return {group: (count,) for group, count in enumerate(counts)}


def with_one_more(counts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for group in range(len(counts)):
        yield (*counts[:group], counts[group] + 1, *counts[group + 1 :])
