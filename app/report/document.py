"""The content as one HTML document for print."""

from pathlib import Path

from app.report.content import SummaryContent
from app.report.faults import NumbersDisagree
from app.report.fonts import characters_of, require_fonts
from app.report.glyphs import Glyphs
from app.report.pages import pages_of
from app.report.wording import TRANSLATIONS, environment_for


def html_of(content: SummaryContent, translations: Path = TRANSLATIONS) -> str:
    """Raises NumbersDisagree, and FontMissing where Inter is not installed."""
    if broken := content.contradictions():
        raise NumbersDisagree("; ".join(broken))
    require_fonts()
    pages = pages_of(content, Glyphs(characters_of("Inter"), characters_of("Noto Color Emoji")))
    return (
        environment_for(content.language, translations)
        .get_template("report/summary.html")
        .render(pages=pages, content=content)
    )
