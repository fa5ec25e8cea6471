"""The team's simple Markdown, as the few elements that paper, Word and web all know.

Everything else, HTML included, stays the letters that it is. Lists within lists come out as one list.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.report.glyphs import AllLetters, Glyphs

_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "list", "heading", "newline", "escape"])
_ELEMENTS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<em>", "em_close": "</em>"}
_BREAKS = {"softbreak", "hardbreak"}


class _Block(NamedTuple):
    kind: str
    """p, ul or ol."""
    words: Markup


def prose(text: str, glyphs: Glyphs | None = None) -> Markup:
    """HTML. Empty where nothing is written."""
    glyphs = glyphs or AllLetters()
    blocks = list(_blocks(_MARKDOWN.parse(text), glyphs))
    if not blocks and text.strip():  # nested deeper than anybody writes: the letters at least
        blocks = [_Block("p", glyphs.inline(text.strip()))]
    return Markup("\n").join(_element(kind, [block.words for block in group]) for kind, group in groupby(blocks, _kind))


def plain(text: str) -> str:
    """The words alone, a line for each paragraph and item."""
    return "\n".join(
        ("– " if block.kind != "p" else "") + block.words.striptags()
        for block in _blocks(_MARKDOWN.parse(text), AllLetters())
    )


def _kind(block: _Block) -> str:
    return block.kind


def _element(kind: str, parts: list[Markup]) -> Markup:
    if kind == "p":
        return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in parts)
    items = Markup().join(Markup("<li>{}</li>").format(part) for part in parts)
    return Markup("<{kind}>{items}</{kind}>").format(kind=Markup(kind), items=items)  # noqa: S704 - ul or ol


def _blocks(tokens: list[Token], glyphs: Glyphs) -> Iterator[_Block]:
    lists: list[str] = []
    is_heading = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.tag)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        elif token.type == "inline":
            words = Markup().join(_inline(token.children or [], glyphs))
            # A heading within a section would upset the order of the document's own.
            words = Markup("<b>{}</b>").format(words) if is_heading else words
            if words.strip():
                yield _Block(lists[-1] if lists else "p", words)


def _inline(tokens: list[Token], glyphs: Glyphs) -> Iterator[Markup]:
    for token in tokens:
        if token.type in _BREAKS:
            yield Markup("<br>")
        elif token.type in _ELEMENTS:
            yield Markup(_ELEMENTS[token.type])  # noqa: S704 - one of four
        elif token.content:
            yield glyphs.inline(token.content)
