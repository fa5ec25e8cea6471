"""What a vote's result is made of: the turnout, a row for each option, and what may be told of a target group."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.votes import Coverage
from app.models import GuidingRule, TargetGroup, VoteOption


@dataclass(frozen=True)
class Turnout:
    """How many have voted. Known while the vote is open, too."""

    voted: int
    joined: int
    eligible: int
    """Of every target group so many as were invited, or have come where more have."""

    @property
    def is_all_here(self) -> bool:
        return self.joined >= self.eligible


@dataclass(frozen=True)
class OptionResult:
    option: VoteOption
    votes: int
    is_winner: bool
    is_tied: bool
    """At the line, with more others than there are places, and nobody has decided yet."""
    rank: int
    """From 1; equals share one."""
    rule: GuidingRule | None
    """The guiding rule it became."""

    @property
    def title(self) -> str:
        return self.rule.title if self.rule else self.option.title

    @property
    def sentence(self) -> str:
        return self.rule.sentence if self.rule else self.option.sentence


@dataclass(frozen=True)
class GroupSupport:
    """One target group, as far as the rule of small groups lets it be seen."""

    group: TargetGroup
    eligible: int
    ballots: int | None
    """None where hidden."""
    votes: Mapping[int, int]
    """By the number of the option; empty where hidden."""


@dataclass(frozen=True)
class LowestCoverage:
    group: TargetGroup
    coverage: Coverage
