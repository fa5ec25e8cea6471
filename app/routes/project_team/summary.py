"""The summary: what will be in it, made as PDF in a process of its own, and fetched."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.config import Config
from app.report.gather import summary_content_of
from app.report.jobs import Done, Failed, Running, SummaryStatus, kept_pdf, start_summary, summary_status
from app.report.progress import Progress
from app.routes.project_team import blueprint
from app.routes.project_team.downloads import download


@dataclass(frozen=True)
class Making:
    """How the PDF stands, as the page says it."""

    state: str
    """missing, running, done or failed."""
    progress: Progress
    this_content: bool
    """False while what is being made says something older than the page does."""
    made_at: datetime | None
    """When the PDF that can be fetched now was made; None where there is none."""
    size: int


@blueprint.get("/summary")
def show() -> ResponseReturnValue:
    """What will be in it, in numbers, and how its making stands."""
    content = summary_content_of(g.conference)
    making = making_of(summary_status(_folder(), content.fingerprint()))
    return render_template("project_team/summary/show.html", content=content, making=making)


@blueprint.post("/summary")
def create() -> ResponseReturnValue:
    """Starts the making, unless it is under way or done; nothing waits for it here."""
    start_summary(_folder(), summary_content_of(g.conference))
    return redirect(url_for("project_team.show"), 303)


@blueprint.get("/summary/status")
def status() -> ResponseReturnValue:
    """The piece of the page that asks again by itself while the PDF is being made."""
    fingerprint = summary_content_of(g.conference).fingerprint()
    making = making_of(summary_status(_folder(), fingerprint))
    return render_template("project_team/summary/_status.html", making=making)


@blueprint.get("/summary/pdf")
def pdf() -> ResponseReturnValue:
    """The PDF that was made last, also when something has changed since: the page says so."""
    path = kept_pdf(_folder())
    if path is None:
        return redirect(url_for("project_team.show"), 303)
    try:
        return download(path.read_bytes(), "application/pdf", "pdf")
    except FileNotFoundError:  # a newer one took its place in this moment
        abort(503)


def making_of(status: SummaryStatus) -> Making:
    kept = kept_pdf(_folder())
    stat = kept.stat() if kept else None
    return Making(
        state=type(status).__name__.lower(),
        progress=status.progress if isinstance(status, Running | Failed) else Progress(),
        this_content=status.this_content if isinstance(status, Running) else isinstance(status, Done),
        made_at=datetime.fromtimestamp(stat.st_mtime, UTC) if stat else None,
        size=stat.st_size if stat else 0,
    )


def _folder() -> Path:
    config: Config = current_app.config["CONFIG"]
    return config.instance_path / "summaries" / str(g.conference.id)
