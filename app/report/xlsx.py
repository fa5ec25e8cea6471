"""Tables as a spreadsheet (.xlsx). What people wrote is text in it, whatever it looks like."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.report.cells import Cell, Row
from app.report.content import SummaryContent
from app.report.glyphs import legible
from app.report.tables import Column, Holds, Table
from app.report.workbook import tables_of

MOST_LETTERS = 32_767  # in a cell
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
IN_MEMORY = {"in_memory": True}
WIDTHS = {Holds.WORDS: 24, Holds.TEXT: 70, Holds.COUNT: 12, Holds.SHARE: 12, Holds.LEVEL: 12}
LINE = 15  # points
MOST_LINES = 27  # Excel takes 409 points
NUMBERS = {Holds.COUNT: "0", Holds.SHARE: "0.0 %", Holds.LEVEL: "0.00"}


def xlsx_of(content: SummaryContent) -> bytes:
    """Raises NumbersDisagree."""
    file = io.BytesIO()
    with Workbook(file, TEXT_ONLY | IN_MEMORY) as book:
        book.set_properties(
            {
                "title": legible(content.title),
                "company": legible(content.organiser),
                "created": content.made_at or datetime.now(UTC).replace(tzinfo=None),
            }
        )
        formats = _Formats(book)
        for table in tables_of(content):
            _fill(book.add_worksheet(table.name), table, formats)
    return file.getvalue()


class _Formats:
    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
        self.words = book.add_format({"text_wrap": True, **top})
        self._numbers = {holds: book.add_format({"num_format": form, **top}) for holds, form in NUMBERS.items()}

    def of(self, column: Column, cell: Cell) -> Format:
        return self.words if isinstance(cell, str) else self._numbers.get(column.holds, self.words)


def _fill(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    """The heads stay in sight, are repeated on paper, and can be filtered by."""
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, WIDTHS[column.holds])
        sheet.write_string(0, at, _fitting(column.head), formats.head)
    for number, row in enumerate(table.rows, start=1):
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if isinstance(cell, str):
                sheet.write_string(number, at, _fitting(cell), formats.of(column, cell))
            elif cell is not None:
                sheet.write_number(number, at, cell, formats.of(column, cell))
        if (lines := _lines_of(table, row)) > 1:  # LibreOffice gives a row one line where nothing else is said
            sheet.set_row(number, LINE * min(lines, MOST_LINES))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _lines_of(table: Table, row: Row) -> int:
    """About so many lines the longest cell takes."""
    cells = [(cell, WIDTHS[column.holds]) for column, cell in zip(table.columns, row, strict=True)]
    return max(_wrapped(cell, width) if isinstance(cell, str) else 1 for cell, width in cells)


def _wrapped(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))


def _fitting(text: str) -> str:
    text = legible(text)
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
