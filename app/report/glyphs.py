"""Makes what people wrote safe to set: only characters that the fonts have, emoji in a font of their own.

A character without a glyph is a black box on paper and breaks PDF/UA. An emoji font in the common stack
would take the digits too, so each emoji is wrapped in a span that alone names it.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from markupsafe import Markup, escape

NO_BREAK = "\N{NO-BREAK SPACE}"
FEWEST_WORDS, LONGEST_ALONE = 3, 10
MARKS_IN_A_ROW = 2  # more combining marks on one letter than any language needs run into the lines above

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")
_INVISIBLE = {"Cc", "Cf"}
_EMOJI = Markup('<span class="emoji">{}</span>')
_UNSAFE = _INVISIBLE | {"Co", "Cn", "Mn"}  # private characters mean something else in every font
_ZWJ, _EMOJI_STYLE, _TEXT_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\ufe0e", "\u20e3"
_SKIN = "[\U0001f3fb-\U0001f3ff]"
_FLAG_LETTER = "[\U0001f1e6-\U0001f1ff]"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_TAG = "[\U000e0020-\U000e007f]"
_JOINING = re.compile(f"{_ZWJ}|{_EMOJI_STYLE}|{_KEYCAP}|{_SKIN}|{_TAG}")
_MARKUP_OR_TEXT = re.compile(r"<[^>]*>|[^<]+")


class Glyphs:
    """Cleans texts for one document and counts in `unshown` the characters that could not be shown.

    Where they stood, `left_out` says so in words: a box says nothing, and is read aloud as nothing. `plain_only` is how
    many emoji a plain text is without; they stand where the same text is set.
    """

    def __init__(self, letters: frozenset[int], emoji: frozenset[int], left_out: str) -> None:
        self.unshown = self.plain_only = 0
        self._left_out = left_out
        self._safe = frozenset(chr(point) for point in letters if _category(point) not in _UNSAFE) | {"\n"}
        self._combining = frozenset(point for point in letters if _category(point) == "Mn")
        self._cluster = re.compile(_clusters(letters, emoji), re.DOTALL)

    def line(self, text: str) -> Markup:
        """For headings and names: all white space is one space."""
        return self._shown(" ".join(_NEWLINES.sub("\n", text).split()))

    def heading(self, text: str) -> Markup:
        """A line whose last word, if it is short, never stands alone under the others."""
        *words, last = _NEWLINES.sub("\n", text).split() or [""]
        if len(words) < FEWEST_WORDS or len(last) > LONGEST_ALONE:
            return self.line(text)
        return self._shown(f"{' '.join(words)}{NO_BREAK}{last}")

    def block(self, text: str) -> Markup:
        """Keeps line breaks, at most one empty line in a row."""
        lines = (" ".join(line.split()) for line in _NEWLINES.sub("\n", text).split("\n"))
        return self._shown(_EMPTY_LINES.sub("\n\n", "\n".join(lines).strip()))

    def inline(self, text: str) -> Markup:
        """A piece of a line: the spaces at its ends are kept."""
        return self._shown(re.sub(r"\s+", " ", text))

    def plain(self, text: str) -> str:
        """Without markup and emoji: for links, running feet, titles and metadata. Counts nothing."""
        before = self.unshown
        pieces = self._pieces(text)
        self.unshown = before
        self.plain_only += sum(is_emoji for _piece, is_emoji in pieces)
        kept = " ".join("".join(piece for piece, is_emoji in pieces if not is_emoji).split())
        return kept or (self._left_out if text.strip() else "")

    def drawable(self, text: str) -> str:
        """A line for a chart, which is given to `drawn` when it is written."""
        return " ".join("".join(piece for piece, _ in self._pieces(text)).split()) or self._left_out

    def drawn(self, chart: Markup) -> Markup:
        """A chart with its table: emoji in a font of their own, but not in the words for those who do not see it.

        WeasyPrint draws a picture's texts letter by letter, so an emoji that is made of several is taken apart there.
        """
        if not self._cluster.search(chart):
            return chart
        picture, told = 0, 0
        pieces = []
        for piece in _MARKUP_OR_TEXT.findall(chart):
            picture += piece.startswith("<svg") - piece.startswith("</svg")
            told += piece.startswith("<title") - piece.startswith("</title")
            is_text = not piece.startswith("<") and not told
            pieces.append(self._cluster.sub(_in_picture if picture else _in_text, piece) if is_text else piece)
        return Markup("".join(pieces))  # noqa: S704 - escaped before it came here

    def _shown(self, text: str) -> Markup:
        return Markup().join(
            _EMOJI.format(piece) if is_emoji else escape(piece) for piece, is_emoji in self._pieces(text)
        )

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        pieces: list[tuple[str, bool]] = []
        end = 0
        normal = unicodedata.normalize("NFC", text)
        for match in self._cluster.finditer(normal):
            pieces += [(self._letters_of(normal[end : match.start()]), False), (match[0], True)]
            end = match.end()
        return [(piece, emoji) for piece, emoji in [*pieces, (self._letters_of(normal[end:]), False)] if piece]

    def _letters_of(self, text: str) -> str:
        if self._safe.issuperset(text):
            return text
        kept: list[str] = []
        marks = 0
        for char in text:
            category = unicodedata.category(char)
            marks = marks + 1 if category == "Mn" else 0
            if char in self._safe or (ord(char) in self._combining and marks <= MARKS_IN_A_ROW):
                kept.append(char)
            elif category == "Zs":
                kept.append(" ")
            elif category not in _INVISIBLE and char not in (_EMOJI_STYLE, _TEXT_STYLE):
                self.unshown += 1
                if marks == 0:
                    self._say_left_out(kept)
        return "".join(kept)

    def _say_left_out(self, kept: list[str]) -> None:
        """Once for what is left out in a row, the spaces between it included."""
        last = next((place for place in reversed(range(len(kept))) if kept[place] != " "), -1)
        if last >= 0 and kept[last] == self._left_out:
            del kept[last + 1 :]
        else:
            kept.append(self._left_out)


class AllLetters(Glyphs):
    """For programs with fonts for every writing: takes away only what no file can hold, or what turns other texts."""

    def __init__(self) -> None:
        super().__init__(frozenset(), frozenset(), left_out="–")

    def heading(self, text: str) -> Markup:
        return self.line(text)

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        return [(legible(text), False)]


def legible(text: str) -> str:
    """Without control characters (but the line break), halves of characters, and marks that turn the text around."""
    if text.isprintable():  # it holds none of them
        return text
    kept = _NEWLINES.sub("\n", text).replace("\t", " ")
    return "".join(char for char in kept if char == "\n" or not _is_illegible(char))


def cleaned(value: Any, glyphs: Glyphs) -> Any:
    """The same tree with every text fit to be drawn."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return glyphs.drawable(value) if value else value
    if isinstance(value, tuple):
        return tuple(cleaned(part, glyphs) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: cleaned(getattr(value, field.name), glyphs) for field in fields(value)})
    return value


def _in_text(emoji: re.Match[str]) -> str:
    return _EMOJI.format(emoji[0])


def _in_picture(emoji: re.Match[str]) -> str:
    parts = _JOINING.sub("", emoji[0])
    return parts if parts.isascii() else f'<tspan font-family="Noto Color Emoji">{parts}</tspan>'


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _is_illegible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in _TURNING or (ord(char) & 0xFFFE) == 0xFFFE


def _category(point: int) -> str:
    return unicodedata.category(chr(point))


def _clusters(letters: frozenset[int], emoji: frozenset[int]) -> str:
    """One emoji with all that belongs to it. What Inter has too (❤ ©) is emoji only if the text says so."""
    special = {ord(_ZWJ), ord(_KEYCAP), *range(0x1F1E6, 0x1F200), *range(0xE0000, 0xE0080), *range(0x80)}
    own = _set_of(emoji - letters - special)
    shared = _set_of((emoji & letters) - special)
    if not own:
        return r"(?!)"
    start = f"(?:{own}{_EMOJI_STYLE}?|{shared}{_EMOJI_STYLE})"
    follower = f"(?:{own}|{shared}){_EMOJI_STYLE}?"
    person = f"{start}{_SKIN}?{_TAG}*(?:{_ZWJ}{follower}{_SKIN}?)*"
    return f"{_FLAG_LETTER}{{2}}|[0-9#*]{_EMOJI_STYLE}?{_KEYCAP}|{person}"


def _set_of(points: frozenset[int]) -> str:
    return "[" + "".join(re.escape(chr(point)) for point in sorted(points)) + "]" if points else ""
