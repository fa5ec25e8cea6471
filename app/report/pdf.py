"""HTML to a tagged PDF (PDF/UA-1) with WeasyPrint, which may read our own style sheet and marks alone."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.report.faults import NotAccessible
from app.report.progress import Step
from app.report.wording import APP

STATIC = APP / "static" / "report"
Tell = Callable[[Step, float], None]


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith((STATIC.as_uri() + "/", "data:")) or ".." in url:
            raise ValueError("outside the folder of the summary's own files")
        return super().fetch(url, headers)


def pdf_of(html: str, progress: Tell | None = None, expected_pages: int = 1) -> bytes:
    """Raises NotAccessible. `progress` is told the step and how much is done, 0 to 1."""
    errors: list[str] = []
    with _listening(errors, progress, expected_pages):
        fetcher = _OwnFilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)
        document = HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if errors:
        raise NotAccessible("; ".join(errors))
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
