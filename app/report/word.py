"""The summary as a Word document: the printed words and tables, filled into a template that can be replaced."""

import io
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from docx.document import Document as DocumentType
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from app.report.blocks import blocks_of
from app.report.content import SummaryContent
from app.report.faults import TemplateUnusable
from app.report.glyphs import legible
from app.report.orders import TEMPLATE
from app.report.wording import LOCALES, catalogue_of, formats_of

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGE, VALUE, TYPE, WIDTH = f"{_MAIN}lang", f"{_MAIN}val", f"{_MAIN}type", f"{_MAIN}w"
TABLE, TABLE_GRID, COLUMN, ROW, CELL_WIDTH = (f"{_MAIN}{name}" for name in ("tbl", "tblGrid", "gridCol", "tr", "tcW"))
PARAGRAPH = f"{_MAIN}p"
LONGEST_PROPERTY = 255


def docx_of(content: SummaryContent, template: Path = TEMPLATE) -> bytes:
    """Every contribution, real headings, lists and tables, in the conference's language.

    Raises NumbersDisagree, and TemplateUnusable with what is wrong in it. A template decides how it looks and may leave
    things out; it runs no code of its own.
    """
    context = _context(content)
    try:
        document = DocxTemplate(io.BytesIO(template.read_bytes()))
        document.render(context, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
        _set_columns(document.docx)
        _keep_whole(document.docx)
        _describe(document.docx, content)
        file = io.BytesIO()
        document.save(file)
    except MemoryError:
        raise
    except Exception as fault:  # whatever a file that is no template, or a mistake in one, can lead to
        raise TemplateUnusable(f"{type(fault).__name__}: {fault}") from fault
    return file.getvalue()


def _context(content: SummaryContent) -> dict[str, object]:
    """Every name that a template may use; docs/word.md lists them."""
    _ = catalogue_of(content.language).gettext
    formats = formats_of(content.language)
    when = _("Dialogkonferansen %(day)s") % {"day": formats["day"](content.held_on)}
    if content.starts_at:
        when += ", " + _("kl. %(time)s") % {"time": formats["clock"](content.starts_at)}
    return {
        "heading": _("Dette hørte vi"),
        "title": legible(content.title),
        "organiser": legible(content.organiser),
        "when": legible(f"{when}, {content.place}" if content.place.strip() else when),
        "place": legible(content.place),
        "purpose": legible(content.purpose),
        "demo_note": legible(content.demo_note) if content.is_demo else "",
        "blocks": blocks_of(content),
    }


def _set_columns(document: DocumentType) -> None:
    """As wide as the cells of the first row ask for: Word reads those, LibreOffice the grid, which came out even."""
    for table in document.element.body.iter(TABLE):
        columns = table.findall(f"{TABLE_GRID}/{COLUMN}")
        asked = [int(width.get(WIDTH)) for width in table.find(ROW).iter(CELL_WIDTH) if width.get(TYPE) == "pct"]
        if len(asked) == len(columns):
            whole = sum(int(column.get(WIDTH)) for column in columns)
            for column, share in zip(columns, asked, strict=True):
                column.set(WIDTH, str(whole * share // sum(asked)))


def _keep_whole(document: DocumentType) -> None:
    """What stands before a table or a list keeps with it. A table goes on over the page as on paper, never with a row
    alone: one that must stay whole, LibreOffice moves and then leaves a heading behind at the page's foot.
    """
    kept = []
    body = list(document.element.body)
    for before, element in pairwise(body):
        if before.tag == PARAGRAPH and (element.tag == TABLE or (_is_item(element) and not _is_item(before))):
            kept.append(before)
    for table in document.element.body.iter(TABLE):
        rows = table.findall(ROW)
        for row in {*rows[:2], *rows[-3:-1]}:
            kept += row.iter(PARAGRAPH)
    for paragraph in kept:
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _is_item(element: BaseOxmlElement) -> bool:
    return element.tag == PARAGRAPH and (element.style or "").startswith("List")


def _describe(document: DocumentType, content: SummaryContent) -> None:
    """Its language, for screen readers and spelling, and what it is, in the file's properties."""
    locale = LOCALES[content.language].replace("_", "-")
    for language in document.styles.element.iter(LANGUAGE):
        language.set(VALUE, locale)
    about = document.core_properties
    about.title, about.author = legible(content.title)[:LONGEST_PROPERTY], legible(content.organiser)[:LONGEST_PROPERTY]
    about.language, about.comments, about.last_modified_by = locale, "", ""
    about.created = about.modified = content.made_at or datetime.now(UTC).replace(tzinfo=None)
