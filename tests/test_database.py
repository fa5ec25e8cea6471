"""SQLite's write lock: waited for without sleeping past it, and not for ever."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from threading import Timer

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app import database
from app.domain.transaction import writing
from app.extensions import db


@pytest.fixture
def other_process(app: Flask) -> Iterator[sqlite3.Connection]:
    """Has the write lock."""
    path = str(db.engine.url.database)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_writer_goes_on_when_another_process_has_let_go(other_process: sqlite3.Connection) -> None:
    letting_go = Timer(0.1, other_process.rollback)
    letting_go.start()
    with writing():
        assert not other_process.in_transaction
        assert db.session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar() == database.BUSY_TIMEOUT_MS
    letting_go.join()


def test_a_lock_that_is_never_let_go_is_given_up(
    other_process: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with pytest.raises(OperationalError, match="locked"), writing():
        pytest.fail("somebody else is writing")

    other_process.rollback()
    with writing():  # nothing was left behind
        pass
