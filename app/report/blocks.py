"""The summary's HTML taken apart into paragraphs and tables, for programs that set their own pages.

One source for paper, Word and the spreadsheet's page about the method: they cannot say different things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.report.content import SummaryContent
from app.report.document import method_html_of, plain_html_of

STYLES = {
    "h1": "title",
    "h2": "heading",
    "h3": "subheading",
    "p": "text",
    "figcaption": "caption",
    "li": "item",
}
PICTURE_NOTE = "picture-note"
"""Explains what can be seen in a drawing alone."""
BY_CLASS = {"lead": "lead", "question": "lead", "over": "over", "small": "note", "kind": "note", "chart-note": "note"}
STRONG = {"b", "strong"}
SPACES = re.compile(r"[ \t\n\r\f]+")
LEFT_OUT = {"head", "svg", "script", "style"}
SHORTEST, LONGEST = 22, 50
"""Letters that a column of words is made as wide as."""
WIDEST, MOST_OF_FIGURES = 17, 80
"""Percent of a table's width: a column of figures, and all of them."""
NEW_LINE = "\v"
"""In a table's cell, where the source's own line ends are spaces."""
KEEPS_LINES = {"texts", "purpose", "prose"}
"""Classes in which a line break is the writer's own."""


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: str
    """title, heading, subheading, text, lead, over, note, caption, quote, item or number (an item of a numbered
    list)."""
    runs: tuple[Run, ...]
    is_table: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Every row has as many cells as the head."""

    name: str
    """What it is a table of: the heading or caption before it."""
    head: tuple[str, ...]
    sides: tuple[str, ...]
    """Of each column: left, or right where it holds figures."""
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    is_table: bool = True

    @property
    def widths(self) -> tuple[int, ...]:
        """Of each column, in percent: figures so that no word in them is broken, words by how long they are."""
        columns = list(zip(self.head, *self.rows, strict=True))
        roomy = min(17, 72 // max(1, len(columns) - 1))
        least = {place: _width_of(columns[place]) for place, side in enumerate(self.sides) if side == "right"}
        figures = {place: max(roomy, width) for place, width in least.items()}
        if sum(figures.values()) > MOST_OF_FIGURES:
            figures = least
        words = {
            place: min(LONGEST, max(SHORTEST, *map(len, columns[place])))
            for place in range(len(columns))
            if place not in figures
        }
        left = 100 - sum(figures.values())
        shares = [
            figures[place] if place in figures else left * words[place] // sum(words.values())
            for place in range(len(columns))
        ]
        return (shares[0] + 100 - sum(shares), *shares[1:])


def _width_of(column: tuple[str, ...]) -> int:
    """Percent that its longest word needs; a line holds some 95 letters."""
    return min(WIDEST, 2 + max((len(word) for cell in column for word in SPACES.split(cell)), default=0) * 105 // 100)


Block = Paragraph | Grid


def blocks_of(content: SummaryContent) -> list[Block]:
    """The whole summary, every contribution in it, in its language. Raises NumbersDisagree."""
    return read_blocks(plain_html_of(content))


def method_of(content: SummaryContent) -> list[Block]:
    """The page about the method alone."""
    return read_blocks(method_html_of(content))


def read_blocks(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.blocks


@dataclass(slots=True)
class _Table:
    parts: dict[str, list[list[str]]] = field(default_factory=dict)
    part: str = "tbody"
    sides: list[str] = field(default_factory=list)

    def rows(self, part: str) -> Iterator[tuple[str, ...]]:
        return (tuple(row) for row in self.parts.get(part, []))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, str]] = []
        self._left_out = 0
        self._runs: list[Run] | None = None
        self._table: _Table | None = None
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag in ("br", "meta", "link"):
            self.handle_data(NEW_LINE if self._table else "\n")
            return
        self._open.append((tag, classes))
        self._left_out += tag in LEFT_OUT
        if self._table and self._table.part == "thead" and tag == "th":
            self._table.sides.append("right" if "n" in classes.split() else "left")
        if tag in STYLES or tag in ("th", "td"):
            self._runs = []
        elif tag == "table":
            self._table = _Table()
        elif self._table and tag in ("thead", "tbody", "tfoot"):
            self._table.part = tag
        elif self._table and tag == "tr":
            self._table.parts.setdefault(self._table.part, []).append([])

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:  # an element of a drawing that closed itself
            return
        _, classes = self._open.pop()
        self._left_out -= tag in LEFT_OUT
        if tag in STYLES:
            self._end_paragraph(tag, classes)
        elif self._table and tag in ("th", "td"):
            cell = _text_of(self._runs or [], keeps_lines=False)
            self._table.parts[self._table.part][-1].append(re.sub(f" ?{NEW_LINE} ?", "\n", cell))
            self._runs = None
        elif self._table and tag == "table":
            self._end_table(self._table)

    def handle_data(self, data: str) -> None:
        if self._runs is not None and not self._left_out:
            tag, classes = self._open[-1]
            self._runs.append(Run(data, tag in STRONG or classes == "said-by"))

    def _end_paragraph(self, tag: str, classes: str) -> None:
        around = {name for _, names in self._open for name in names.split()} | set(classes.split())
        style = next((BY_CLASS[name] for name in classes.split() if name in BY_CLASS), STYLES[tag])
        if style == "item" and any(name == "ol" for name, _ in self._open):
            style = "number"
        if style == "text" and "quote" in around:
            style = "quote"
        runs = _tidy(self._runs or [], keeps_lines=bool(around & KEEPS_LINES))
        self._runs = None
        if runs and PICTURE_NOTE not in around:
            paragraph = Paragraph(style, runs)
            self.blocks.append(paragraph)
            if style in ("heading", "subheading", "caption"):
                self._name = paragraph.text

    def _end_table(self, table: _Table) -> None:
        head, foot = next(table.rows("thead"), ()), next(table.rows("tfoot"), ())
        self.blocks.append(Grid(self._name, head, tuple(table.sides), tuple(table.rows("tbody")), foot))
        self._table = None


def _tidy(runs: list[Run], *, keeps_lines: bool) -> tuple[Run, ...]:
    """White space as a browser sets it: one space for any run of it, none at the ends."""
    tidy: list[Run] = []
    ends_open = False
    for run in runs:
        lines = run.text.split("\n") if keeps_lines else [run.text]
        text = "\n".join(_squeezed(line) for line in lines)
        if not ends_open:
            text = text.lstrip(" ")
        if text:
            tidy.append(Run(text, run.is_strong))
            ends_open = text[-1] not in " \n"
    if tidy:
        tidy[-1] = Run(tidy[-1].text.rstrip(" "), tidy[-1].is_strong)
    return tuple(run for run in tidy if run.text)


def _squeezed(line: str) -> str:
    """A space that does not break is none of these."""
    return SPACES.sub(" ", line)


def _text_of(runs: list[Run], *, keeps_lines: bool) -> str:
    return "".join(run.text for run in _tidy(runs, keeps_lines=keeps_lines))
