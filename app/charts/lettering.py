"""How wide a text is in Inter, and texts broken and cut to fit: an SVG does neither by itself."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from app.charts.colours import COLOURS

ELLIPSIS = "…"
LEADING = 1.22
CAPITALS = 0.364
"""From the middle of a line to its baseline, in heights of the letters."""
_LETTERS = {
    0.27: "'Iijl’",
    0.31: "!,.:; \N{NO-BREAK SPACE}·|",
    0.4: '()/[\\]{}frtŧ"',
    0.5: "-1_^`–",
    0.57: "*?Jsš",
    0.59: "7EFLaàáäåceéèčvxyzžk",
    0.63: "bdđghnŋñoòóôöøpquü5«»",
    0.67: "023468$#+<=>~−9BPRSZKT&",
    0.73: "AÅÄVXYUDÜÁ",
    0.78: "CGHNOØÖQŊČ",
    0.86: "%mw…",
    0.92: "æM",
    1.02: "W@Æ",
}
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_UNKNOWN = 1.02


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text and where its baseline stands. Without a text it keeps a place for the template's own words."""

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    tone: str = "ink"
    anchor: str = "start"
    whole: str = ""
    """What the line was cut from."""

    @property
    def middle(self) -> float:
        return self.y - CAPITALS * self.size

    def __html__(self) -> str:
        """The attributes of its `<text>`."""
        style = f' font-weight="{self.weight}"' if self.weight != 400 else ""
        style += f' text-anchor="{self.anchor}"' if self.anchor != "start" else ""
        look = f'fill="{COLOURS[self.tone]}" class="chart-{self.tone}"'
        return f'x="{self.x:.1f}" y="{self.y:.1f}" font-size="{self.size:g}" {look}{style}'


def words(
    text: str, x: float, middle: float, size: float, *, weight: int = 400, tone: str = "ink", anchor: str = "start"
) -> Words:
    """One line, with the middle of its capitals at `middle`."""
    return Words(text, x, middle + CAPITALS * size, size, weight, tone, anchor)


@lru_cache(maxsize=4096)  # every picture of a chart, and the next one, measure the same texts
def width_in_ems(text: str) -> float:
    return sum([_WIDTHS.get(letter, _UNKNOWN) for letter in text])


def width_of(text: str, size: float) -> float:
    """Of Inter at weight 600; 400 is 2 % narrower, 700 as much wider."""
    return size * width_in_ems(text)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: int, size: float, most: int = 2) -> tuple[str, ...]:
    """Broken between words, and inside one that is too long. Of what needs more than `most` lines, the end is cut."""
    lines: list[str] = []
    line = ""
    for word in _pieces_of(text, width, size):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(_cut(line, width, size) for line in lines)


def lines_needed(text: str, width: int, size: float) -> int:
    return len(lines_of(text, width, size, most=len(text) + 1))


def cut_to(text: str, width: int, size: float, most: int = 1) -> str:
    """The whole text, or as much of its beginning as `most` lines hold, the ellipsis included."""
    if lines_needed(text, width, size) <= most:
        return text

    def cut_at(count: int) -> str:
        return text[:count].rstrip(" ,.;:–-") + ELLIPSIS

    return cut_at(bisect_right(range(1, len(text)), most, key=lambda count: lines_needed(cut_at(count), width, size)))


def _pieces_of(text: str, width: int, size: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width_of(rest, size) > width:
            head = rest[: max(1, _fitting(rest, width, size))]
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def _cut(text: str, width: int, size: float) -> str:
    if width_of(text, size) <= width:
        return text
    return text[: _fitting(text, width - width_of(ELLIPSIS, size), size)].rstrip(" ,.;:–-") + ELLIPSIS


def _fitting(text: str, width: float, size: float) -> int:
    """How many of the letters have room."""
    for count, letter in enumerate(text):
        width -= size * _WIDTHS.get(letter, _UNKNOWN)
        if width < 0:
            return count
    return len(text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that do not know yet where they stand."""

    lines: tuple[str, ...]
    size: float
    whole: str

    @property
    def height(self) -> float:
        return (len(self.lines) * LEADING - 0.14) * self.size

    def placed(
        self, x: float, top: float, *, weight: int = 400, tone: str = "ink", anchor: str = "start"
    ) -> tuple[Words, ...]:
        step = self.size * LEADING
        first = top + (LEADING - 0.14) * self.size / 2 + CAPITALS * self.size
        return tuple(
            Words(line, x, first + number * step, self.size, weight, tone, anchor, self.whole)
            for number, line in enumerate(self.lines)
        )


def paragraph(text: str, width: float, size: float, most: int = 2) -> Paragraph:
    lines = lines_of(text, ceil(width), size, most)
    is_cut = lines[-1].endswith(ELLIPSIS) and not text.rstrip().endswith(ELLIPSIS)
    return Paragraph(lines, size, text if is_cut else "")
