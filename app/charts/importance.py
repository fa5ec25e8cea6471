"""How important each thing is, against how it is experienced: what is important and weak stands up to the left."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import cos, hypot, sin, tau

from app.charts.dumbbell import piece_of_scale
from app.charts.lettering import LEADING, Words, paragraph, width_of, words
from app.charts.numerals import Numerals
from app.charts.shapes import Box, Disc, Stroke
from app.charts.sizes import SIZES, Size, fitted
from app.charts.values import Absence, names_by_reason

PLOT = {"narrow": 1, "wide": 0.56, "paper": 0.38, "screen": 0.56}
"""Of the picture's width; the names have the rest. On paper a chart of a third of a page finds room on most pages."""
MOST_WITH_ROOM = 12
MOST_WITH_ROOM_ON_SCREEN = 5
"""Of more, each has one line in the list of names."""


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    importance: float
    performance: float


@dataclass(frozen=True)
class ImportanceChart:
    title: str
    label_head: str
    points: tuple[Point, ...]
    low: float = 0
    high: float = 100
    decimals: int = 0
    left_out: tuple[tuple[str, Absence], ...] = ()
    fewest: int = 5

    @property
    def is_empty(self) -> bool:
        return not self.points

    @property
    def absent(self) -> dict[str, tuple[str, ...]]:
        return names_by_reason(self.left_out)

    @cached_property
    def split(self) -> tuple[float, float]:
        """The means of performance and importance: more than the others, not more than some norm."""
        count = max(1, len(self.points))
        performance = sum(point.performance for point in self.points) / count
        return performance, sum(point.importance for point in self.points) / count

    def is_urgent(self, point: Point) -> bool:
        performance, importance = self.split
        return point.performance < performance and point.importance > importance

    def drawn(self, size_name: str, numerals: Numerals) -> "Drawing":
        return fitted(SIZES[size_name], lambda size: _Layout(self, size, numerals).drawing())


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in a circle, in the field or in the list of what the numbers stand for."""

    disc: Disc
    number: Words
    is_urgent: bool
    lines: tuple[Words, ...] = ()
    leader: Stroke | None = None
    """To the point itself, where others stood on it already."""
    point: Disc | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    size: Size
    height: float
    field: Box
    urgent: Box
    """The corner that the chart is about."""
    lines: Stroke
    axes: tuple[Words, Words]
    corners: tuple[Words, Words]
    ticks: tuple[Words, ...]
    spots: tuple[Spot, ...]
    key: tuple[Spot, ...]


class _Layout:
    def __init__(self, chart: ImportanceChart, size: Size, numerals: Numerals) -> None:
        self.chart, self.size, self.numerals = chart, size, numerals
        self.radius = 0.9 * size.small
        self.line = size.small * LEADING
        self.x = width_of(numerals.number(chart.high, chart.decimals), size.small) + 0.4 * size.small
        self.width = PLOT[size.name] * size.width - self.x
        self.top = 2 * self.line + 0.5 * size.small
        self.depth = size.height - self.top - 1.6 * self.line if size.height else 0.88 * self.width
        self.across = piece_of_scale(chart.low, chart.high, [point.performance for point in chart.points])
        self.upward = piece_of_scale(chart.low, chart.high, [point.importance for point in chart.points])

    def drawing(self) -> Drawing:
        key, bottom = self._key()
        x, top, right, floor = self.x, self.top, self.x + self.width, self.top + self.depth
        split_x, split_y = self._place(*self.chart.split)
        cross = f"M{split_x:.1f} {top:.1f}V{floor:.1f}M{x:.1f} {split_y:.1f}H{right:.1f}"
        frame = f"M{x:.1f} {top:.1f}H{right:.1f}V{floor:.1f}H{x:.1f}Z"
        return Drawing(
            self.size,
            max(bottom, floor + 1.6 * self.line),
            Box(x, top, self.width, self.depth),
            Box(x, top, split_x - x, split_y - top, "tint"),
            Stroke(frame + cross, "line", self.size.text / 14),
            *self._lettering(right, floor),
            self._spots(),
            key,
        )

    def _lettering(
        self, right: float, floor: float
    ) -> tuple[tuple[Words, Words], tuple[Words, Words], tuple[Words, ...]]:
        small, x, top = self.size.small, self.x, self.top
        under, corner = floor + 0.7 * self.line, 1.5 * self.line + 0.2 * small
        axes = (
            words("", 0, self.line / 2, small, weight=600),
            words("", x + self.width / 2, under, small, weight=600, anchor="middle"),
        )
        corners = words("", x, corner, small, tone="soft"), words("", right, corner, small, tone="soft", anchor="end")
        ticks = (
            self._tick(self.across[0], x, under, "start"),
            self._tick(self.across[1], right, under, "end"),
            self._tick(self.upward[1], x - 0.4 * small, top + small / 2, "end"),
            self._tick(self.upward[0], x - 0.4 * small, floor - small / 2, "end"),
        )
        return axes, corners, ticks

    def _tick(self, value: float, x: float, y: float, anchor: str) -> Words:
        return words(
            self.numerals.number(value, self.chart.decimals), x, y, self.size.small, tone="soft", anchor=anchor
        )

    def _place(self, performance: float, importance: float) -> tuple[float, float]:
        (left, right), (bottom, ceiling) = self.across, self.upward
        air = 1.3 * self.radius
        x = self.x + air + (performance - left) / (right - left) * (self.width - 2 * air)
        y = self.top + self.depth - air - (importance - bottom) / (ceiling - bottom) * (self.depth - 2 * air)
        return x, y

    def _spots(self) -> tuple[Spot, ...]:
        taken: list[tuple[float, float]] = []
        spots = []
        for number, point in enumerate(self.chart.points, start=1):
            at = self._place(point.performance, point.importance)
            x, y = self._free(at, taken)
            taken.append((x, y))
            spot = self._spot(number, point, x, y)
            if (x, y) != at:
                leader = Stroke(f"M{x:.1f} {y:.1f}L{at[0]:.1f} {at[1]:.1f}", "ink", self.size.text / 14)
                spot = Spot(spot.disc, spot.number, spot.is_urgent, (), leader, Disc(*at, self.size.small / 5))
            spots.append(spot)
        return tuple(spots)

    def _free(self, at: tuple[float, float], taken: list[tuple[float, float]]) -> tuple[float, float]:
        """The nearest place that no other number covers: on the point itself, or on a ring around it."""
        apart = 2.1 * self.radius
        near = [(x, y) for x, y in taken if hypot(x - at[0], y - at[1]) < 9 * self.radius]
        rings = (
            (at[0] + reach * self.radius * cos(turn * tau / 12), at[1] + reach * self.radius * sin(turn * tau / 12))
            for reach in (1.5, 2.2, 3, 4, 5, 6)
            for turn in range(12)
        )
        for x, y in chain([at], rings):
            if self._is_inside(x, y) and all(hypot(x - a, y - b) >= apart for a, b in near):
                return x, y
        return at

    def _is_inside(self, x: float, y: float) -> bool:
        r = self.radius
        return self.x + r <= x <= self.x + self.width - r and self.top + r <= y <= self.top + self.depth - r

    def _spot(self, number: int, point: Point, x: float, y: float) -> Spot:
        is_urgent = self.chart.is_urgent(point)
        tone = "ground" if is_urgent else "ink"
        letters = words(str(number), x, y, self.size.small, weight=700, tone=tone, anchor="middle")
        return Spot(Disc(x, y, self.radius), letters, is_urgent)

    def _key(self) -> tuple[tuple[Spot, ...], float]:
        """The list of names, and how far down it goes."""
        size = self.size
        is_tight = len(self.chart.points) > (MOST_WITH_ROOM_ON_SCREEN if size.height else MOST_WITH_ROOM)
        letters = size.small if is_tight and not size.is_narrow else size.text
        x = 0 if size.is_narrow else self.x + self.width + 1.2 * size.text
        y = self.top + self.depth + 2.4 * self.line if size.is_narrow else 0 if size.height else self.top
        indent = x + 2 * self.radius + 0.5 * size.text
        spots = []
        for number, point in enumerate(self.chart.points, start=1):
            label = paragraph(point.label, size.width - indent, letters, 1 if is_tight else 2)
            height = max(label.height, 2 * self.radius)
            spot = self._spot(number, point, x + self.radius, y + height / 2)
            lines = label.placed(indent, y + (height - label.height) / 2)
            spots.append(Spot(spot.disc, spot.number, spot.is_urgent, lines))
            y += height + (0.1 if is_tight else 0.4) * size.text
        return tuple(spots), y
