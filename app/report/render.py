"""The renderer's own process: reads a content, writes a PDF, tells how far it is."""

import os
import resource
import signal
import threading
from pathlib import Path

from app.report.atomic import write_whole
from app.report.content import SummaryContent
from app.report.document import html_of
from app.report.faults import FontMissing, NotAccessible, NumbersDisagree, PangoMissing
from app.report.progress import ProgressFile, Reason

SECONDS = 120
GRACE = 5  # after that the kernel ends the process, however it hangs
MEMORY = 2 * 1024**3
TEXTS_A_PAGE = 28
REASONS: dict[type[Exception], Reason] = {
    MemoryError: "memory",
    FontMissing: "fonts",
    PangoMissing: "fonts",
    NumbersDisagree: "numbers",
    NotAccessible: "accessibility",
}


def render(content_path: Path, progress_path: Path, pdf_path: Path) -> int:
    """The exit code. The PDF appears whole or not at all; why it failed stands in the progress file."""
    report = ProgressFile(progress_path)
    limit(report)
    report.tell("reading", 0.02)
    try:
        content = SummaryContent.from_json(content_path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return _failed(report, "content", fault)
    try:
        write_whole(pdf_path, drawn(content, report))
        remove_others(pdf_path)
    except Exception as fault:  # whatever it is, the page that waits must be told
        return _failed(report, _reason_of(fault), fault)
    return 0


def drawn(content: SummaryContent, report: ProgressFile) -> bytes:
    try:
        from app.report.pdf import pdf_of  # half a second of imports, after the first sign of life
    except OSError as missing:
        raise PangoMissing(f"{str(missing).partition(':')[0]} (bin/setup says how to install it)") from missing

    report.tell("preparing", 0.08)
    html = html_of(content)
    pages = 4 + len(content.activities) + content.published // TEXTS_A_PAGE
    report.tell("layout", 0.15)
    return pdf_of(html, report.tell, pages)


def remove_others(pdf_path: Path) -> None:
    """Documents of what the content was before, and the texts this one was made from."""
    for path in pdf_path.parent.iterdir():
        if path != pdf_path and path.suffix in {".pdf", ".json", ".progress", ".tmp"}:
            path.unlink(missing_ok=True)


def limit(report: ProgressFile) -> None:
    """Time and memory. The timer can say why it ended; the alarm behind it cannot be held up by anything."""

    def give_up() -> None:
        report.fail("timeout", f"more than {SECONDS} s")
        os._exit(1)

    timer = threading.Timer(SECONDS, give_up)
    timer.daemon = True
    timer.start()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS + GRACE)
    _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_CPU, SECONDS + GRACE)
    os.nice(10)  # the live pages come first


def _at_most(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (least, hard))


def _failed(report: ProgressFile, reason: Reason, fault: Exception) -> int:
    report.fail(reason, f"{type(fault).__name__}: {fault}"[:500])
    return 1


def _reason_of(fault: Exception) -> Reason:
    return REASONS.get(type(fault), "error")
