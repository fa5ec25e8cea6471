"""Support in each target group: one small picture for each thing, so that agreement cannot hide a group."""

from dataclasses import dataclass

from app.charts.lettering import LEADING, Words, paragraph, width_of, words
from app.charts.numerals import Numerals
from app.charts.shapes import Box, Mark, Stroke, across, down, mark_beside
from app.charts.sizes import SIZES, Size, fitted
from app.charts.values import Absence, Group, absence_of, names_by_reason

PAPER_TRACK = 6
"""How high the bars can be there, in units: a picture of seven rows finds room on half a page."""


@dataclass(frozen=True, slots=True)
class Support:
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Spread:
    label: str
    by_group: tuple[Support | Absence, ...]
    """In the order of the chart's groups."""


@dataclass(frozen=True, slots=True)
class SpreadChart:
    title: str
    label_head: str
    groups: tuple[Group, ...]
    rows: tuple[Spread, ...]
    fewest: int = 5

    def pairs(self, row: Spread) -> tuple[tuple[Group, Support | Absence], ...]:
        """Each group and what it said; of nobody nothing."""
        said = (Absence.NO_ANSWER if isinstance(one, Support) and not one.whole else one for one in row.by_group)
        return tuple(zip(self.groups, said, strict=True))

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def absent(self) -> dict[str, tuple[str, ...]]:
        return names_by_reason(
            (group.name, absence_of(support)) for row in self.rows for group, support in self.pairs(row)
        )

    def drawn(self, size_name: str, numerals: Numerals) -> "Drawing":
        return fitted(SIZES[size_name], lambda size: _Layout(self, size, numerals).drawing())


@dataclass(frozen=True, slots=True)
class Cell:
    mark: Mark | None
    absence: Absence | None
    track: Box
    bar: Box
    zero: Stroke | None
    lettering: tuple[Words, ...]
    absent: Words


@dataclass(frozen=True, slots=True)
class Drawing:
    size: Size
    height: float
    key: tuple[tuple[Mark | None, Words], ...]
    hidden: tuple[Absence, Box, Words] | None
    """The key's entry for what is not shown, where the cells have no room for the word."""
    rules: tuple[Stroke, ...]
    labels: tuple[Words, ...]
    cells: tuple[Cell, ...]


class _Layout:
    def __init__(self, chart: SpreadChart, size: Size, numerals: Numerals) -> None:
        self.chart, self.size, self.numerals = chart, size, numerals
        self.labels: list[Words] = []
        self.cells: list[Cell] = []
        self.rules: list[Stroke] = []

    def drawing(self) -> Drawing:
        if self.size.is_narrow:
            return Drawing(self.size, self._listed(), (), None, (), tuple(self.labels), tuple(self.cells))
        key, hidden, y = self._key()
        height = self._side_by_side(y)
        return Drawing(self.size, height, key, hidden, tuple(self.rules), tuple(self.labels), tuple(self.cells))

    def _listed(self) -> float:
        """The phone: under each thing every group with its name; nothing must be looked up. Returns the height."""
        size, unit = self.size, self.size.unit
        y = 0.0
        for row in self.chart.rows:
            label = paragraph(row.label, size.width, size.text, 5)
            self.labels += label.placed(0, y, weight=700)
            y += label.height + 2.5 * unit
            for group, support in self.chart.pairs(row):
                self.cells.append(self._line(group, support, y))
                y += size.small + unit + 2.5 * unit + 3 * unit
            y += 4 * unit
        return max(y - 6 * unit, 1)

    def _line(self, group: Group, support: Support | Absence, y: float) -> Cell:
        """One group of the phone: its name and numbers, the bar below."""
        size, unit, small = self.size, self.size.unit, self.size.small
        middle, top, height = y + small / 2, y + small + 1.2 * unit, 2.5 * unit
        figures: tuple[Words, ...] = ()
        room = size.width - 6 * small
        if isinstance(support, Support):
            count = f"{self.numerals.number(support.part)}/{self.numerals.number(support.whole)}"
            share = self.numerals.percent(support.part, support.whole)
            share_x = size.width - 1.05 * width_of(count, small) - 2 * unit
            room = share_x - width_of(share, size.text) - unit
            figures = (
                words(share, share_x, middle, size.text, weight=700, anchor="end"),
                words(count, size.width, middle, small, tone="soft", anchor="end"),
            )
        name = paragraph(group.name, room - 1.5 * small, small, 1)
        return Cell(
            mark_beside(group.mark, 0, middle, small),
            absence_of(support),
            Box(0, top, size.width, height, "track"),
            Box(0, top, size.width * _part(support), height, f"group-{group.mark}"),
            None if _part(support) else down(unit / 4, top, top + height, f"group-{group.mark}", unit / 2),
            (*name.placed(1.5 * small, y), *figures),
            words("", size.width, middle, small, tone="soft", anchor="end"),
        )

    def _side_by_side(self, y: float) -> float:
        """Paper and screens: on one ground line, since the eye compares heights that stand beside each other."""
        size, unit, letters, small = self.size, self.size.unit, self.size.text, self.size.small
        count = max(1, len(self.chart.groups))
        pitch = min(0.7 * size.width / count, 6.5 * letters)
        first = size.width - pitch * count
        track = min(PAPER_TRACK if size.name == "paper" else 9, 3 * letters / unit) * unit
        inside = letters * LEADING + track + small * LEADING
        for row in self.chart.rows:
            self.rules.append(across(0, size.width, y, "line", letters / 18))
            y += 1.5 * unit
            label = paragraph(row.label, first - 1.5 * letters, letters, int(inside / letters / LEADING))
            self.labels += label.placed(0, y + (inside - label.height) / 2, weight=600)
            for number, (group, support) in enumerate(self.chart.pairs(row)):
                self.cells.append(self._column(group, support, first + (number + 0.5) * pitch, y, pitch, track))
            y += inside + 1.5 * unit
        return y

    def _column(
        self, group: Group, support: Support | Absence, middle: float, y: float, pitch: float, track: float
    ) -> Cell:
        letters, small = self.size.text, self.size.small
        top = y + letters * LEADING
        ground, width = top + track, min(0.5 * pitch, 2.6 * letters)
        x, line = middle - width / 2, y + letters / 2
        mark_x = middle - 0.4 * letters
        figures: tuple[Words, ...] = ()
        if isinstance(support, Support):
            share = self.numerals.percent(support.part, support.whole)
            count = f"{self.numerals.number(support.part)}/{self.numerals.number(support.whole)}"
            mark_x = middle - (width_of(share, letters) + 1.1 * letters) / 2
            figures = (
                words(share, mark_x + 1.1 * letters, line, letters, weight=600),
                words(count, middle, ground + small * LEADING / 2, small, tone="soft", anchor="middle"),
            )
        length = track * _part(support)
        tone = f"group-{group.mark}"
        return Cell(
            mark_beside(group.mark, mark_x, line, 0.8 * letters),
            absence_of(support),
            Box(x, top, width, track, "track"),
            Box(x, ground - length, width, length, tone),
            None if length else across(x, x + width, ground, tone, letters / 7),
            figures,
            words("", middle, ground + small * LEADING / 2, small, tone="soft", anchor="middle"),
        )

    def _key(self) -> tuple[tuple[tuple[Mark | None, Words], ...], tuple[Absence, Box, Words] | None, float]:
        """Marks and names in as many lines as they need; also where the rows may begin."""
        size, small = self.size, self.size.small
        line, indent = small * LEADING, 1.5 * small
        key = []
        x, y = 0.0, line / 2
        for group in self.chart.groups:
            name = paragraph(group.name, size.width - indent, small, 1)
            width = indent + width_of(name.lines[0], small)
            if x and x + width > size.width:
                x, y = 0.0, y + 1.2 * line
            key.append((mark_beside(group.mark, x, y, small), name.placed(x + indent, y - name.height / 2)[0]))
            x += width + 1.6 * small
        hidden = None
        if any(self.chart.absent.values()):
            if x + 8 * small > size.width:
                x, y = 0.0, y + 1.2 * line
            side = 1.1 * small
            hidden = Absence.WITHHELD, Box(x, y - side / 2, side, side), words("", x + indent, y, small, tone="soft")
        return tuple(key), hidden, y + line / 2 + 1.5 * size.unit


def _part(support: Support | Absence) -> float:
    return min(1.0, support.part / support.whole) if isinstance(support, Support) else 0.0
