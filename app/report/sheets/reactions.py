"""Reactions as rows: each contribution with its figures in all, and of each target group that may be shown."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from app.analysis.suppression import Figures
from app.models import Activity, ContributionKind
from app.queries.reaction_results import OPINIONS, Reacted, ReactionsResult
from app.report.cells import Cell
from app.report.sheets.absences import told


def rows_of(_activity: Activity, result: ReactionsResult) -> Iterator[Sequence[Cell]]:
    """The one with most support first."""
    kinds = {ContributionKind.ADVICE: _("Råd"), ContributionKind.INPUT: _("Innspill")}
    names = {group.id: group.name for group in result.groups}
    whats = (_("enige"), _("uenige"), _("står over"))
    different = {item.offered.id: [names[each.group] for each in found] for item, found in result.different}
    yield [
        _("Målgruppe"),
        _("Type"),
        _("Tekst"),
        _("Reaksjoner"),
        *(_("Alle: %(what)s", what=what) for what in whats),
        *(f"{name}: {what}" for name in names.values() for what in whats),
        _("Lik vekt per målgruppe"),
        _("Felles grunn"),
        _("Sikker forskjell"),
    ]
    for item in result.items:
        offered = item.offered
        yield [
            names[offered.target_group_id],
            kinds[offered.kind],
            offered.text,
            item.released.total.n,
            *_cells(item.released.total),
            *(cell for group in names for cell in _cells(item.released.groups[group])),
            told(item.equal_told),
            _is_common(item),
            ", ".join(different.get(offered.id, [])),
        ]


def _cells(figures: Figures) -> list[Cell]:
    if figures.n is None:
        return [_("skjult")] * len(OPINIONS)
    if figures.values is None:
        return [_("de fleste") if category == figures.most else "" for category in range(len(OPINIONS))]
    return list(figures.values)


def _is_common(item: Reacted) -> str:
    return _("ja") if item.common.is_common else ""
