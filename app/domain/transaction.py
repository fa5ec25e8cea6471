"""One action = one transaction = one announcement."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import lazy_gettext as _
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.domain.errors import Refused
from app.domain.first_come import FirstCome
from app.extensions import db
from app.live.announcing import announce
from app.live.revisions import Move, raise_revision, take_turn

_CHANGED = "changed"
_RUNNING = "running"
_TURN_SECONDS = 10.0
"""Sooner than the phone gives up on the answer."""

_writers_turn = FirstCome()


@contextmanager
def transaction(conference_id: int, move: Move = Move.COURSE) -> Iterator[None]:
    """Runs a change of one conference: takes the write lock, lets the body check and change, commits, announces.

    The given objects are read anew under the lock, so that what the body checks is still true when it is committed.
    Where nothing was changed (a decision that somebody else made just before), nothing is announced. Two that collide
    on a constraint: the second is refused in words. An action within an action is a part of it. `move` says what
    it is about, so that only what follows that is drawn anew (live/drawing.py).
    """
    if db.session.info.get(_RUNNING):
        yield
        return
    with writing():
        take_turn(conference_id)
        yield
        db.session.flush()
        changed = bool(db.session.info.pop(_CHANGED, False))
        if changed:
            raise_revision(conference_id, move)
    if changed:
        announce(conference_id)


@contextmanager
def writing() -> Iterator[None]:
    """A write transaction that nobody in a hall waits for (accounts, for example): no revision, no announcement.

    Within another one it is a part of that.
    """
    if db.session.info.get(_RUNNING):
        yield
        return
    db.session.rollback()
    db.session.info.pop(_CHANGED, None)
    with _turn():
        try:
            db.session.connection(execution_options={"writes": True})
            db.session.info[_RUNNING] = True
            yield
            db.session.commit()
        except IntegrityError as error:
            db.session.rollback()
            raise Refused(_("Noen andre endret det samme akkurat nå. Se over, og prøv igjen.")) from error
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.info.pop(_RUNNING, None)


@contextmanager
def kept_as_stored() -> Iterator[None]:
    """Around an action: what it stored is shown as it was stored. Without it all that was read is read anew."""
    session = db.session()
    session.expire_on_commit = False
    try:
        yield
    finally:
        session.expire_on_commit = True


@contextmanager
def _turn() -> Iterator[None]:
    """The writers of this process come one after the other, as SQLite's must anyway.

    SQLite itself knows no queue: a writer that finds the lock taken sleeps and tries again, up to a tenth of a second
    at a time, and newcomers overtake it.
    """
    if db.engine.dialect.name != "sqlite":
        yield
        return
    if not _writers_turn.acquire(timeout=_TURN_SECONDS):
        raise OperationalError("begin immediate", None, TimeoutError("others are writing"))
    try:
        yield
    finally:
        _writers_turn.release()


@event.listens_for(Session, "after_flush")
def _note_change(session: Session, _context: object) -> None:
    session.info[_CHANGED] = True
