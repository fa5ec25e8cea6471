"""HTML to a tagged PDF with WeasyPrint, which may read our own style sheet and marks alone.

PDF/UA-1 for everybody; for an archive PDF/A-2a that is PDF/UA-1 too.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.report.faults import NotAccessible
from app.report.progress import Step
from app.report.wording import APP

STATIC = APP / "static" / "report"
RDF_END = b"</rdf:RDF>"
# PDF/A takes a property of another standard only with a description of its schema beside it (ISO 19005-2, 6.6.2.3).
PDF_UA = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
Tell = Callable[[Step, float], None]


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith((STATIC.as_uri() + "/", "data:")) or ".." in url:
            raise ValueError("outside the folder of the summary's own files")
        return super().fetch(url, headers)


def pdf_of(html: str, progress: Tell | None = None, expected_pages: int = 1, *, is_for_archive: bool = False) -> bytes:
    """Raises NotAccessible. `progress` is told the step and how much is done, 0 to 1."""
    errors: list[str] = []
    with _listening(errors, progress, expected_pages):
        fetcher = _OwnFilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)
        source = HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=fetcher)
        pdf: bytes = _archival(source) if is_for_archive else source.write_pdf(pdf_variant="pdf/ua-1")
    if errors:
        raise NotAccessible("; ".join(errors))
    return pdf


def _archival(source: HTML) -> bytes:
    """WeasyPrint writes one standard's mark alone, so the other's is put in where it writes its metadata.

    That is no documented way: requirements.txt pins the version, and a test would notice.
    """
    document = source.render(pdf_variant="pdf/a-2a")
    generate = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *given, **named: generate(*given, **named).replace(
        RDF_END, PDF_UA.encode() + RDF_END
    )
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a")
    return pdf


@contextmanager
def _listening(errors: list[str], progress: Tell | None, expected_pages: int) -> Iterator[None]:
    log, steps = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    listener = _Listener(errors, progress, expected_pages)
    level = steps.level
    log.addHandler(listener)
    steps.setLevel(logging.INFO)
    try:
        yield
    finally:
        steps.setLevel(level)
        log.removeHandler(listener)


class _Listener(logging.Handler):
    """The log is where WeasyPrint says both how far it is and what it had to leave out."""

    def __init__(self, errors: list[str], progress: Tell | None, expected_pages: int) -> None:
        super().__init__()
        self._errors, self._progress, self._expected = errors, progress, max(1, expected_pages)
        self._laid_out = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self._errors.append(record.getMessage())
        if record.name == "weasyprint.progress" and self._progress:
            self._tell(str(record.msg), self._progress)

    def _tell(self, message: str, progress: Tell) -> None:
        if message == "Step 5 - Creating layout - Page %d":
            self._laid_out += 1
            progress("layout", 0.15 + 0.4 * min(1.0, self._laid_out / self._expected))
        elif "Repagination" in message:
            progress("layout", 0.65)  # page numbers are looked up and put in
        elif message.startswith(("Step 6", "Step 7")):
            progress("writing", 0.75)
