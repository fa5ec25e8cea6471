"""Expectation (ring) and experience (square) on one line, and the gap between them as a number."""

from dataclasses import dataclass
from math import ceil, floor

from app.charts.lettering import LEADING, Words, paragraph, width_of, words
from app.charts.numerals import Numerals
from app.charts.shapes import Box, Disc, Mark, Stroke, across, mark_beside
from app.charts.sizes import SIZES, Size, fitted
from app.charts.values import Absence, absence_of, names_by_reason

COVERING = 2.2
"""Nearer than so many half sides the square and the ring would cover each other."""


@dataclass(frozen=True, slots=True)
class Levels:
    expectation: float
    experience: float
    gap: float
    """Experience − expectation for each person, and the mean of that: not always the difference of these two."""
    answers: int | None = None
    is_certain: bool = True
    """False: a sample's interval holds 0."""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    label: str
    levels: Levels | Absence
    mark: int = 0
    """Of the target group that the row is about; 0: of none."""
    remark: str = ""
    """Lifts the row, and says why («størst avstand»)."""
    is_apart: bool = False
    """A stronger line above it: it is not one of those before."""

    @property
    def absence(self) -> Absence | None:
        return absence_of(self.levels)

    @property
    def says_more(self) -> bool:
        return bool(self.remark) or (isinstance(self.levels, Levels) and self.levels.answers is not None)


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    title: str
    label_head: str
    rows: tuple[Dumbbell, ...]
    low: float = 0
    high: float = 100
    decimals: int = 0
    fewest: int = 5

    @property
    def levels(self) -> tuple[Levels, ...]:
        return tuple(row.levels for row in self.rows if isinstance(row.levels, Levels))

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def absent(self) -> dict[str, tuple[str, ...]]:
        return names_by_reason((row.label, row.absence) for row in self.rows)

    @property
    def has_answers(self) -> bool:
        return any(levels.answers is not None for levels in self.levels)

    @property
    def has_doubt(self) -> bool:
        return not all(levels.is_certain for levels in self.levels)

    @property
    def shown(self) -> tuple[float, float]:
        return piece_of_scale(
            self.low, self.high, [value for row in self.levels for value in (row.expectation, row.experience)]
        )

    def drawn(self, size_name: str, numerals: Numerals) -> "Drawing":
        return fitted(SIZES[size_name], lambda size: _Layout(self, size, numerals).drawing())


def piece_of_scale(low: float, high: float, values: list[float]) -> tuple[float, float]:
    """In whole tenths of the scale, with every value in it, and at least three: a smaller cut makes much of little."""
    if not values:
        return low, high
    step = (high - low) / 10
    first = min(max(floor((min(values) - low) / step), 0), 7)
    last = max(min(ceil((max(values) - low) / step), 10), first + 3)
    return low + first * step, low + last * step


@dataclass(frozen=True, slots=True)
class Pair:
    square: Box
    ring: Disc
    link: Stroke


@dataclass(frozen=True, slots=True)
class Row:
    given: Dumbbell
    ground: Box
    rule: Stroke
    mark: Mark | None
    pair: Pair | None
    lettering: tuple[Words, ...]
    about: Words
    """Where it says how many answered, and the remark."""
    absent: Words


@dataclass(frozen=True, slots=True)
class Drawing:
    size: Size
    height: float
    key: Pair
    key_words: tuple[Words, Words, Words]
    """Where it says what the square is, what the ring is, and that the numbers to the right are the gap."""
    rows: tuple[Row, ...]


class _Layout:
    def __init__(self, chart: DumbbellChart, size: Size, numerals: Numerals) -> None:
        self.chart, self.size, self.numerals = chart, size, numerals
        self.knob = 0.48 * size.text
        self.low, self.high = chart.shown
        reach = width_of(numerals.number(chart.high, chart.decimals), size.text) + self.knob + 0.7 * size.text
        gaps = [width_of(numerals.signed(row.gap, chart.decimals), size.strong) for row in chart.levels]
        self.gap = max(gaps, default=0) + size.text
        self.label = size.width - self.gap if size.is_narrow else 0.29 * size.width
        self.x = reach if size.is_narrow else self.label + 0.5 * size.text + reach
        self.end = size.width - reach - (0 if size.is_narrow else self.gap)
        self.absent_x = 0 if size.is_narrow else self.label + size.text

    def drawing(self) -> Drawing:
        key, key_words, y = self._key()
        rows = []
        for given in self.chart.rows:
            row, y = self._row(given, y)
            rows.append(row)
        return Drawing(self.size, y + 1, key, key_words, tuple(rows))

    def _key(self) -> tuple[Pair, tuple[Words, Words, Words], float]:
        """Where their ends of the lines mostly are; on a phone below each other. Also where the rows may begin."""
        size, small = self.size, self.size.small
        line = small * LEADING
        knob, beside = 0.85 * self.knob, self.knob + 0.5 * small
        x = self.absent_x + knob
        gap = words("", size.width, line / 2, small, tone="soft", anchor="end")
        square = words("", x + beside, line / 2, small, tone="soft")
        if size.is_narrow:
            ring_x, ring_y = x, 1.5 * line + size.unit
            ring = words("", x + beside, ring_y, small, tone="soft")
        else:
            ring_x, ring_y = self.end, line / 2
            ring = words("", ring_x - beside, ring_y, small, tone="soft", anchor="end")
        return self._pair(x, line / 2, ring_x, ring_y, knob), (square, ring, gap), ring_y + line / 2 + size.unit

    def _row(self, row: Dumbbell, y: float) -> tuple[Row, float]:
        """The row, and where the next may begin."""
        size, unit, small = self.size, self.size.unit, self.size.small
        indent = 1.4 * size.text if row.mark else 0
        label = paragraph(row.label, self.label - indent, size.text, 4 if size.is_narrow else 2)
        about = small * 1.12 if row.says_more else 0
        text = label.height + about
        if size.is_narrow:
            label_top, middle = y + 2 * unit, y + 2 * unit + text + 3.5 * unit
            bottom, gap_y = middle + 3.5 * unit, label_top + size.text / 2
        else:
            whole = max(text + 1.6 * unit, 2.3 * self.knob + 2 * unit)
            label_top, middle = y + (whole - text) / 2, y + whole / 2
            bottom, gap_y = y + whole, middle
        lettering = label.placed(indent, label_top, weight=700 if row.remark else 600)
        mark = mark_beside(row.mark, 0, lettering[0].middle, size.text)
        pair = None
        if isinstance(row.levels, Levels):
            pair, values = self._points(row.levels, middle)
            lettering += (*values, self._gap(row.levels, gap_y))
        thickness = size.text / (12 if row.is_apart else 18)
        drawn = Row(
            row,
            Box(-0.7 * size.text, y, size.width + 1.4 * size.text, bottom - y, "tint"),
            across(0, size.width, y, "ink" if row.is_apart else "line", thickness),
            mark,
            pair,
            lettering,
            words("", indent, label_top + label.height + about / 2, small, tone="soft"),
            words("", self.absent_x, middle, small, tone="soft"),
        )
        return drawn, bottom

    def _points(self, levels: Levels, y: float) -> tuple[Pair, tuple[Words, Words]]:
        got, wanted = self._place(levels.experience), self._place(levels.expectation)
        lift = 0.85 * self.knob if abs(got - wanted) < COVERING * self.knob else 0
        side = 1 if got > wanted else -1
        values = self._value(levels.experience, got, y, side), self._value(levels.expectation, wanted, y, -side)
        return self._pair(got, y + lift, wanted, y - lift, self.knob), values

    def _pair(self, x: float, y: float, ring_x: float, ring_y: float, knob: float) -> Pair:
        return Pair(
            Box(x - knob, y - knob, 2 * knob, 2 * knob, "won"),
            Disc(ring_x, ring_y, 0.95 * knob),
            across(x, ring_x, y, "link", 0.36 * self.size.text),
        )

    def _place(self, value: float) -> float:
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.x + part * (self.end - self.x)

    def _value(self, value: float, x: float, y: float, side: int) -> Words:
        text = self.numerals.number(value, self.chart.decimals)
        x += side * (self.knob + 0.4 * self.size.text)
        return words(text, x, y, self.size.text, weight=600, anchor="end" if side < 0 else "start")

    def _gap(self, levels: Levels, y: float) -> Words:
        text = self.numerals.signed(levels.gap, self.chart.decimals)
        if levels.is_certain:
            return words(text, self.size.width, y, self.size.strong, weight=700, anchor="end")
        return words(f"({text})", self.size.width, y, self.size.text, tone="soft", anchor="end")
