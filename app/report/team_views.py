"""What the team wrote and picked, made ready to be set: themes, quotes, and what happens with the advice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.report.content import FollowUpPart, QuotePart, ThemePart
from app.report.glyphs import Glyphs
from app.report.prose import prose

if TYPE_CHECKING:
    from app.report.pages import GroupView

    Groups = tuple[GroupView, ...]

MOST_NOW = 6
"""Rows about what happens now that one page has room for."""


BRIEF = 100
"""Letters of two lines on the page in short."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    text: Markup
    group: "GroupView"
    kind: str
    said_by: int


@dataclass(frozen=True, slots=True)
class ThemeView:
    name: Markup
    drawable: str
    part: ThemePart
    counts: tuple[int | None, ...]
    """Of every target group, in their order; None where it is too small to be told apart."""
    essence: Markup
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    part: FollowUpPart
    advice: Markup
    action: Markup
    brief: Markup
    """The action in two lines."""
    owner: Markup
    theme: Markup


def theme_of(part: ThemePart, groups: "Groups", glyphs: Glyphs) -> ThemeView:
    counts = {group.position: group.count for group in part.by_group}
    return ThemeView(
        name=glyphs.line(part.name),
        drawable=glyphs.drawable(part.name),
        part=part,
        counts=tuple(counts.get(group.position) for group in groups),
        essence=prose(part.essence, glyphs),
        quotes=quotes_of(part.quotes, groups, glyphs),
    )


def quotes_of(parts: tuple[QuotePart, ...], groups: "Groups", glyphs: Glyphs) -> tuple[QuoteView, ...]:
    whose = {group.position: group for group in groups}
    return tuple(QuoteView(glyphs.block(part.text), whose[part.position], part.kind, part.said_by) for part in parts)


def follow_up_of(part: FollowUpPart, glyphs: Glyphs) -> FollowUpView:
    line = glyphs.line
    brief = part.action if len(part.action) <= BRIEF else part.action[: BRIEF - 1].rstrip() + "…"
    return FollowUpView(
        part, line(part.advice), glyphs.block(part.action), line(brief), line(part.owner), line(part.theme)
    )


def now_of(follow_ups: Iterable[FollowUpView]) -> tuple[FollowUpView, ...]:
    """What happens now, the most important first: what somebody does something with."""
    acted = [each for each in follow_ups if each.action and each.part.state != "not_now"]
    return tuple(sorted(acted, key=lambda each: each.part.priority))[:MOST_NOW]
