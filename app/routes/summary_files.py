"""Where the files of a summary lie while they are made and kept, and the one that everybody may have."""

import time
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from app.config import Config
from app.domain.errors import Refused
from app.models import Conference
from app.queries.summary_texts import public_words_of
from app.report.gather import summary_content_of
from app.report.jobs import Failed, Missing, SummaryStatus, forget_summary, start_summary, summary_status
from app.report.orders import PdfOrder

PAUSE = 60.0
"""Seconds between one that failed and the next try: anybody with the link may ask for it."""


def folder_of(conference_id: int, *inside: str) -> Path:
    config: Config = current_app.config["CONFIG"]
    return config.instance_path.joinpath("summaries", str(conference_id), *inside)


def queue_of_all() -> Path:
    """One file is made at a time, whatever its format and its conference."""
    config: Config = current_app.config["CONFIG"]
    return config.instance_path / "summaries" / "queue"


def public_order_of(conference: Conference) -> PdfOrder:
    """The PDF of what everybody may read now."""
    return PdfOrder(summary_content_of(conference, public_words_of(conference)))


def public_pdf_of(conference: Conference, fingerprint: str) -> SummaryStatus:
    """How the PDF with this fingerprint stands. Where there is none, one of what everybody may read now is begun: so
    once for each state of the content, whoever asks."""
    status = summary_status(_public(conference), fingerprint)
    return _begin(conference) if isinstance(status, Missing) else status


def make_public_pdf_again(conference: Conference, fingerprint: str) -> None:
    """Refused while the one that failed is fresh; harmless where none did."""
    status = summary_status(_public(conference), fingerprint)
    if isinstance(status, Failed):
        if time.time() - status.told_at < PAUSE:
            raise Refused(_("Det ble nettopp prøvd. Vent et minutt, og prøv igjen."))
        _begin(conference)


def begin_public_pdf(conference: Conference) -> None:
    """So that it is there when the first one asks. Nobody is offered it while the day goes on."""
    if conference.is_finished and conference.summary_token is not None:
        order = public_order_of(conference)
        if isinstance(summary_status(_public(conference), order.fingerprint()), Missing):
            _begin(conference, order)


def renew_public_pdf(conference: Conference) -> None:
    """What everybody could read and may read no more must not lie on the disk."""
    forget_summary(_public(conference))
    begin_public_pdf(conference)


def _begin(conference: Conference, order: PdfOrder | None = None) -> SummaryStatus:
    return start_summary(_public(conference), order or public_order_of(conference), queue=queue_of_all())


def _public(conference: Conference) -> Path:
    return folder_of(conference.id, "public")
