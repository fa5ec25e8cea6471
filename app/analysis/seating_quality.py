"""How good a seating plan is: how many meet again, and how few it could be at best. Pure, like seating.py."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement


def repeats_in(plan: Sequence[Sequence[int]]) -> int:
    """Meetings beyond the first of each pair of seats: two who share a table three times are two repeats."""
    meets: Counter[tuple[int, int]] = Counter()
    for row in plan:
        for seats in _at_tables(row):
            meets.update(combinations(seats, 2))
    return sum(count - 1 for count in meets.values())


def fewest_repeats(groups: Sequence[int], plan: Sequence[Sequence[int]]) -> int:
    """A bound: no plan with as many of each target group at each table has fewer repeats. It may not be reachable.

    Two arguments, of which the stronger counts: there are no more pairs than there are people for, so what is beyond is
    a repeat; and those who share a table cannot all be parted in a session that has fewer tables for them. Pairs of
    sessions say the latter, and along a tree of sessions no repeat is counted twice (somebody met in m sessions is met
    again on at most m - 1 edges), so the heaviest tree is what holds. Both are asked of each pair of target groups by
    itself, and the latter of everybody together.
    """
    sizes = Counter(groups)
    counts = [[Counter(groups[seat] for seat in seats) for seats in _at_tables(row)] for row in plan]
    bound = 0
    for one, two in combinations_with_replacement(sorted(sizes), 2):
        if one == two:
            meetings = sum(_pairs(table[one]) for row in counts for table in row)
            bound += max(
                meetings - _pairs(sizes[one]), _heaviest_tree([[table[one] for table in row] for row in counts])
            )
        else:
            meetings = sum(table[one] * table[two] for row in counts for table in row)
            bound += max(meetings - sizes[one] * sizes[two], 0)
    return max(bound, _heaviest_tree([[table.total() for table in row] for row in counts]))


def _heaviest_tree(rows: Sequence[Sequence[int]]) -> int:
    """`rows`: for each session how many of one group sit at each table. Prim's algorithm over the sessions."""
    weights = {
        (one, two): max(_kept_together(rows[one], rows[two]), _kept_together(rows[two], rows[one]))
        for one, two in combinations(range(len(rows)), 2)
    }
    reached, total = {0}, 0
    while len(reached) < len(rows):
        weight, new = max(
            (weights[min(one, two), max(one, two)], two)
            for one in reached
            for two in range(len(rows))
            if two not in reached
        )
        reached.add(new)
        total += weight
    return total


def _kept_together(row: Sequence[int], other: Sequence[int]) -> int:
    """Pairs who share a table in `row` and must share one in `other` too, however they are spread there."""
    tables = sum(count > 0 for count in other)
    return sum(_fewest_pairs(count, tables) for count in row)


def _fewest_pairs(people: int, tables: int) -> int:
    if tables == 0:
        return 0
    each, more = divmod(people, tables)
    return more * _pairs(each + 1) + (tables - more) * _pairs(each)


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def _at_tables(row: Sequence[int]) -> Iterator[list[int]]:
    seats: dict[int, list[int]] = defaultdict(list)
    for seat, table in enumerate(row):
        seats[table].append(seat)
    yield from seats.values()
