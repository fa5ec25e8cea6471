"""A result as rows of a spreadsheet, one file a noun, and rows as CSV. They hold what the result holds, and no more."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.models import Activity, ActivityKind
from app.report.sheets import dialogues, priorities, reactions, votes

Cell = str | int | float | None
"""None: nothing is known; hidden to protect a small group is a word of its own."""
Row = Sequence[Cell]

FORMULA_STARTS = "=+-@\t\r"
"""A spreadsheet would calculate what begins so."""

_ROWS: dict[ActivityKind, Callable[[Activity, Any], Iterable[Row]]] = {
    ActivityKind.DIALOGUE: dialogues.rows_of,
    ActivityKind.REACTIONS: reactions.rows_of,
    ActivityKind.PRIORITIES: priorities.rows_of,
    ActivityKind.VOTE: votes.rows_of,
}


def csv_of(activity: Activity, result: Any) -> bytes:
    """UTF-8 with a byte order mark and `;`, as Norwegian spreadsheets open it; numbers with a decimal comma.

    The first row names the columns, in the language of the request.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in _ROWS[activity.kind](activity, result))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(tuple(FORMULA_STARTS)) else cell
