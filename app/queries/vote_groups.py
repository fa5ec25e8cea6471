"""What a vote tells of its target groups: the support for what is at the top, and who finds itself least in it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.analysis.suppression import Released, release_together
from app.analysis.votes import Coverage
from app.queries.participants import GroupCount
from app.queries.vote_rows import GroupSupport, LowestCoverage

OTHERS = 0
"""In place of a target group's id: ballots of those whose group was too small to be told apart."""

Box = Mapping[tuple[int, int], int]
"""Ballots by target group (or OTHERS) and choices: all that is known of a vote."""


@dataclass(frozen=True)
class BallotsByGroup:
    box: Box
    group_counts: Sequence[GroupCount]

    def support_for(self, numbers: Sequence[int]) -> tuple[GroupSupport, ...]:
        """Of the options with these numbers. They share ballots, so a group hidden in one is hidden in all."""
        released = release_together(self._tables(numbers), mixed=OTHERS)
        return tuple(
            GroupSupport(count.group, count.seats, None, {})
            if self._may_be_among_the_others(count)
            else _support(count, numbers, released)
            for count in self.group_counts
        )

    def lowest_coverage(self, numbers: Sequence[int], winners: Sequence[int]) -> LowestCoverage | None:
        """Beside the support for the numbers. None where the ballots of those who are hidden could then be reckoned:
        all of them, or all but one, with a winner."""
        if not winners:
            return None
        tables = [*self._tables(numbers), self._with_any_of(winners)]
        covered = release_together(tables, mixed=OTHERS)[-1].groups
        seen = [support.group for support in self.support_for(numbers) if support.ballots]
        if any(covered[group.id].is_hidden for group in seen):
            return None
        lows = [
            LowestCoverage(group, Coverage(values[0], sum(values)))
            for group in seen
            if (values := covered[group.id].values)
        ]
        return min(lows, key=lambda low: low.coverage.covered / low.coverage.ballots) if len(lows) > 1 else None

    @cached_property
    def _size(self) -> Counter[int]:
        """Ballots of every target group, and of the others."""
        size: Counter[int] = Counter({count.group.id: 0 for count in self.group_counts} | {OTHERS: 0})
        for (group_id, _choices), count in self.box.items():
            size[group_id] += count
        return size

    def _tables(self, numbers: Sequence[int]) -> list[dict[int, tuple[int, int]]]:
        return [self._with_any_of([number]) for number in numbers]

    def _with_any_of(self, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
        """For every group, ballots with and without one of these options."""
        wanted = sum(1 << number for number in numbers)
        holding: Counter[int] = Counter()
        for (group_id, choices), count in self.box.items():
            holding[group_id] += count if choices & wanted else 0
        return {group_id: (holding[group_id], size - holding[group_id]) for group_id, size in self._size.items()}

    def _may_be_among_the_others(self, count: GroupCount) -> bool:
        """No ballot says that it is of this group, but some say of no group: that it has not voted would be a guess."""
        return bool(count.joined and self._size[OTHERS] and not self._size[count.group.id])


def _support(count: GroupCount, numbers: Sequence[int], released: Sequence[Released[int]]) -> GroupSupport:
    figures = [table.groups[count.group.id].values for table in released]
    if not figures or None in figures:
        return GroupSupport(count.group, count.seats, None, {})
    told = [values for values in figures if values is not None]
    votes = {number: values[0] for number, values in zip(numbers, told, strict=True)}
    return GroupSupport(count.group, count.seats, sum(told[0]), votes)
