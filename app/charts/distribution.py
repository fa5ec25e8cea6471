"""A scale's answers as stacked bars about the middle: low to the left, high to the right."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.charts.lettering import LEADING, Words, paragraph, width_of, words
from app.charts.numerals import Numerals
from app.charts.shapes import Box, Mark, Stroke, down, mark_beside
from app.charts.sizes import SIZES, Size, fitted
from app.charts.values import Absence, absence_of, names_by_reason

ENDS = 2
"""So many points count as positive, and as negative: 5–6 and 1–2."""
TONES = 6


@dataclass(frozen=True, slots=True)
class Distribution:
    label: str
    counts: tuple[int, ...] | Absence
    """By point, the lowest first; as many to the left of the middle as to the right, at most six."""
    unsure: int = 0
    mark: int = 0
    """Of the target group that the row is about; 0: of none."""

    @property
    def answers(self) -> int:
        return sum(self.counts) if isinstance(self.counts, tuple) else 0

    @property
    def positive(self) -> int:
        return sum(self.counts[-ENDS:]) if isinstance(self.counts, tuple) else 0

    @property
    def halves(self) -> tuple[float, float]:
        """The shares to the left and to the right of the middle."""
        if not isinstance(self.counts, tuple) or not self.answers:
            return 0, 0
        left = sum(self.counts[: len(self.counts) // 2]) / self.answers
        return left, 1 - left

    @property
    def absence(self) -> Absence | None:
        return absence_of(self.counts) or (None if self.answers else Absence.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class DistributionChart:
    title: str
    label_head: str
    low_end: str
    high_end: str
    rows: tuple[Distribution, ...]
    points: int = 6
    fewest: int = 10
    """Under which a distribution is not shown."""

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def absent(self) -> dict[str, tuple[str, ...]]:
        return names_by_reason((row.label, row.absence) for row in self.rows)

    def drawn(self, size_name: str, numerals: Numerals) -> "Drawing":
        return fitted(SIZES[size_name], lambda size: _Layout(self, size, numerals).drawing())


@dataclass(frozen=True, slots=True)
class Segment:
    box: Box
    words: Words | None
    """The share, where there is room for it."""


@dataclass(frozen=True, slots=True)
class Row:
    given: Distribution
    mark: Mark | None
    lettering: tuple[Words, ...]
    segments: tuple[Segment, ...]
    middle: Stroke
    about: Words
    """Where it says how many answered."""
    place: Box
    absent: Words


@dataclass(frozen=True, slots=True)
class Drawing:
    size: Size
    height: float
    legend: tuple[Segment, ...]
    ends: tuple[Words, ...]
    positive: Words
    """Where the head of the shares stands that are positive."""
    rows: tuple[Row, ...]


class _Layout:
    def __init__(self, chart: DistributionChart, size: Size, numerals: Numerals) -> None:
        self.chart, self.size, self.numerals = chart, size, numerals
        halves = [row.halves for row in chart.rows]
        left, right = (max([half[side] for half in halves], default=0) or 0.5 for side in (0, 1))
        share = width_of(numerals.percent(1, 1), size.strong)
        self.label = size.width - share - size.text if size.is_narrow else 0.32 * size.width
        self.x = 0 if size.is_narrow else self.label + size.text
        self.end = size.width if size.is_narrow else size.width - share - 1.5 * size.text
        self.scale = (self.end - self.x) / (left + right)
        self.middle = self.x + left * self.scale

    def drawing(self) -> Drawing:
        size, chart = self.size, self.chart
        box, height = min((self.end - self.x) / chart.points, 3.2 * size.text), 1.5 * size.small
        # Above the middle of the bars, as far as there is room.
        x = min(max(self.middle - box * chart.points / 2, self.x), self.end - box * chart.points)
        legend = tuple(
            self._segment(point, x + (point - 1) * box, 0, box, height, str(point))
            for point in range(1, chart.points + 1)
        )
        top, width = height + 0.3 * size.small, box * chart.points
        low, high = (paragraph(text, width * 0.6, size.small, 1) for text in (chart.low_end, chart.high_end))
        ends = low.placed(x, top, tone="soft") + high.placed(x + width, top, tone="soft", anchor="end")
        y = top + low.height + 2 * size.unit
        rows = []
        for given in chart.rows:
            row, y = self._row(given, y)
            rows.append(row)
        head = words("", size.width, ends[0].middle, size.small, tone="soft", anchor="end")
        return Drawing(size, y - 1.5 * size.unit, legend, ends, head, tuple(rows))

    def _row(self, row: Distribution, y: float) -> tuple[Row, float]:
        """The row, and where the next may begin."""
        size, unit, small = self.size, self.size.unit, self.size.small
        indent = 1.4 * size.text if row.mark else 0
        label = paragraph(row.label, self.label - indent, size.text, 4 if size.is_narrow else 2)
        about = 0 if row.absence else small * LEADING
        bar = min(max(6 * unit, 1.3 * small), 1.8 * size.text)
        if size.is_narrow:
            label_top, top = y, y + label.height + unit
            about_y = top + bar + unit + small / 2
            share_y, bottom = y + size.text / 2, top + bar + (unit + small if about else 0)
        else:
            whole = max(label.height + about, bar)
            label_top = y + (whole - label.height - about) / 2
            top = y + (whole - bar) / 2
            about_y, share_y, bottom = label_top + label.height + about / 2, y + whole / 2, y + whole
        lettering = label.placed(indent, label_top, weight=600)
        mark = mark_beside(row.mark, 0, lettering[0].middle, size.text)
        if row.absence is None:
            share = self.numerals.percent(row.positive, row.answers)
            lettering += (words(share, size.width, share_y, size.strong, weight=700, anchor="end"),)
        drawn = Row(
            row,
            mark,
            lettering,
            tuple(self._segments(row, top, bar)),
            down(self.middle, top - 0.8 * unit, top + bar + 0.8 * unit, "ink", size.text / 12),
            words("", 0 if size.is_narrow else indent, about_y, small, tone="soft"),
            Box(self.x, top, self.end - self.x, bar, "track"),
            words("", self.x + small / 2, top + bar / 2, small, tone="soft"),
        )
        return drawn, bottom + (5 if size.is_narrow else 3) * unit

    def _segments(self, row: Distribution, y: float, height: float) -> Iterator[Segment]:
        if not isinstance(row.counts, tuple):
            return
        x = self.middle - row.halves[0] * self.scale
        for point, count in enumerate(row.counts, start=1):
            if count:
                width = count / row.answers * self.scale
                yield self._segment(point, x, y, width, height, self.numerals.percent(count, row.answers))
                x += width

    def _segment(self, point: int, x: float, y: float, width: float, height: float, text: str) -> Segment:
        small = self.size.small
        # The outermost are strongest, however many points the scale has.
        tone = point if 2 * point <= self.chart.points else point + TONES - self.chart.points
        has_room = width_of(text, small) + 0.3 * small <= width
        lettering = words(text, x + width / 2, y + height / 2, small, weight=600, tone=f"on-{tone}", anchor="middle")
        return Segment(Box(x, y, width, height, f"point-{tone}"), lettering if has_room else None)
