"""The figures of a chart as records of a table, whole: what paper rounds to a share is a count here."""

from collections.abc import Callable, Iterator
from typing import Any

from app.charts.bars import BarChart, Standing
from app.charts.distribution import DistributionChart
from app.charts.dumbbell import DumbbellChart, Levels
from app.charts.importance import ImportanceChart
from app.charts.spread import SpreadChart, Support
from app.charts.values import Absence
from app.report.content import Chart, Language
from app.report.tables import Column, Holds, Record
from app.report.wording import catalogue_of, environment_for

COUNT, SHARE, LEVEL = Holds.COUNT, Holds.SHARE, Holds.LEVEL


def records_of(chart: Chart, language: Language) -> Iterator[Record]:
    """One for each row of the chart; a hidden figure is the words that stand in its place on paper."""
    figures = _Figures(language)
    title = Column(figures.words("Figur"))
    for record in figures.of(chart):
        yield {title: chart.title, **record}


class _Figures:
    def __init__(self, language: Language) -> None:
        self.words = catalogue_of(language).gettext
        # The very macro that the charts write it with.
        template = environment_for(language).get_template("components/charts/_absence.html")
        self._reason: Callable[[Absence, int], Any] = template.module.reason  # type: ignore[attr-defined]

    def of(self, chart: Chart) -> Iterator[Record]:
        match chart:
            case BarChart():
                return self._bars(chart)
            case DistributionChart():
                return self._distribution(chart)
            case DumbbellChart():
                return self._dumbbell(chart)
            case ImportanceChart():
                return self._importance(chart)
            case SpreadChart():
                return self._spread(chart)

    def _absent(self, absence: Absence, fewest: int) -> str:
        return str(self._reason(absence, fewest)).strip()

    def _bars(self, chart: BarChart) -> Iterator[Record]:
        _ = self.words
        chosen = {Standing.WON: _("valgt"), Standing.TIED: _("står likt"), Standing.REST: None}
        for bar in chart.shown:
            record: Record = {Column(chart.label_head): bar.label}
            if isinstance(bar.value, int):
                record[Column(chart.value_head, COUNT)] = bar.value
                if chart.total:
                    record[Column(chart.share_head, SHARE)] = bar.value / chart.total
            else:
                record[Column(chart.value_head, COUNT)] = self._absent(bar.value, chart.fewest)
            yield record | {Column(_("Utfall")): chosen[bar.standing], Column(_("Merknad")): bar.note or None}

    def _distribution(self, chart: DistributionChart) -> Iterator[Record]:
        _ = self.words
        points = [Column(str(point), COUNT) for point in range(1, chart.points + 1)]
        answers = Column(_("Svar"), COUNT)
        for row in chart.rows:
            record: Record = {Column(chart.label_head): row.label}
            if row.absence is None and isinstance(row.counts, tuple):
                record |= dict(zip(points, row.counts, strict=True))
                record |= {Column(_("Ikke sikker"), COUNT): row.unsure, answers: row.answers}
                record[Column(_("Positive"), SHARE)] = row.positive / row.answers
            elif row.absence is not None:
                record |= dict.fromkeys(points) | {answers: self._absent(row.absence, chart.fewest)}
            yield record

    def _dumbbell(self, chart: DumbbellChart) -> Iterator[Record]:
        _ = self.words
        columns = [Column(head, LEVEL) for head in (_("Så viktig er det"), _("Slik oppleves vi"), _("Avstand"))]
        for row in chart.rows:
            record: Record = {Column(chart.label_head): row.label}
            if isinstance(row.levels, Levels):
                levels = (row.levels.expectation, row.levels.experience, row.levels.gap)
                record |= dict(zip(columns, levels, strict=True))
                record[Column(_("Svar"), COUNT)] = row.levels.answers
                record[Column(_("Merknad"))] = row.remark or None
                record[Column(_("Kan være tilfeldig"))] = None if row.levels.is_certain else _("ja")
            else:
                record[columns[0]] = self._absent(row.levels, chart.fewest)
            yield record

    def _importance(self, chart: ImportanceChart) -> Iterator[Record]:
        _ = self.words
        wanted, got = Column(_("Så viktig er det"), LEVEL), Column(_("Slik oppleves vi"), LEVEL)
        for point in chart.points:
            yield {Column(chart.label_head): point.label, wanted: point.importance, got: point.performance}
        for label, absence in chart.left_out:
            yield {Column(chart.label_head): label, wanted: self._absent(absence, chart.fewest)}

    def _spread(self, chart: SpreadChart) -> Iterator[Record]:
        _ = self.words
        part, whole, share = Column(_("Antall"), COUNT), Column(_("Av"), COUNT), Column(_("Andel"), SHARE)
        for row in chart.rows:
            for group, support in chart.pairs(row):
                record: Record = {Column(chart.label_head): row.label, Column(_("Målgruppe")): group.name}
                if isinstance(support, Support):
                    record |= {part: support.part, whole: support.whole, share: support.part / support.whole}
                else:
                    record[part] = self._absent(support, chart.fewest)
                yield record
