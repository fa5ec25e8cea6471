"""How the databases are spoken to: SQLite's settings, and which transactions take the write lock at once."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine, event

import app.models  # noqa: F401 - the tables must be known before the first query
from app.extensions import db

MIGRATIONS = Path(__file__).parent.parent / "migrations"
BUSY_TIMEOUT_MS = 5000
ASK_AGAIN_SECONDS = 0.001


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # what was acknowledged survives a power cut
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")  # what is redacted is overwritten in the file, too
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once in WAL mode when another wrote in between,
        # whatever the timeout. So a writing transaction takes the lock before it reads.
        if connection.get_execution_options().get("writes", False):
            _take_the_lock(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _take_the_lock(connection: Connection) -> None:
    """As SQLite itself would, but asking again each millisecond. It sleeps up to a tenth of a second at a time, while
    another process has let go long ago and takes the lock anew."""
    asking: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    end = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    asking.execute("PRAGMA busy_timeout=0")
    try:
        while time.monotonic() < end:
            try:
                asking.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(ASK_AGAIN_SECONDS)
            else:
                return
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the last time, and says what is wrong
    finally:
        asking.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
