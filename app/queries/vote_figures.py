"""The figures of a vote, reckoned from its ballots: who won, by how much, for how many, and in which target groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.analysis.suppression import FEWEST
from app.analysis.votes import Coverage, Standing, coverage_of, most_proportional, standing_of
from app.charts.bars import BarChart
from app.charts.spread import SpreadChart
from app.models import GuidingRule, TieResolution, Vote, VoteOption
from app.queries import vote_words
from app.queries.participants import GroupCount
from app.queries.vote_groups import OTHERS, BallotsByGroup, Box
from app.queries.vote_rows import GroupSupport, LowestCoverage, OptionResult, Turnout

NOTHING = 0
"""Choices of a blank ballot."""


def numbers_in(choices: int) -> tuple[int, ...]:
    return tuple(number for number in range(choices.bit_length()) if choices >> number & 1)


@dataclass(frozen=True)
class VoteResult:
    """Of a vote that is counted; before that `is_counted` is false and only the turnout says anything."""

    vote: Vote
    turnout: Turnout
    box: Box
    rules: Mapping[int, GuidingRule]
    """By option id."""
    run_off: "VoteResult | None"
    """The vote that decides this one's tie."""
    group_counts: tuple[GroupCount, ...]

    @property
    def is_counted(self) -> bool:
        return self.vote.activity.is_counted

    @property
    def places(self) -> int:
        return self.vote.places

    @cached_property
    def ballots(self) -> int:
        return sum(self.box.values())

    @property
    def is_too_small(self) -> bool:
        """So few voted that the figures would tell who voted what."""
        return self.ballots < FEWEST

    @cached_property
    def blank(self) -> int:
        return sum(count for (_group, choices), count in self.box.items() if choices == NOTHING)

    @cached_property
    def unused(self) -> int:
        """Ballots with fewer choices than were allowed, without the blank ones."""
        return sum(count for (_group, choices), count in self.box.items() if 0 < choices.bit_count() < self.places)

    @cached_property
    def standing(self) -> Standing[int]:
        """Of the options' numbers, before anybody decided about a tie."""
        return standing_of(self.votes, self.places)

    @cached_property
    def votes(self) -> dict[int, int]:
        votes = {option.number: 0 for option in self.vote.options}
        for (_group, choices), count in self.box.items():
            for number in numbers_in(choices):
                votes[number] += count
        return votes

    @cached_property
    def winners(self) -> tuple[int, ...]:
        """Numbers of the options: those that surely won, and those that a decision about the tie added."""
        standing = self.standing
        if not standing.is_tie:
            return standing.winners
        return standing.sure + self._won_by_decision

    @property
    def _won_by_decision(self) -> tuple[int, ...]:
        tied = self.standing.tied
        match self.vote.resolution:
            case TieResolution.ALL_WIN:
                return tied
            case TieResolution.LOT:
                return tuple(option.number for option in self.vote.options if option.won_by_lot)
        if self.run_off is None or not self.run_off.vote.is_revealed or self.run_off.is_tied:
            return ()
        return tuple(tied[number] for number in self.run_off.winners)

    @property
    def is_tied(self) -> bool:
        """At the line, and nobody has decided yet."""
        return self.standing.is_tie and not self._won_by_decision

    @cached_property
    def rows(self) -> tuple[OptionResult, ...]:
        """Most votes first. Among equals the order means nothing: they share a rank."""
        rows = [
            OptionResult(
                option=option,
                votes=self.votes[option.number],
                is_winner=option.number in self.winners,
                is_tied=self.is_tied and option.number in self.standing.tied,
                rank=1 + sum(votes > self.votes[option.number] for votes in self.votes.values()),
                rule=self.rules.get(option.id),
            )
            for option in self.vote.options
        ]
        return tuple(sorted(rows, key=lambda row: (-row.votes, not row.is_winner, row.option.number)))

    @property
    def reveal_stops(self) -> tuple[int, ...]:
        """So many rows are seen after each step of the reveal, from none to all. Those who are level come together."""
        counts = [row.votes for row in reversed(self.rows)]
        if self.is_too_small:  # nothing to build up to
            return (0, len(counts))
        return (0, *(at + 1 for at, votes in enumerate(counts) if at + 1 == len(counts) or counts[at + 1] != votes))

    @property
    def next_stop(self) -> int:
        return next((stop for stop in self.reveal_stops if stop > self.vote.revealed), self.vote.revealed)

    @property
    def stop_before(self) -> int:
        return next((stop for stop in reversed(self.reveal_stops) if stop < self.vote.revealed), 0)

    def share_of(self, votes: int) -> float:
        """Of those who voted, the blank ones too."""
        return votes / self.ballots if self.ballots else 0.0

    @property
    def is_named(self) -> bool:
        """The winners are guiding rules by now."""
        return bool(self.rules)

    @property
    def at_the_top(self) -> tuple[int, ...]:
        """Numbers of the options whose support is told by target group: the winners, and who is level at the line."""
        return tuple(row.option.number for row in self.rows if row.is_winner or row.is_tied)

    @cached_property
    def _ballots_by_group(self) -> BallotsByGroup:
        return BallotsByGroup(self.box, self.group_counts)

    @cached_property
    def groups(self) -> tuple[GroupSupport, ...]:
        """In the order of the marks."""
        return self._ballots_by_group.support_for(self.at_the_top)

    @property
    def is_least_by_group(self) -> bool:
        """Some voted while their group was too small to be named on the ballot, so what is told of a group is the least
        that it can be."""
        return any(group_id == OTHERS for group_id, _choices in self.box)

    @cached_property
    def coverage(self) -> Coverage:
        """Ballots that hold at least one winner."""
        return coverage_of(self._papers, self.winners)

    @cached_property
    def lowest_coverage(self) -> LowestCoverage | None:
        """Of the target groups that may be seen, the one that finds itself least in the winners."""
        return self._ballots_by_group.lowest_coverage(self.at_the_top, self.winners)

    @cached_property
    def more_proportional(self) -> tuple[VoteOption, ...] | None:
        """The options that most ballots find themselves in, where they are not the winners. Not for a live region."""
        if self.is_tied or not self.ballots or not self.winners:
            return None
        best = most_proportional(self._papers, self.winners, [option.number for option in self.vote.options])
        if best == set(self.winners):
            return None
        return tuple(option for option in self.vote.options if option.number in best)

    @property
    def heading(self) -> str:
        return vote_words.heading_of(self)

    @property
    def margin_told(self) -> str:
        return vote_words.margin_of(self)

    @property
    def turnout_told(self) -> str:
        return vote_words.turnout_of(self)

    @property
    def unused_told(self) -> str:
        return vote_words.unused_of(self)

    @property
    def coverage_told(self) -> str:
        return vote_words.coverage_of(self)

    @property
    def bar_chart(self) -> BarChart:
        return vote_words.bar_chart_of(self)

    @property
    def support_chart(self) -> SpreadChart | None:
        return vote_words.support_chart_of(self)

    @property
    def _papers(self) -> list[frozenset[int]]:
        return [paper for (_, choices), count in self.box.items() for paper in [frozenset(numbers_in(choices))] * count]
