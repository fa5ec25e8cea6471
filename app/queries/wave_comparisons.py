"""The figures of earlier surveys beside this one's, with how far they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.scales import ScaleFigures
from app.models import Aspect, Comparability, SurveyWave, TargetGroup, WaveFigure

if TYPE_CHECKING:
    from app.queries.survey_figures import ItemResult


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


def comparisons_of(waves: Sequence[SurveyWave], result: "ItemResult") -> tuple[WaveComparison, ...]:
    """Of one item, the oldest wave first."""
    found = [(wave, figure) for wave in waves for figure in wave.figures if figure.item_id == result.item.id]
    return tuple(_beside(wave, figure, result) for wave, figure in found)


def _beside(wave: SurveyWave, figure: WaveFigure, result: "ItemResult") -> WaveComparison:
    of_group = next((each for each in result.groups if each.group.id == figure.target_group_id), None)
    if figure.target_group_id in (None, result.item.only_group_id):
        now = result.aspects.get(figure.aspect)
    else:
        now = of_group.aspects.get(figure.aspect) if of_group else None
    return WaveComparison(
        label=wave.label,
        aspect=figure.aspect,
        group=of_group.group if of_group else None,
        answered=figure.answered,
        then_mean=figure.mean,
        then_positive=figure.positive,
        now=now,
        comparability=figure.comparability,
        reason=figure.reason,
    )
