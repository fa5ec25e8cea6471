"""The result of reactions as a part of the summary: common ground, sure differences, support in each target group."""

from collections.abc import Iterator

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.models import Activity
from app.queries.reaction_results import Reacted, ReactionsResult
from app.report.content import Finding, ResultPart

PRINTED = 5
"""So many of each kind; all are in the spreadsheet."""
WORDS = "reactions/_words.html"


def part_of(activity: Activity, place: int, result: ReactionsResult) -> ResultPart:
    title = _("Hvor mange i hver målgruppe som er enige")
    return ResultPart(
        place=place,
        kind=_("Reaksjoner"),
        title=activity.title,
        heading=activity.heading,
        lead=ngettext("En har sagt hva de mener.", "%(num)d har sagt hva de mener.", result.people),
        charts=(result.spread(title, _("Råd eller innspill")),) if result.charted else (),
        sentences=tuple(_sentences(result)),
        findings=tuple(_findings(result)),
        supported=tuple(_supported(result)),
    )


def _findings(result: ReactionsResult) -> Iterator[Finding]:
    brief_of, common_of, difference_of = (
        get_template_attribute(WORDS, name) for name in ("brief_of", "common_of", "difference_of")
    )
    for item in result.common[:PRINTED]:
        yield _finding(result, item, True, f"{_line(brief_of(item))}.", _line(common_of(item, result.groups)))
    for item, found in result.different[:PRINTED]:
        told = " ".join(_line(difference_of(item, each, result.groups)) for each in found)
        yield _finding(result, item, False, told, told)


def _supported(result: ReactionsResult) -> Iterator[Finding]:
    supported_of = get_template_attribute(WORDS, "supported_of")
    for item in result.supported[:PRINTED]:
        told = f"{_line(supported_of(item))}."
        yield _finding(result, item, False, told, told)


def _finding(result: ReactionsResult, item: Reacted, is_common: bool, brief: str, told: str) -> Finding:
    mark = next(group.mark for group in result.groups if group.id == item.offered.target_group_id)
    return Finding(is_common, item.offered.text, mark, brief, told)


def _sentences(result: ReactionsResult) -> Iterator[str]:
    if not result.is_comparable:
        yield _(
            "Målgruppene kan ikke sammenlignes: for få har svart i dem, eller noen kunne regnet ut hva en liten gruppe "
            "svarte."
        )
        return
    if not result.common:
        yield _("Ikke noe som to eller flere målgrupper tydelig er enige om, blant det som mange nok har svart på.")
        if few := _line(get_template_attribute(WORDS, "few_compared")(result)):
            yield few
    if not result.different:
        yield _("Ingen sikker forskjell mellom målgruppene.")
    yield _(
        "Alle i rommet er spurt, og tallene gjelder dem som svarte. Målgrupper med fem svar eller færre er skjult, og "
        "noen ganger én til, så ingen kan regne seg fram til dem."
    )


def _line(told: Markup) -> str:
    """A macro's words as plain text in one line; whoever prints it escapes it."""
    return " ".join(told.unescape().split())
