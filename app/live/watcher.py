"""Notices that another process, or a missed hint, moved a conference that somebody here listens to."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable

import psycopg
from sqlalchemy import Engine

from app.config import LOST_AFTER
from app.live.revisions import POSTGRESQL_CHANNEL

LOOK_SECONDS = 0.05
"""How often SQLite is asked whether anybody wrote (2 µs each time)."""
REREAD_SECONDS = 5.0
"""However quiet it is, the revisions are read again so often: a hint can get lost, and then this heals it."""
RECONNECT_SECONDS = 1.0

Wake = Callable[[int], None]
ConferenceIds = Callable[[], set[int]]

log = logging.getLogger(__name__)


async def watch(engine: Engine, conference_ids: ConferenceIds, wake: Wake) -> None:
    """Runs until cancelled. Waking is harmless: whoever is woken reads the revision, and rests if it is the same."""
    look = _look_at_sqlite if engine.dialect.name == "sqlite" else _listen_to_postgresql
    async with asyncio.TaskGroup() as group:
        group.create_task(_reread(conference_ids, wake))
        group.create_task(_again_and_again(lambda: look(engine, conference_ids, wake)))


async def _again_and_again(look: Callable[[], Awaitable[None]]) -> None:
    """A lost connection, a full disk, a notice nobody understands: said, and begun anew. Nothing ends the looking."""
    while True:
        try:
            await look()
        except Exception as fault:
            log.warning("not watching the database for a moment: %s", fault)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _reread(conference_ids: ConferenceIds, wake: Wake) -> None:
    while True:
        await asyncio.sleep(REREAD_SECONDS)
        _wake_all(conference_ids, wake)


def _wake_all(conference_ids: ConferenceIds, wake: Wake) -> None:
    for conference_id in conference_ids():
        wake(conference_id)


async def _look_at_sqlite(engine: Engine, conference_ids: ConferenceIds, wake: Wake) -> None:
    """`data_version` moves when any connection but this one has committed."""
    connection = sqlite3.connect(str(engine.url.database), isolation_level=None)
    try:
        known = None
        while True:
            version = connection.execute("PRAGMA data_version").fetchone()
            if version != known:
                known = version
                _wake_all(conference_ids, wake)
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        connection.close()


async def _listen_to_postgresql(engine: Engine, conference_ids: ConferenceIds, wake: Wake) -> None:
    """One connection that only listens. When it is made again, everybody is woken for what was missed."""
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True, **LOST_AFTER) as connection:
        await connection.execute(f"LISTEN {POSTGRESQL_CHANNEL}")
        _wake_all(conference_ids, wake)
        async for notice in connection.notifies():
            wake(int(notice.payload))
