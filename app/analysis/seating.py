"""Who sits where in each session, so that as few as possible meet again. Pure: seats are numbers, nobody has a name.

A seat is a place in `groups`, a table a number from 0. In a homogeneous session a target group has its own tables, in
a mixed one every table is a small picture of the hall. How good a plan is: app/analysis/seating_quality.py.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.analysis.seating_quality import fewest_repeats, repeats_in

FEWEST_AT_TABLE, MOST_AT_TABLE = 3, 9
_ATTEMPTS, _ROUNDS, _PATIENCE = 4, 100, 20
"""How often it begins anew, for so many rounds, and how many without a gain end it. Counts, not times: a seed gives the
same plan on any machine."""
_PICTURE = 1_000
"""A table that is less of a picture of the hall weighs so many pairs that meet again: no swap may buy them with it."""

Plan = tuple[tuple[int, ...], ...]
"""For each session, the table of each seat."""


class DoesNotFit(ValueError):
    """More people than there is room for, or none at all."""

    def __init__(self, tables_needed: int) -> None:
        super().__init__(f"{tables_needed} tables are needed")
        self.tables_needed = tables_needed


@dataclass(frozen=True)
class Seating:
    plan: Plan
    hosts: tuple[int, ...]
    """Seats that keep their table all day, one a table; empty where hosts come from elsewhere."""


@dataclass(frozen=True)
class _Block:
    """People who share some tables: a target group (or two small ones) with its own, or everybody."""

    seats: tuple[int, ...]
    tables: tuple[int, ...]


def seat_people(
    groups: Sequence[int], tables: int, is_mixed: Sequence[bool], *, hosts_stay: bool = False, seed: int = 0
) -> Seating:
    """A table for every seat in every session, 3–9 at each (fewer only where there are fewer than three people).

    Raises DoesNotFit where more than nine would have to share a table. Tables that would have fewer than three stay
    empty; a target group of fewer than three sits with another small one.
    """
    homes, everybody = _homes(groups, tables), _everybody(groups, tables)
    rows = [homes if not mixed else everybody for mixed in is_mixed]
    random = Random(seed)  # noqa: S311 - a seating plan is no secret
    hosts = _hosts(homes) if hosts_stay and not all(is_mixed) else _hosts(everybody) if hosts_stay else {}
    best: Plan | None = None
    for _attempt in range(_ATTEMPTS):
        search = _Search(groups, rows, hosts, random)
        search.deal()
        search.improve()
        if best is None or repeats_in(search.plan) < repeats_in(best):
            best = tuple(map(tuple, search.plan))
        if repeats_in(best) <= fewest_repeats(groups, best):
            break
    return Seating(best or (), tuple(hosts))


def _everybody(groups: Sequence[int], tables: int) -> list[_Block]:
    if not groups or len(groups) > tables * MOST_AT_TABLE:
        raise DoesNotFit(max(1, -(-len(groups) // MOST_AT_TABLE)))
    used = max(1, min(tables, len(groups) // FEWEST_AT_TABLE))
    return [_Block(tuple(range(len(groups))), tuple(range(used)))]


def _homes(groups: Sequence[int], tables: int) -> list[_Block]:
    """Each target group's own tables, in the order of the groups and as even as the hall allows."""
    everybody = _everybody(groups, tables)
    parts = [[seat for seat, each in enumerate(groups) if each == group] for group in sorted(set(groups))]
    while len(parts) > 1 and (
        min(map(len, parts)) < FEWEST_AT_TABLE or sum(-(-len(part) // MOST_AT_TABLE) for part in parts) > tables
    ):
        least, next_least = sorted(parts, key=len)[:2]
        at = min(parts.index(least), parts.index(next_least))
        parts = [part for part in parts if part not in (least, next_least)]
        parts.insert(at, sorted(least + next_least))
    counts = [-(-len(part) // MOST_AT_TABLE) for part in parts]
    for _spare in range(len(everybody[0].tables) - sum(counts)):
        roomy = [at for at, part in enumerate(parts) if len(part) // (counts[at] + 1) >= FEWEST_AT_TABLE]
        if not roomy:
            break
        counts[max(roomy, key=lambda at: len(parts[at]) / counts[at])] += 1
    firsts = [sum(counts[:at]) for at in range(len(counts))]
    return [
        _Block(tuple(part), tuple(range(first, first + count)))
        for part, first, count in zip(parts, firsts, counts, strict=True)
    ]


def _hosts(blocks: list[_Block]) -> dict[int, int]:
    """The table of each host: one of those who sit there when everybody is at home."""
    return {seat: table for block in blocks for seat, table in zip(block.seats, block.tables, strict=False)}


class _Search:
    """Deals everybody out greedily, then swaps two at a time while that helps. Keeps how often each pair meets."""

    def __init__(self, groups: Sequence[int], rows: list[list[_Block]], hosts: dict[int, int], random: Random) -> None:
        self.groups, self.rows, self.hosts, self.random = groups, rows, hosts, random
        self.plan = [[-1] * len(groups) for _row in rows]
        self.at: list[dict[int, list[int]]] = [{table: [] for block in row for table in block.tables} for row in rows]
        self.meets = [[0] * len(groups) for _seat in groups]

    def deal(self) -> None:
        for session, row in enumerate(self.rows):
            for block in row:
                self._deal_block(session, block)

    def _deal_block(self, session: int, block: _Block) -> None:
        at, own = self.at[session], Counter[tuple[int, int]]()
        order = list(block.seats)
        self.random.shuffle(order)
        order.sort(key=lambda seat: (seat not in self.hosts, self.groups[seat]))
        for seat in order:
            meets, group = self.meets[seat], self.groups[seat]
            table = self.hosts.get(seat)
            if table is None:
                table = min(
                    block.tables,
                    key=lambda each: (
                        len(at[each]),
                        own[each, group],
                        sum(meets[other] for other in at[each]),
                        self.random.random(),
                    ),
                )
            own[table, group] += 1
            self._sit(session, seat, table)

    def _sit(self, session: int, seat: int, table: int) -> None:
        for other in self.at[session][table]:
            self.meets[seat][other] += 1
            self.meets[other][seat] += 1
        self.at[session][table].append(seat)
        self.plan[session][seat] = table

    def _rise(self, session: int, seat: int) -> None:
        table = self.plan[session][seat]
        self.at[session][table].remove(seat)
        for other in self.at[session][table]:
            self.meets[seat][other] -= 1
            self.meets[other][seat] -= 1

    def improve(self) -> None:
        idle, least = 0, repeats_in(self.plan)
        for _round in range(_ROUNDS):
            if idle > _PATIENCE or least == fewest_repeats(self.groups, self.plan):
                break
            for session, row in enumerate(self.rows):
                for block in row:
                    self._improve_block(session, block)
            now = repeats_in(self.plan)
            idle, least = (0, now) if now < least else (idle + 1, least)

    def _improve_block(self, session: int, block: _Block) -> None:
        """Everybody who meets somebody again trades places with whoever helps most; half the time also where it only
        changes whom it concerns, which is how the search gets on."""
        free = [seat for seat in block.seats if seat not in self.hosts]
        self.random.shuffle(free)
        even = self._even_shares(block)
        for seat in free:
            table = self.plan[session][seat]
            if not self._may_gain(session, seat, even):
                continue
            others = [other for other in free if self.plan[session][other] != table]
            gains = ((self._gain(session, seat, other, even), self.random.random(), other) for other in others)
            gain, chance, other = max(gains, default=(-1, 0.0, seat))
            if gain > 0 or (gain == 0 and chance > 0.5):
                self._swap(session, seat, other)

    def _even_shares(self, block: _Block) -> dict[int, tuple[int, int]]:
        """How many of each target group a table of the block should have, at least and at most."""
        sizes = Counter(self.groups[seat] for seat in block.seats)
        return {group: (size // len(block.tables), -(-size // len(block.tables))) for group, size in sizes.items()}

    def _may_gain(self, session: int, seat: int, even: dict[int, tuple[int, int]]) -> bool:
        at, meets = self.at[session][self.plan[session][seat]], self.meets[seat]
        if any(meets[other] > 1 for other in at):
            return True
        least, most = even[self.groups[seat]]
        return not least <= sum(self.groups[other] == self.groups[seat] for other in at) <= most

    def _gain(self, session: int, one: int, two: int, even: dict[int, tuple[int, int]]) -> int:
        """Pairs that no longer meet again when the two trade places, less those that then do."""
        at, plan = self.at[session], self.plan[session]
        with_one, with_two = at[plan[one]], at[plan[two]]
        meets_one, meets_two = self.meets[one], self.meets[two]
        gain = 0
        for other in with_one:
            if other != one:
                gain += (meets_one[other] > 1) - (meets_two[other] > 0)
        for other in with_two:
            if other != two:
                gain += (meets_two[other] > 1) - (meets_one[other] > 0)
        if self.groups[one] != self.groups[two]:
            gain += _PICTURE * self._evened(with_one, with_two, self.groups[one], self.groups[two], even)
        return gain

    def _evened(
        self, with_one: list[int], with_two: list[int], one: int, two: int, even: dict[int, tuple[int, int]]
    ) -> int:
        """By how many people the two tables come nearer to even shares when one of group `one` goes to the second and
        one of group `two` to the first."""
        before = after = 0
        for at, change in ((with_one, -1), (with_two, 1)):
            for group, more in ((one, change), (two, -change)):
                least, most = even[group]
                count = sum(self.groups[seat] == group for seat in at)
                before += max(0, least - count, count - most)
                after += max(0, least - count - more, count + more - most)
        return before - after

    def _swap(self, session: int, one: int, two: int) -> None:
        table_one, table_two = self.plan[session][one], self.plan[session][two]
        self._rise(session, one)
        self._rise(session, two)
        self._sit(session, one, table_two)
        self._sit(session, two, table_one)
