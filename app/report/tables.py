"""A table whose cells are numbers and texts, for spreadsheets: columns that say what they hold, and rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from app.report.cells import Cell, Row


class Holds(Enum):
    """What the cells of a column are. A hidden figure is a text in any of them."""

    WORDS = auto()
    TEXT = auto()
    """Long: as many lines as it takes."""
    COUNT = auto()
    SHARE = auto()
    """0 to 1."""
    LEVEL = auto()
    """On a scale."""


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    holds: Holds = Holds.WORDS


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(repr=False)

    @property
    def with_head(self) -> tuple[Row, ...]:
        return (tuple(column.head for column in self.columns), *self.rows)


Record = dict[Column, Cell]


def table_of_records(name: str, records: Iterable[Record]) -> Table:
    """Records of unlike columns in one table: a column for each that any of them has, in the order they come."""
    kept = list(records)
    columns = tuple(dict.fromkeys(column for record in kept for column in record))
    return Table(name, columns, tuple(tuple(record.get(column) for column in columns) for record in kept))
