"""The result of a vote as a part of the summary: its charts, and what follows from the figures."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.models import Activity
from app.queries.vote_figures import VoteResult
from app.report.content import ResultPart


def part_of(activity: Activity, place: int, result: VoteResult) -> ResultPart:
    """Without figures while the hall has not seen all of them, or too few voted."""
    is_public = result.vote.is_revealed and not result.is_too_small
    charts = [result.bar_chart, result.support_chart] if is_public else []
    return ResultPart(
        place=place,
        kind=_("Avstemning"),
        title=activity.title,
        heading=activity.heading,
        lead=result.turnout_told if is_public else _("Resultatet er ikke vist."),
        charts=tuple(chart for chart in charts if chart is not None),
        sentences=tuple(_sentences(result)) if is_public else (),
    )


def _sentences(result: VoteResult) -> Iterator[str]:
    if result.margin_told:
        yield result.margin_told
    if result.vote.lot_record:
        yield _("Protokoll: %(record)s", record=result.vote.lot_record)
    if result.unused_told:
        yield result.unused_told
    yield result.coverage_told
    other = result.more_proportional
    if other:
        titles = ", ".join(option.title for option in other)
        yield _(
            "Et annet sett ville flere ha kjent seg igjen i, regnet etter forholdstallsmetoden for godkjenningsvalg: "
            "%(titles)s.",
            titles=titles,
        )
    yield _("Tallene gjelder dem som stemte.")
