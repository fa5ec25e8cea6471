"""Bars: votes with the line under the winners, dots for advice, contributions per theme, one thing in every group."""

from dataclasses import dataclass
from enum import StrEnum

from app.charts.bar_layout import Drawing, Layout
from app.charts.numerals import Numerals
from app.charts.sizes import SIZES, fitted
from app.charts.values import Absence, absence_of, names_by_reason


class Standing(StrEnum):
    WON = "won"
    TIED = "tied"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int | Absence
    standing: Standing = Standing.REST
    note: str = ""
    """A sentence under the bar."""
    mark: int = 0
    """Of the target group that the bar is about; 0: of none."""

    @property
    def absence(self) -> Absence | None:
        return absence_of(self.value)

    @property
    def is_chosen(self) -> bool:
        return self.standing != Standing.REST


@dataclass(frozen=True, slots=True)
class Cut:
    """A line across the chart after so many bars, and what it says («16 stemmer skilte»)."""

    after: int
    words: str
    is_open: bool = False
    """It is not settled yet who stands above it: a tie."""


@dataclass(frozen=True, slots=True)
class BarChart:
    title: str
    label_head: str
    value_head: str
    bars: tuple[Bar, ...]
    total: int | None = None
    """Everybody who could be behind one bar: bars are shares of it. None: the longest is as long as there is room."""
    share_head: str = ""
    cuts: tuple[Cut, ...] = ()
    revealed: int | None = None
    """So many from the end are shown, the others keep their places. None: all."""
    fewest: int = 5
    """Under which a group is not shown."""

    @property
    def first_shown(self) -> int:
        return 0 if self.revealed is None else max(0, len(self.bars) - self.revealed)

    @property
    def shown(self) -> tuple[Bar, ...]:
        return self.bars[self.first_shown :]

    @property
    def cuts_shown(self) -> tuple[Cut, ...]:
        """A line says something of the bar above it."""
        return tuple(cut for cut in self.cuts if cut.after > self.first_shown)

    @property
    def full(self) -> int:
        """The value of a bar that fills its track; at least 1."""
        values = [bar.value for bar in self.bars if isinstance(bar.value, int)]
        return max([1, *values] if self.total is None else [1, self.total])

    @property
    def is_empty(self) -> bool:
        return not self.bars

    @property
    def absent(self) -> dict[str, tuple[str, ...]]:
        return names_by_reason((bar.label, bar.absence) for bar in self.shown)

    def drawn(self, size_name: str, numerals: Numerals) -> Drawing:
        return fitted(SIZES[size_name], lambda size: Layout(self, size, numerals).drawing())
