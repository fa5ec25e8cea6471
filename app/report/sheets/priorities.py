"""Priorities as rows: each contribution that got dots, with whose they are of the target groups that may be shown."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from app.models import Activity, ContributionKind
from app.queries.offers import Offered
from app.queries.priority_results import PrioritiesResult
from app.report.cells import Cell
from app.report.sheets.absences import told


def rows_of(_activity: Activity, result: PrioritiesResult) -> Iterator[Sequence[Cell]]:
    """The most dots first."""
    kinds = {ContributionKind.ADVICE: _("Råd"), ContributionKind.INPUT: _("Innspill")}
    names = {group.id: group.name for group in result.groups}
    yield [
        _("Plass"),
        _("Målgruppe"),
        _("Type"),
        _("Tekst"),
        _("Prikker"),
        _("Mennesker"),
        *(_("Prikker fra %(name)s", name=name) for name in names.values()),
        _("Lik vekt per målgruppe"),
    ]
    for row in result.rows:
        offered = row.offered
        yield [
            row.rank,
            names[offered.target_group_id] if isinstance(offered, Offered) else "",
            kinds[offered.kind] if isinstance(offered, Offered) else _("Tema"),
            offered.text,
            row.total.dots,
            row.total.people,
            *(told(result.dots_from(row, group)) for group in names),
            told(result.equal_told(row)),
        ]
