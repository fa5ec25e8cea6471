"""What is laid over the programme now."""

from app.extensions import db
from app.models import Cover, Freeze, FrozenRegion, Nudge


def nudge_of(conference_id: int) -> Nudge | None:
    return db.session.get(Nudge, conference_id)


def cover_of(conference_id: int) -> Cover | None:
    return db.session.get(Cover, conference_id)


def freeze_of(conference_id: int) -> Freeze | None:
    return db.session.get(Freeze, conference_id)


def frozen_html(conference_id: int, audience: str, name: str, language: str, filter: str) -> bytes | None:
    """The region as it was when the hall was held still; None where it is not."""
    kept = db.session.get(FrozenRegion, (conference_id, audience, name, language, filter))
    return kept.html if kept is not None else None
