"""The figures of a survey, as every output takes them. What small groups forbid is hidden in them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.analysis.intervals import Interval, share_interval
from app.analysis.scales import GapFigures, ScaleFigures
from app.analysis.suppression import FEWEST, Figures
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart
from app.charts.importance import ImportanceChart
from app.models import Aspect, Basis, ItemKind, SurveyItem, TargetGroup
from app.models.survey import NOT_SURE
from app.queries import survey_charts, survey_words
from app.queries.survey_book import Book, PublishedText
from app.queries.survey_charts import TO_INDEX
from app.queries.survey_tables import (
    Cell,
    aspects_of,
    gap_of,
    is_paired,
    marginals,
    single,
    sum_of,
    whole_of,
)
from app.queries.surveys import ResponseCount
from app.queries.wave_comparisons import WaveComparison, comparisons_of


@dataclass(frozen=True)
class GroupFigures:
    """What one target group said of an item, or of an area (`item` is None)."""

    group: TargetGroup
    figures: Figures
    item: SurveyItem | None = None

    @property
    def is_hidden(self) -> bool:
        return self.figures.values is None

    @property
    def n(self) -> int | None:
        """None where it is hidden."""
        return None if self.is_hidden else self.figures.n

    @cached_property
    def pair(self) -> GapFigures | None:
        """Of those who gave both, where both are asked."""
        return gap_of(self.figures) if self.item is None or is_paired(self.item) else None

    @cached_property
    def aspects(self) -> Mapping[Aspect, ScaleFigures]:
        if self.is_hidden or self.item is None or self.item.kind is not ItemKind.SCALE:
            return {}
        return marginals(self.figures) if is_paired(self.item) else {self.item.aspects[0]: single(self.figures)}

    @property
    def choices(self) -> tuple[int, ...] | None:
        return self.figures.values if self.item is not None and self.item.kind is ItemKind.CHOICE else None


@dataclass(frozen=True)
class ItemResult:
    """One item. Reckoned when it is asked for: a region wants the areas alone."""

    item: SurveyItem
    book: Book

    @cached_property
    def _whole(self) -> Counter[Cell]:
        return whole_of(self.book.answers[self.item.id])

    @property
    def _total(self) -> Figures:
        return self.book.totals[self.item.id]

    @property
    def answered(self) -> int:
        """Everybody who said anything about it, also «Ikke sikker»."""
        return self._whole.total()

    @property
    def not_sure(self) -> int:
        """Of a choice."""
        return sum(count for (_, _, choice), count in self._whole.items() if choice == NOT_SURE)

    @cached_property
    def aspects(self) -> Mapping[Aspect, ScaleFigures]:
        """All together; empty where it is hidden, and for what is no scale."""
        return aspects_of(self.item, self._whole, self._total)

    @cached_property
    def pair(self) -> GapFigures | None:
        """Of those who gave both; None where only one is asked, or it is hidden."""
        return gap_of(self._total) if is_paired(self.item) else None

    @property
    def choices(self) -> tuple[int, ...] | None:
        """How many chose each; None for other items, and where it is hidden."""
        return self._total.values if self.item.kind is ItemKind.CHOICE else None

    @property
    def is_hidden(self) -> bool:
        """Fewer than five answers, or a handful that all say the same."""
        has_figures = self.aspects or self.choices is not None or self.item.kind is ItemKind.TEXT
        return bool(self.answered) and not has_figures

    @cached_property
    def groups(self) -> tuple[GroupFigures, ...]:
        """Empty for what only one target group was asked, and for texts."""
        if self.item.only_group_id is not None or self.item.kind is ItemKind.TEXT:
            return ()
        released = self.book.released[self.item.id].groups
        return tuple(GroupFigures(each, released[each.id], self.item) for each in self.book.target_groups)

    @property
    def texts(self) -> tuple[PublishedText, ...]:
        return tuple(self.book.texts.get(self.item.id, ()))

    @cached_property
    def comparisons(self) -> tuple[WaveComparison, ...]:
        return comparisons_of(self.book.waves, self)


@dataclass(frozen=True)
class AreaResult:
    """A reputation area: its items that ask everybody both ways, together. An answer counts once for each item."""

    name: str
    items: Sequence[SurveyItem]
    book: Book

    @property
    def is_one_item(self) -> bool:
        """Several answers of one person are no independent draws: no margin then."""
        return len(self.items) == 1

    @cached_property
    def pair(self) -> GapFigures | None:
        return gap_of(sum_of([self.book.totals[item.id] for item in self.items]))

    @cached_property
    def groups(self) -> tuple[GroupFigures, ...]:
        released = [self.book.released[item.id].groups for item in self.items]
        return tuple(
            GroupFigures(group, sum_of([each[group.id] for each in released])) for group in self.book.target_groups
        )

    @property
    def gap(self) -> int | None:
        """In whole points of the index, as it is shown."""
        return None if self.pair is None else round(self.pair.gap * TO_INDEX)


@dataclass(frozen=True)
class SurveyResult:
    is_open: bool
    is_counted: bool
    """Before that there are no figures, only how many have answered."""
    is_shown: bool
    basis: Basis
    responses: ResponseCount
    invited: int
    """Whom the rate is of; 0 where nobody knows."""
    items: tuple[ItemResult, ...] = ()
    areas: tuple[AreaResult, ...] = ()

    @property
    def is_too_small(self) -> bool:
        """So few answered that no figure of all together may be told."""
        return 0 < self.responses.all < FEWEST

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
