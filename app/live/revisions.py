"""The revision of a conference: one row, raised with each change, read far more often than written."""

import time
from threading import Lock

from sqlalchemy import bindparam, func, select, update

from app.extensions import db
from app.live.announcing import on_announcement
from app.models import ConferenceRevision

MEMORY_SECONDS = 1.0
"""So old may the remembered revision be that a polling page is answered from; another process may have moved on."""

POSTGRESQL_CHANNEL = "conference_moved"
"""Other processes listen here (watcher.py); SQLite's own counter needs no word."""

_OF_CONFERENCE = ConferenceRevision.conference_id == bindparam("conference")
_READ = select(ConferenceRevision.revision, ConferenceRevision.substance).where(_OF_CONFERENCE)
_RAISE = update(ConferenceRevision).where(_OF_CONFERENCE).execution_options(synchronize_session=False)
_NEXT = ConferenceRevision.revision + 1
_ARRIVAL = _RAISE.values(revision=_NEXT)
_CHANGE = _RAISE.values(revision=_NEXT, substance=_NEXT)


class Revision(int):
    """A conference's revision, that also knows the last one that was more than an arrival.

    When a hall of 2,000 comes in, what does not show who is here need not be drawn 2,000 times.
    """

    substance: int

    def __new__(cls, number: int, substance: int) -> "Revision":
        revision = super().__new__(cls, number)
        revision.substance = substance
        return revision


_remembered: dict[int, tuple[Revision, float]] = {}
_lock = Lock()


def take_turn(conference_id: int) -> None:
    """Waits until no other transaction is changing this conference. SQLite's lock is there already, for all of them."""
    if db.engine.dialect.name != "sqlite":
        db.session.execute(_READ.with_for_update(), {"conference": conference_id})


def raise_revision(conference_id: int, is_arrival: bool = False) -> None:
    """Part of the running transaction."""
    db.session.execute(_ARRIVAL if is_arrival else _CHANGE, {"conference": conference_id})
    if db.engine.dialect.name == "postgresql":  # delivered at the commit, and only if there is one
        db.session.execute(select(func.pg_notify(POSTGRESQL_CHANNEL, str(conference_id))))


def revision_of(conference_id: int) -> Revision:
    """The committed revision; 0 for a conference that does not exist."""
    number, substance = db.session.execute(_READ, {"conference": conference_id}).one_or_none() or (0, 0)
    return Revision(number, substance)


def remembered_revision_of(conference_id: int) -> Revision:
    """For pages that poll: at most a second old, so that 2,000 of them cost one question a second."""
    now = time.monotonic()
    with _lock:
        known = _remembered.get(conference_id)
    if known is not None and now - known[1] < MEMORY_SECONDS:
        return known[0]
    revision = revision_of(conference_id)
    with _lock:
        _remembered[conference_id] = (revision, now)
    return revision


def _forget(conference_id: int) -> None:
    with _lock:
        _remembered.pop(conference_id, None)


on_announcement(_forget)
