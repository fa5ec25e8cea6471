"""The content as one HTML document: for print, or as the source of what other programs are given."""

from typing import Literal

from app.report.content import Language, SummaryContent
from app.report.faults import NumbersDisagree
from app.report.fonts import characters_of, require_fonts
from app.report.glyphs import AllLetters, Glyphs
from app.report.orders import Cover
from app.report.pages import pages_of
from app.report.selection import MAX_PRINTED
from app.report.wording import catalogue_of, environment_for

Medium = Literal["paper", "text"]


def html_of(content: SummaryContent, limit: int = MAX_PRINTED, cover: Cover = "dark") -> str:
    """For print. Raises NumbersDisagree, and FontMissing where Inter is not installed."""
    require_fonts()
    return _drawn(content, glyphs_of("Inter", content.language), "paper", limit, cover=cover)


def glyphs_of(family: str, language: Language) -> Glyphs:
    """What can be set in this family, and emoji."""
    left_out = catalogue_of(language).gettext("[tegn som ikke kan skrives ut]")
    letters = characters_of(family)
    return Glyphs(letters, characters_of("Noto Color Emoji"), left_out) if letters else AllLetters()


def plain_html_of(content: SummaryContent) -> str:
    """The same words and tables, every contribution, without cover and list of contents. Raises NumbersDisagree."""
    return _drawn(content, AllLetters(), "text", max(MAX_PRINTED, content.published))


def method_html_of(content: SummaryContent) -> str:
    """How it was done and counted. Raises NumbersDisagree."""
    everything = max(MAX_PRINTED, content.published)
    return _drawn(content, AllLetters(), "text", everything, "report/method.html")


def _drawn(
    content: SummaryContent,
    glyphs: Glyphs,
    medium: Medium,
    limit: int,
    template: str = "report/summary.html",
    cover: Cover = "dark",
) -> str:
    if broken := content.contradictions():
        raise NumbersDisagree("; ".join(broken))
    return (
        environment_for(content.language)
        .get_template(template)
        .render(pages=pages_of(content, glyphs, limit), content=content, medium=medium, cover=cover)
    )
