"""A table out of a file: CSV or TSV as spreadsheets save it. Knows nothing of what the columns mean."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import Refused
from app.forms.fields import lazy as _

LARGEST_BYTES = 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 100
"""More than any table of notes has; each of them is offered in the lists of the preview."""
DELIMITERS = "\t;,"
BROKEN = "\ufffd"
"""Stands where whoever saved the file had lost a letter already; a row with it is faulty, and the others are not."""


@dataclass(frozen=True)
class SheetRow:
    number: int
    """As a spreadsheet counts: the first row of the file is 1."""
    cells: list[str]

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    header: list[str]
    rows: list[SheetRow]
    """Those that are not empty."""
    named: int
    """So many columns have a header in the file; what stands beyond them came of a delimiter too many."""


def decode(data: bytes) -> str:
    """The file's text, with or without a byte order mark. Refused when it is no UTF-8, or too large."""
    if len(data) > LARGEST_BYTES:
        raise Refused(_("Fila er større enn 1 MB. Del den i flere."))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        raise Refused(_("Dette er ikke en CSV-fil i UTF-8. I Excel: Lagre som, CSV UTF-8."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _(
                "Fila er ikke lagret som UTF-8, så æ, ø og å ville blitt feil. Åpne den i regnearket, velg Lagre som "
                "og «CSV UTF-8» (i LibreOffice: tegnsettet «Unicode (UTF-8)»). Velg så den nye fila her."
            )
        ) from error


def read_sheet(content: str, *, has_header: bool = True) -> Sheet:
    """Refused when there is no row in it, or too many."""
    try:
        records = list(csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter_of(content)))
    except csv.Error as error:
        raise Refused(_("Fila kan ikke leses. Står det et anførselstegn som ikke er lukket?")) from error
    width = max((len(record) for record in records), default=0)
    if width > MOST_COLUMNS:
        raise Refused(_("Fila har mer enn %(count)s kolonner. Ta bort dem som ikke trengs.", count=MOST_COLUMNS))
    rows = [SheetRow(number, cells) for number, cells in enumerate(records, 1) if any(_filled(cells))]
    header = rows.pop(0).cells if rows and has_header else []
    names = [_name(header, column) for column in range(width)]
    if not rows:
        raise Refused(_("Det er ingen rader i fila."))
    if len(rows) > MOST_ROWS:
        raise Refused(_("Fila har mer enn %(count)s rader. Del den i flere.", count=MOST_ROWS))
    return Sheet(names, rows, len(header))


def _name(header: list[str], column: int) -> str:
    name = header[column].strip() if column < len(header) else ""
    return name or str(_("Kolonne %(number)s", number=column + 1))


def _filled(cells: list[str]) -> Iterator[bool]:
    return (bool(cell.strip()) for cell in cells)


def _delimiter_of(content: str) -> str:
    """The one that splits the first row that holds something into most columns."""

    def columns(delimiter: str) -> int:
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        return next((len(cells) for cells in rows if any(_filled(cells))), 0)

    return max(DELIMITERS, key=columns)
