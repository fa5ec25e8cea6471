"""The renderer's own process: reads an order, writes the file, tells how far it is."""

import gc
import os
import resource
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from app.report import codec
from app.report.atomic import write_whole
from app.report.content import SummaryContent
from app.report.document import html_of
from app.report.faults import FontMissing, NotAccessible, NumbersDisagree, PangoMissing, TemplateUnusable
from app.report.lock import take_turn
from app.report.orders import ArchiveOrder, Cover, PdfOrder, WordOrder
from app.report.progress import ProgressFile, Reason
from app.report.selection import MAX_PRINTED

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
    TemplateUnusable: "template",
}


def render(order_path: Path, progress_path: Path, path: Path, queue: Path | None = None) -> int:
    """The exit code. The file appears whole or not at all; why it failed stands in the progress file.

    What is made, and so what the order holds, is the path's ending. It waits in the queue first; its time counts from
    then.
    """
    report = ProgressFile(progress_path)
    if queue:
        take_turn(queue)
    limit(report)
    gc.disable()  # it would walk through a million boxes again and again, a sixth of the time, and all go at the end
    report.tell("reading", 0.02)
    try:
        make = MAKERS[path.suffix](order_path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return _failed(report, "content", fault)
    try:
        write_whole(path, make(report))
        remove_others(path)
    except Exception as fault:  # whatever it is, the page that waits must be told
        return _failed(report, _reason_of(fault), fault)
    return 0


Make = Callable[[ProgressFile], bytes]


def _pdf(order: str) -> Make:
    pdf = codec.from_json(PdfOrder, order)
    return lambda report: drawn(pdf.content, report, cover=pdf.cover)


def _docx(order: str) -> Make:
    word = codec.from_json(WordOrder, order)

    def make(report: ProgressFile) -> bytes:
        from app.report.word import docx_of  # a third of a second of imports that no PDF needs

        report.tell("writing", 0.2)
        return docx_of(word.content, Path(word.template))

    return make


def _zip(order: str) -> Make:
    from app.report.archive import package_of

    archive = codec.from_json(ArchiveOrder, order)
    return lambda report: package_of(archive, drawn(archive.content, report, is_for_archive=True))


MAKERS: dict[str, Callable[[str], Make]] = {".pdf": _pdf, ".docx": _docx, ".zip": _zip}


def drawn(
    content: SummaryContent, report: ProgressFile, *, cover: Cover = "dark", is_for_archive: bool = False
) -> bytes:
    """For an archive with every contribution, whatever the number of pages."""
    try:
        from app.report.pdf import pdf_of  # half a second of imports, after the first sign of life
    except OSError as missing:
        raise PangoMissing(f"{str(missing).partition(':')[0]} (bin/setup says how to install it)") from missing

    report.tell("preparing", 0.08)
    limit = max(MAX_PRINTED, content.published) if is_for_archive else MAX_PRINTED
    html = html_of(content, limit, cover)
    pages = 4 + len(content.activities) + content.published // TEXTS_A_PAGE
    report.tell("layout", 0.15)
    return pdf_of(html, report.tell, pages, is_for_archive=is_for_archive)


def remove_others(kept: Path) -> None:
    """Documents of what the content was before, and the texts this one was made from."""
    for path in kept.parent.iterdir():
        if path != kept and path.suffix in {*MAKERS, ".json", ".progress", ".tmp"}:
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
    os.nice(15)  # the live pages come first


def _at_most(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (least, hard))


def _failed(report: ProgressFile, reason: Reason, fault: Exception) -> int:
    report.fail(reason, f"{type(fault).__name__}: {fault}"[:500])
    return 1


def _reason_of(fault: Exception) -> Reason:
    return REASONS.get(type(fault), "error")
