"""A result as rows of a spreadsheet, one file a noun, and rows as CSV. They hold what the result holds, and no more."""

from collections.abc import Callable, Iterable
from typing import Any

from app.models import Activity, ActivityKind
from app.report.cells import Row, csv_of_rows
from app.report.sheets import dialogues, priorities, reactions, surveys, votes

_ROWS: dict[ActivityKind, Callable[[Activity, Any], Iterable[Row]]] = {
    ActivityKind.DIALOGUE: dialogues.rows_of,
    ActivityKind.REACTIONS: reactions.rows_of,
    ActivityKind.PRIORITIES: priorities.rows_of,
    ActivityKind.VOTE: votes.rows_of,
    ActivityKind.SURVEY: surveys.rows_of,
}


def csv_of(activity: Activity, result: Any) -> bytes:
    """The first row names the columns, in the language of the request."""
    return csv_of_rows(_ROWS[activity.kind](activity, result))
