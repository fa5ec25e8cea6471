"""The revision of a conference: one row, raised with each change, read far more often than written."""

import enum
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
_READ = select(ConferenceRevision.revision, ConferenceRevision.substance, ConferenceRevision.course).where(
    _OF_CONFERENCE
)
_RAISE = update(ConferenceRevision).where(_OF_CONFERENCE).execution_options(synchronize_session=False)
_NEXT = ConferenceRevision.revision + 1


class Move(enum.Enum):
    """What a change is about, and what a drawing follows: this, and all that is more."""

    ARRIVAL = "arrival"
    """Who is here."""
    WORDS = "words"
    """Somebody said something."""
    COURSE = "course"
    """All else."""


_RAISE_BY = {
    Move.ARRIVAL: _RAISE.values(revision=_NEXT),
    Move.WORDS: _RAISE.values(revision=_NEXT, substance=_NEXT),
    Move.COURSE: _RAISE.values(revision=_NEXT, substance=_NEXT, course=_NEXT),
}


class Revision(int):
    """A conference's revision, that also knows the last one that was more than an arrival, or than words.

    When a hall of 2,000 comes in, what does not show who is here need not be drawn 2,000 times; nor the question, when
    it answers.
    """

    substance: int
    course: int

    def __new__(cls, number: int, substance: int, course: int) -> "Revision":
        revision = super().__new__(cls, number)
        revision.substance, revision.course = substance, course
        return revision

    def of(self, move: Move) -> int:
        """The last one that was this or more."""
        return {Move.ARRIVAL: int(self), Move.WORDS: self.substance, Move.COURSE: self.course}[move]


_remembered: dict[int, tuple[Revision, float]] = {}
_lock = Lock()


def take_turn(conference_id: int) -> None:
    """Waits until no other transaction is changing this conference. SQLite's lock is there already, for all of them."""
    if db.engine.dialect.name != "sqlite":
        db.session.execute(_READ.with_for_update(), {"conference": conference_id})


def raise_revision(conference_id: int, move: Move = Move.COURSE) -> None:
    """Part of the running transaction."""
    db.session.execute(_RAISE_BY[move], {"conference": conference_id})
    if db.engine.dialect.name == "postgresql":  # delivered at the commit, and only if there is one
        db.session.execute(select(func.pg_notify(POSTGRESQL_CHANNEL, str(conference_id))))


def revision_of(conference_id: int) -> Revision:
    """The committed revision; 0 for a conference that does not exist."""
    return Revision(*(db.session.execute(_READ, {"conference": conference_id}).one_or_none() or (0, 0, 0)))


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
