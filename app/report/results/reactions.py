"""The result of reactions as a part of the summary: common ground, sure differences, support in each target group."""

from collections.abc import Iterator

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.models import Activity
from app.queries.reaction_results import ReactionsResult
from app.report.content import ResultPart

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
    )


def _sentences(result: ReactionsResult) -> Iterator[str]:
    common_of, difference_of = (get_template_attribute(WORDS, name) for name in ("common_of", "difference_of"))
    if not result.common:
        yield _("Ikke noe som to eller flere målgrupper tydelig er enige om, blant det som mange nok har svart på.")
    for item in result.common[:PRINTED]:
        yield _("Felles grunn: «%(text)s» %(how)s", text=item.offered.text, how=_line(common_of(item, result.groups)))
    if not result.different:
        yield _("Ingen sikker forskjell mellom målgruppene.")
    for item, found in result.different[:PRINTED]:
        for difference in found:
            how = _line(difference_of(item, difference, result.groups))
            yield _("Her er gruppene ulike: «%(text)s» %(how)s", text=item.offered.text, how=how)
    yield _("Alle i rommet er spurt, og tallene gjelder dem som svarte. Grupper med færre enn fem svar er skjult.")


def _line(told: Markup) -> str:
    """A macro's words as plain text in one line; whoever prints it escapes it."""
    return " ".join(told.unescape().split())
