"""A spreadsheet read back: what its cells hold, whatever they look like. For tests."""

import io
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Sheets = dict[str, list[list[str | float | None]]]


def read(xlsx: bytes) -> Sheets:
    """Rows by the sheet's name. Fails where a cell holds a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(xlsx)) as file:
        assert file.testzip() is None
        shared = [_text(entry) for entry in _root(file.read("xl/sharedStrings.xml"))]
        names = [sheet.attrib["name"] for sheet in _root(file.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        sheets = {}
        for number, name in enumerate(names, start=1):
            root = _root(file.read(f"xl/worksheets/sheet{number}.xml"))
            assert not [*root.iter(f"{MAIN}f"), *root.iter(f"{MAIN}hyperlink")]
            sheets[name] = [_row(row, shared) for row in root.iter(f"{MAIN}row")]
        return sheets


def _root(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - the test has just made it


def _text(entry: ElementTree.Element) -> str:
    text = "".join(part.text or "" for part in entry.iter(f"{MAIN}t"))
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _row(row: ElementTree.Element, shared: list[str]) -> list[str | float | None]:
    cells: list[str | float | None] = []
    for cell in row:
        column = ord(cell.attrib["r"][0]) - ord("A")
        assert cell.attrib["r"][1].isdigit()  # enough for our tables: 26 columns
        cells += [None] * (column - len(cells))
        value = cell.findtext(f"{MAIN}v")
        if value is None:
            cells.append(None)
        else:
            cells.append(shared[int(value)] if cell.get("t") == "s" else float(value))
    return cells
