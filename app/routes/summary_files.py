"""Where the files of a summary lie while they are made and kept, and the one that everybody may have."""

from pathlib import Path

from flask import current_app

from app.config import Config
from app.models import Conference
from app.queries.summary_texts import public_words_of
from app.report.gather import summary_content_of
from app.report.jobs import Failed, SummaryStatus, start_summary, summary_status
from app.report.orders import PdfOrder


def folder_of(conference_id: int, *inside: str) -> Path:
    config: Config = current_app.config["CONFIG"]
    return config.instance_path.joinpath("summaries", str(conference_id), *inside)


def queue_of_all() -> Path:
    """One file is made at a time, whatever its format and its conference."""
    config: Config = current_app.config["CONFIG"]
    return config.instance_path / "summaries" / "queue"


def public_pdf_of(conference: Conference, *, again: bool = False) -> SummaryStatus:
    """The PDF of what everybody may read now. It is begun unless it is there or under way: so once for each state of
    the content, whoever asks, and one that failed only when somebody asks for it `again`."""
    order = PdfOrder(summary_content_of(conference, public_words_of(conference)))
    folder = folder_of(conference.id, "public")
    status = summary_status(folder, order.fingerprint())
    if isinstance(status, Failed) and not again:
        return status
    return start_summary(folder, order, queue=queue_of_all())


def begin_public_pdf(conference: Conference) -> None:
    """So that it is there when the first one asks. Nobody is offered it while the day goes on."""
    if conference.is_finished and conference.summary_token is not None:
        public_pdf_of(conference)
