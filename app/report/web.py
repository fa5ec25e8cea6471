"""The summary as a page for everybody: the body, and what is said about it where somebody shares it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from app.report.content import SummaryContent
from app.report.document import glyphs_of
from app.report.faults import NumbersDisagree
from app.report.glyphs import AllLetters
from app.report.marks import field_of
from app.report.pages import pages_of
from app.report.picture import draw
from app.report.wording import catalogue_of, environment_for, formats_of


class Preview(NamedTuple):
    """What is said about the page where somebody shares it, without markup."""

    title: str
    description: str
    """Two sentences."""


@dataclass(frozen=True, slots=True)
class WebPage:
    preview: Preview
    cover: Markup
    body: Markup


def web_page_of(content: SummaryContent) -> WebPage:
    """As many contributions as on paper. Raises NumbersDisagree."""
    if broken := content.contradictions():
        raise NumbersDisagree("; ".join(broken))
    pages = pages_of(content, AllLetters())
    environment = environment_for(content.language)
    given = {"pages": pages, "content": content, "medium": "web"}
    return WebPage(
        preview=_preview(given, content),
        cover=Markup(environment.get_template("report/web_cover.html").render(given)),  # noqa: S704 - a template escaped it
        body=Markup(environment.get_template("report/web.html").render(given)),  # noqa: S704 - as above
    )


def preview_of(content: SummaryContent) -> Preview:
    return _preview({"pages": pages_of(content, AllLetters()), "content": content, "medium": "web"}, content)


def _preview(given: dict[str, Any], content: SummaryContent) -> Preview:
    _ = catalogue_of(content.language).gettext
    words: Any = environment_for(content.language).get_template("report/_figures.html").make_module(given)
    title = _("Dette hørte vi: %(title)s") % {"title": given["pages"].title.plain}
    return Preview(title, " ".join(str(words.in_short()).split()))


def picture_of(content: SummaryContent) -> bytes:
    """PNG, 1200 × 630: the title, whose it is, and a mark for each person who came."""
    _ = catalogue_of(content.language).gettext
    joined = tuple((group.position, group.joined) for group in content.groups)
    drawable = glyphs_of("Inter Display", content.language).plain  # in a picture there is no other font for an emoji
    whose = ", ".join(filter(None, (drawable(content.title), drawable(content.organiser))))
    when = _("Dialogkonferansen %(day)s") % {"day": formats_of(content.language)["day"](content.held_on)}
    return _drawn(_("Dette hørte vi"), whose, when, joined, content.code)


@lru_cache(maxsize=32)
def _drawn(heading: str, whose: str, when: str, joined: tuple[tuple[int, int], ...], seed: str) -> bytes:
    return draw(heading, whose, when, field_of(dict(joined), seed))
