"""What a mayor reads aloud in two minutes: taken from the content, never counted anew. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.charts.bars import BarChart, Standing
from app.charts.dumbbell import Dumbbell, DumbbellChart, Levels
from app.report.content import ActivityPart, Finding, ResultPart, RulePart, SummaryContent

MOST_COMMON = 3
MOST_WINNERS = 3
MOST_DIFFERENT = 3
"""In the frame of one question; all are with the reactions."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where experience is farthest below what is expected."""

    row: Dumbbell
    levels: Levels
    of: DumbbellChart
    apart: Dumbbell | None
    """What is measured across the areas, where its distance is greater still."""


@dataclass(frozen=True, slots=True)
class Essence:
    winners: tuple[RulePart, ...]
    are_rules: bool
    turnout: str
    """Of the vote that they won, in a sentence."""
    common: tuple[Finding, ...]
    gap: Gap | None


def essence_of(content: SummaryContent) -> Essence:
    vote = next(((part, won) for part in content.results if (won := tuple(_won_in(part)))), None)
    won = vote[1] if vote else ()
    return Essence(
        winners=(content.rules or won)[:MOST_WINNERS],
        are_rules=bool(content.rules),
        turnout=vote[0].lead if vote else "",
        common=tuple(found for part in content.results for found in part.findings if found.is_common)[:MOST_COMMON],
        gap=next((gap for part in content.results if (gap := _gap_in(part))), None),
    )


def differences_in(content: SummaryContent, part: ActivityPart) -> list[Finding]:
    """Of what was said on one question: where the target groups surely think otherwise, by the hall's own reactions."""
    found = (each for result in content.results for each in result.findings if not each.is_common)
    return [each for each in found if each.text in part.texts_of(each.position)][:MOST_DIFFERENT]


def _won_in(part: ResultPart) -> Iterator[RulePart]:
    for chart in part.charts:
        if isinstance(chart, BarChart):
            yield from (RulePart(bar.label, bar.note) for bar in chart.bars if bar.standing is Standing.WON)


def _gap_in(part: ResultPart) -> Gap | None:
    """Of the first chart of gaps, which is of all target groups together; only the one that is surely the greatest."""
    chart = next((chart for chart in part.charts if isinstance(chart, DumbbellChart)), None)
    if chart is None:
        return None
    for row in chart.rows:
        if row.remark and isinstance(row.levels, Levels):
            deeper = (each for each in chart.rows if each.is_apart and _is_deeper(each, row.levels))
            return Gap(row, row.levels, chart, next(deeper, None))
    return None


def _is_deeper(row: Dumbbell, than: Levels) -> bool:
    return isinstance(row.levels, Levels) and row.levels.gap < than.gap
