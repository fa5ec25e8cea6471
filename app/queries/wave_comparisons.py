"""The figures of earlier surveys beside this one's, with how far they can be compared."""

from collections.abc import Sequence

from app.analysis.scales import ScaleFigures
from app.models import SurveyWave, WaveFigure
from app.queries.survey_figures import ItemResult, WaveComparison


def comparisons_of(waves: Sequence[SurveyWave], result: ItemResult) -> tuple[WaveComparison, ...]:
    """Of one item, the oldest wave first."""
    groups = {each.group.id: each for each in result.groups}

    def now_of(figure: WaveFigure) -> ScaleFigures | None:
        if figure.target_group_id in (None, result.item.only_group_id):
            return result.aspects.get(figure.aspect)
        group = groups.get(figure.target_group_id)
        return group.aspects.get(figure.aspect) if group else None

    named = {group_id: each.group for group_id, each in groups.items()}
    return tuple(
        WaveComparison(
            label=wave.label,
            aspect=figure.aspect,
            group=named.get(figure.target_group_id) if figure.target_group_id else None,
            answered=figure.answered,
            then_mean=figure.mean,
            then_positive=figure.positive,
            now=now_of(figure),
            comparability=figure.comparability,
            reason=figure.reason,
        )
        for wave in waves
        for figure in wave.figures
        if figure.item_id == result.item.id
    )
