"""How a file that is made in a process of its own stands, as the page says it, and the file when it is there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from app.report.jobs import (
    Failed,
    Order,
    Running,
    SummaryStatus,
    cancel_summary,
    kept_file,
    running_in,
    start_summary,
    summary_status,
)
from app.report.progress import Progress
from app.routes.downloads import download
from app.routes.summary_files import folder_of, queue_of_all

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """One of the files that take time."""

    name: str
    """Of its words in `_status.html`, and of its piece of the page."""
    ending: str
    mimetype: str
    folder: str = ""
    """Inside the conference's own; one renderer at a time in each."""


FORMATS = {
    form.name: form
    for form in (
        Format("pdf", "pdf", "application/pdf"),
        Format("light", "pdf", "application/pdf", "light"),
        Format("press", "pdf", "application/pdf", "press"),
        Format("word", "docx", DOCX, "word"),
    )
}


@dataclass(frozen=True)
class Making:
    format: Format
    state: str
    """missing, running, done or failed."""
    progress: Progress
    this_content: bool
    """False while what is being made says something older than the page does."""
    made_at: datetime | None
    """When the file that can be fetched now was made; None where there is none."""
    size: int


def start_making(form: Format, order: Order) -> None:
    """Unless it is under way or done; nothing waits for it here."""
    start_summary(_folder_of(form), order, form.ending, queue_of_all())


def cancel_making(form: Format) -> None:
    cancel_summary(_folder_of(form), form.ending)


def under_way(form: Format) -> Making | None:
    """What is being made, without a look at the content: the page asks each second, and to gather it costs more."""
    status = running_in(_folder_of(form))
    return _making(form, status) if status else None


def making_of(form: Format, order: Order) -> Making:
    return _making(form, summary_status(_folder_of(form), order.fingerprint(), form.ending))


def _making(form: Format, status: SummaryStatus) -> Making:
    kept = kept_file(_folder_of(form), form.ending)
    stat = kept.stat() if kept else None
    return Making(
        format=form,
        state=type(status).__name__.lower(),
        progress=status.progress if isinstance(status, Running | Failed) else Progress(),
        this_content=status.this_content if isinstance(status, Running) else True,
        made_at=datetime.fromtimestamp(stat.st_mtime, UTC) if stat else None,
        size=stat.st_size if stat else 0,
    )


def fetch(form: Format) -> ResponseReturnValue:
    """The file that was made last, also when something has changed since: the page says so."""
    path = kept_file(_folder_of(form), form.ending)
    if path is None:
        return redirect(url_for("project_team.show"), 303)
    try:
        return download(path.read_bytes(), form.mimetype, form.ending)
    except FileNotFoundError:  # a newer one took its place in this moment
        abort(503)


def _folder_of(form: Format) -> Path:
    return folder_of(g.conference.id, form.folder)
