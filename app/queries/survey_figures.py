"""The figures of a survey, as every output takes them. Reckoned in survey_results; small groups are protected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.analysis.intervals import Interval, share_interval
from app.analysis.scales import GapFigures, ScaleFigures
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart
from app.charts.importance import ImportanceChart
from app.models import Aspect, Basis, Comparability, SurveyItem, TargetGroup
from app.queries import survey_charts, survey_words
from app.queries.survey_charts import TO_INDEX
from app.queries.surveys import ResponseCount


@dataclass(frozen=True)
class GroupFigures:
    """What one target group said of an item or an area."""

    group: TargetGroup
    n: int | None
    """None where it is hidden."""
    is_small: bool = False
    """Hidden for its own size; else to protect another."""
    pair: GapFigures | None = None
    """Of those who gave both, where both are asked."""
    aspects: Mapping[Aspect, ScaleFigures] = field(default_factory=dict)
    choices: tuple[int, ...] | None = None

    @property
    def is_hidden(self) -> bool:
        return self.n is None


@dataclass(frozen=True)
class PublishedText:
    text: str
    group: TargetGroup | None
    """None where so few of the group wrote that it would point at them."""


@dataclass(frozen=True)
class WaveComparison:
    """One figure of an earlier wave beside this one's. Differences are None where they may not be told."""

    label: str
    aspect: Aspect
    group: TargetGroup | None
    """None: all together."""
    answered: int | None
    then_mean: float | None
    then_positive: float | None
    now: ScaleFigures | None
    """None where it is hidden, or nobody answered."""
    comparability: Comparability
    reason: str

    @property
    def may_differ(self) -> bool:
        return self.comparability is not Comparability.NONE and self.now is not None and self.now.n > 0

    @property
    def mean_difference(self) -> float | None:
        """Now minus then, on the scale."""
        if not self.may_differ or self.then_mean is None or self.now is None or self.now.mean is None:
            return None
        return self.now.mean - self.then_mean

    @property
    def positive_difference(self) -> float | None:
        """Now minus then, as a share: 0.1 is ten percentage points."""
        if not self.may_differ or self.then_positive is None or self.now is None or self.now.share_positive is None:
            return None
        return self.now.share_positive - self.then_positive


@dataclass(frozen=True)
class ItemResult:
    item: SurveyItem
    answered: int
    """Everybody who said anything about it, also «Ikke sikker»."""
    is_hidden: bool
    """Fewer than five answers, or a handful that all say the same."""
    aspects: Mapping[Aspect, ScaleFigures]
    """All together; empty where it is hidden, and for what is no scale."""
    pair: GapFigures | None
    """Of those who gave both; None where only one is asked, or it is hidden."""
    choices: tuple[int, ...] | None
    """How many chose each; None for other items, and where it is hidden."""
    not_sure: int
    """Of a choice."""
    groups: tuple[GroupFigures, ...]
    """Empty for what only one target group was asked."""
    texts: tuple[PublishedText, ...] = ()
    comparisons: tuple[WaveComparison, ...] = ()


@dataclass(frozen=True)
class AreaResult:
    """A reputation area: its items that ask everybody both ways, together. An answer counts once for each item."""

    name: str
    pair: GapFigures | None
    groups: tuple[GroupFigures, ...]
    is_one_item: bool
    """Several answers of one person are no independent draws: no margin then."""

    @property
    def gap(self) -> int | None:
        """In whole points of the index, as it is shown."""
        return None if self.pair is None else round(self.pair.gap * TO_INDEX)


@dataclass(frozen=True)
class SurveyResult:
    is_open: bool
    """While answers come in there are no figures, only how many have answered."""
    is_shown: bool
    basis: Basis
    responses: ResponseCount
    invited: int
    """Whom the rate is of; 0 where nobody knows."""
    items: tuple[ItemResult, ...] = ()
    areas: tuple[AreaResult, ...] = ()

    @property
    def rate(self) -> float | None:
        """None where nobody knows how many were asked, or more answered than that."""
        return self.responses.all / self.invited if 0 < self.responses.all <= self.invited else None

    @property
    def has_margins(self) -> bool:
        """Only chance tells how far a sample may be off. Whoever had a link, or sat in the hall, was not drawn."""
        return self.basis is Basis.SAMPLE

    def margin_of(self, figures: ScaleFigures) -> Interval | None:
        """Of the share that is positive."""
        return share_interval(figures.positive, figures.n) if self.has_margins and figures.n else None

    @property
    def widest(self) -> AreaResult | None:
        """The area furthest under what was expected, where one is alone in that."""
        gaps = sorted(area.gap for area in self.areas if area.gap is not None)
        if len(gaps) < 2 or gaps[0] >= 0 or gaps[0] == gaps[1]:
            return None
        return next(area for area in self.areas if area.gap == gaps[0])

    @property
    def basis_sentence(self) -> str:
        return survey_words.basis_sentence(self.basis)

    @property
    def basis_words(self) -> str:
        return survey_words.basis_words(self.basis)

    @property
    def rate_sentence(self) -> str:
        return survey_words.rate_sentence(self.responses.all, self.invited, self.rate)

    @property
    def gap_chart(self) -> DumbbellChart | None:
        return survey_charts.gap_chart(self)

    @property
    def stage_chart(self) -> DumbbellChart | None:
        return survey_charts.stage_chart(self)

    @property
    def importance_chart(self) -> ImportanceChart | None:
        return survey_charts.importance_chart(self)

    @property
    def group_charts(self) -> list[DumbbellChart]:
        """One for each area that more than one target group is told of."""
        charts = (survey_charts.group_chart(area, self) for area in self.areas if len(area.groups) > 1)
        return [chart for chart in charts if chart is not None]

    @property
    def distribution_charts(self) -> list[DistributionChart]:
        charts = (survey_charts.distribution_chart(self, aspect) for aspect in (Aspect.EXPECTATION, Aspect.EXPERIENCE))
        return [chart for chart in charts if chart is not None]
