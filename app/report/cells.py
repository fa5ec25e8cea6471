"""Rows of cells, and rows as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
"""None: nothing is known; hidden to protect a small group is a word of its own."""
Row = Sequence[Cell]

FORMULA_STARTS = "=+-@\t\r"
"""A spreadsheet would calculate what begins so."""


def csv_of_rows(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark and `;`, as Norwegian spreadsheets open it; numbers with a decimal comma."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(tuple(FORMULA_STARTS)) else cell
