"""Where everything in a chart of bars stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.charts.lettering import Paragraph, Words, paragraph, width_of, words
from app.charts.numerals import Numerals
from app.charts.shapes import Box, Mark, Stroke, across, down, mark_beside
from app.charts.sizes import Size

if TYPE_CHECKING:
    from app.charts.bars import Bar, BarChart, Cut

MOST_IN_ONE_COLUMN = 12
"""On the screen: of more, those that were not chosen stand in two, up to 20 in all."""
COLUMN_AIR = 0.85
"""Between two columns, in heights of the text."""


@dataclass(frozen=True, slots=True)
class Row:
    given: Bar | None
    """None: not revealed yet."""
    mark: Mark | None
    lettering: tuple[Words, ...]
    track: Box
    bar: Box
    zero: Stroke
    absent: Words

    @property
    def hidden(self) -> Row:
        """Nothing but its place."""
        return replace(self, given=None, mark=None, lettering=())


@dataclass(frozen=True, slots=True)
class Line:
    strokes: tuple[Stroke, ...]
    lettering: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    size: Size
    height: float
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where labels and the track begin and how wide they are, and where value and share end."""

    x: float
    label: float
    track_x: float
    track: float
    value_x: float
    share_x: float


class Layout:
    def __init__(self, chart: BarChart, size: Size, numerals: Numerals) -> None:
        self.chart, self.size, self.numerals = chart, size, numerals
        self.is_long = bool(size.height) and len(chart.bars) > MOST_IN_ONE_COLUMN

    def drawing(self) -> Drawing:
        rows: list[Row] = []
        lines: list[Line] = []
        cuts = {cut.after: cut for cut in self.chart.cuts}
        numbered = list(enumerate(self.chart.bars, start=1))
        alone = [(number, bar) for number, bar in numbered if bar.is_chosen or not self.is_long]
        in_two = [(number, bar) for number, bar in numbered if self.is_long and not bar.is_chosen]
        lane, y = self._lane(0, self.size.width), 0.0
        for number, bar in alone:
            row, y = self._row(bar, y, lane)
            rows.append(row if number > self.chart.first_shown else row.hidden)
            if number in cuts:
                line, y = self._line(cuts[number], y)
                lines += [line] if cuts[number] in self.chart.cuts_shown else []
        bottoms = [y]
        for bars, lane in self._two_columns(in_two):
            bottoms.append(y)
            for number, bar in bars:
                row, bottoms[-1] = self._row(bar, bottoms[-1], lane)
                rows.append(row if number > self.chart.first_shown else row.hidden)
        return Drawing(self.size, max(1, max(bottoms) - self._air), tuple(rows), tuple(lines))

    def _two_columns(self, bars: list[tuple[int, Bar]]) -> Iterator[tuple[list[tuple[int, Bar]], _Lane]]:
        middle = (len(bars) + 1) // 2
        width = (self.size.width - 2 * self.size.text) / 2
        if bars:
            yield bars[:middle], self._lane(0, width)
            yield bars[middle:], self._lane(self.size.width - width, width)

    def _lane(self, x: float, width: float) -> _Lane:
        size, bars, air = self.size, self.chart.bars, COLUMN_AIR * self.size.text
        share = max([width_of(self._share(bar), self._share_letters) for bar in bars], default=0)
        value = max([width_of(self._value(bar), self._letters(bar)) for bar in bars], default=0)
        share_x = x + width
        value_x = share_x - (share + air if share else 0)
        if size.is_narrow:
            return _Lane(x, value_x - value - air - x, x, width, value_x, share_x)
        widest = max([width_of(bar.label, self._letters(bar)) + self._indent(bar) for bar in bars], default=0)
        label = min(widest, 0.38 * width)
        track_x = x + label + air
        return _Lane(x, label, track_x, value_x - value - 1.5 * air - track_x, value_x, share_x)

    def _row(self, bar: Bar, y: float, lane: _Lane) -> tuple[Row, float]:
        """The row, and where the next may begin."""
        size, unit, letters = self.size, self.size.unit, self._letters(bar)
        height = min(4.5 * unit, 0.9 * letters) if bar.is_chosen else min(3 * unit, 0.85 * letters)
        label = paragraph(bar.label, lane.label - self._indent(bar), letters, self._most_lines)
        note = self._note(bar, lane)
        below = 0.6 * unit + note.height if note else 0
        if size.is_narrow:
            label_top, top = y, y + label.height + unit
            bottom, middle = top + height + below, y + label.height / len(label.lines) / 2
        else:
            inner = height + below
            whole = max(label.height, inner)
            label_top, top = y + (whole - label.height) / 2, y + (whole - inner) / 2
            bottom, middle = y + whole, y + whole / 2
        weight = 700 if bar.is_chosen else 600 if bar.mark else 400
        lettering = label.placed(lane.x + self._indent(bar), label_top, weight=weight)
        mark = mark_beside(bar.mark, lane.x, lettering[0].middle, letters)
        length = lane.track * self._part(bar)
        if note:
            lettering += note.placed(lane.track_x, top + height + 0.6 * unit, tone="soft")
        row = Row(
            bar,
            mark,
            lettering + tuple(self._figures(bar, middle, lane, length)),
            Box(lane.track_x, top, lane.track, height, "track"),
            Box(lane.track_x, top, length, height, f"group-{bar.mark}" if bar.mark else bar.standing),
            down(lane.track_x, top, top + height, "ink", letters / 12),
            words("", lane.share_x, middle, size.small, tone="soft", anchor="end"),
        )
        return row, bottom + self._air

    def _figures(self, bar: Bar, middle: float, lane: _Lane, length: float) -> Iterator[Words]:
        if not isinstance(bar.value, int):
            return
        is_at_end = self.chart.total is None and not self.size.is_narrow
        yield words(
            self._value(bar),
            # Without a track nothing leads the eye to a column of figures: they stand where the bars end.
            lane.track_x + length + self.size.text / 2 if is_at_end else lane.value_x,
            middle,
            self._letters(bar),
            weight=700 if bar.is_chosen else 600,
            anchor="start" if is_at_end else "end",
        )
        if self.chart.total is not None:
            yield words(self._share(bar), lane.share_x, middle, self._share_letters, tone="soft", anchor="end")

    def _line(self, cut: Cut, y: float) -> tuple[Line, float]:
        size, small = self.size, self.size.small
        tone, weight = ("ink", 600) if cut.is_open else ("soft", 400)
        dash, thickness = 1.5 * small, size.text / 16
        width = width_of(cut.words, small)
        middle = y + small / 2 - self._air / 3
        if width + 2.5 * dash < size.width:
            text = words(cut.words, dash + small / 2, middle, small, tone=tone, weight=weight)
            ends = (
                across(0, dash, middle, tone, thickness),
                across(dash + small + width, size.width, middle, tone, thickness),
            )
            return Line(ends, (text,)), middle + small / 2 + self._air
        block = paragraph(cut.words, size.width, small, 3)
        strokes = (across(0, size.width, middle, tone, thickness),)
        top = middle + small / 2
        return Line(strokes, block.placed(0, top, tone=tone, weight=weight)), top + block.height + self._air

    def _note(self, bar: Bar, lane: _Lane) -> Paragraph | None:
        if not bar.note or self.is_long:
            return None
        return paragraph(bar.note, lane.track, self.size.small, 2 if self.size.is_narrow else 1)

    @property
    def _air(self) -> float:
        """Between two rows."""
        return (4.5 if self.size.is_narrow else 2) * self.size.unit

    @property
    def _most_lines(self) -> int:
        return 4 if self.size.is_narrow else 1 if self.is_long else 2

    @property
    def _share_letters(self) -> float:
        return 36 if self.is_long else self.size.text

    def _letters(self, bar: Bar) -> float:
        if self.is_long:
            return 48 if bar.is_chosen else 36
        return self.size.strong if bar.is_chosen else self.size.text

    def _indent(self, bar: Bar) -> float:
        return 1.4 * self._letters(bar) if bar.mark else 0

    def _part(self, bar: Bar) -> float:
        return min(1.0, bar.value / self.chart.full) if isinstance(bar.value, int) else 0.0

    def _value(self, bar: Bar) -> str:
        return self.numerals.number(bar.value) if isinstance(bar.value, int) else ""

    def _share(self, bar: Bar) -> str:
        if self.chart.total is None or not isinstance(bar.value, int):
            return ""
        return self.numerals.percent(bar.value, self.chart.total)
