"""Editions of the summary, what they hold, and the record that an internal one takes along."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import Account, Conference, Edition, EditionChunk, LogEntry


def editions_of(conference: Conference) -> Sequence[Edition]:
    """The newest first, without those that were discarded."""
    asked = select(Edition).where(Edition.conference_id == conference.id, Edition.discarded_at.is_(None))
    return db.session.scalars(asked.order_by(Edition.number.desc())).all()


def edition_of(conference: Conference, edition_id: int) -> Edition | None:
    edition = db.session.get(Edition, edition_id)
    is_there = edition is not None and edition.conference_id == conference.id and edition.discarded_at is None
    return edition if is_there else None


def edition_with(sha256: str) -> Edition | None:
    """The frozen edition whose file this is."""
    return db.session.scalars(select(Edition).where(Edition.sha256 == sha256, Edition.sha256 != "")).first()


def package_of_edition(edition: Edition) -> bytes:
    """The frozen bytes."""
    asked = select(EditionChunk.data).where(EditionChunk.edition_id == edition.id).order_by(EditionChunk.number)
    return b"".join(db.session.scalars(asked))


def record_of(conference: Conference) -> list[tuple[LogEntry, str | None]]:
    """Every entry with the name of the account that did it, oldest first; None is the command line."""
    asked = (
        select(LogEntry, Account.name)
        .outerjoin(Account, Account.id == LogEntry.account_id)
        .where(LogEntry.conference_id == conference.id)
        .order_by(LogEntry.id)
    )
    return [(entry, name) for entry, name in db.session.execute(asked)]
