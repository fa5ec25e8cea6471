"""What is laid over the programme now."""

from sqlalchemy import bindparam, select

from app.extensions import db
from app.models import Cover, Freeze, FrozenRegion, Nudge


def nudge_of(conference_id: int) -> Nudge | None:
    return db.session.get(Nudge, conference_id)


def cover_of(conference_id: int) -> Cover | None:
    return db.session.get(Cover, conference_id)


def freeze_of(conference_id: int) -> Freeze | None:
    return db.session.get(Freeze, conference_id)


# Made once: each frame asks this.
_FROZEN = select(FrozenRegion.name, FrozenRegion.filter, FrozenRegion.html).where(
    FrozenRegion.conference_id == bindparam("conference"),
    FrozenRegion.audience == bindparam("audience"),
    FrozenRegion.language == bindparam("language"),
)


def frozen_regions_of(conference_id: int, audience: str, language: str) -> dict[tuple[str, str], bytes]:
    """The regions as they were when the hall was held still, by name and filter; empty where it is not."""
    given = {"conference": conference_id, "audience": audience, "language": language}
    return {(name, filter): html for name, filter, html in db.session.execute(_FROZEN, given)}
