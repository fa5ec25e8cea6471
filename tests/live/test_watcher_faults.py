"""What goes wrong while watching does not end it: else the process would be deaf until somebody restarts it."""

import asyncio
from collections.abc import Callable

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine

from app.extensions import db
from app.live import watcher
from app.live.revisions import POSTGRESQL_CHANNEL
from tests.conftest import Story
from tests.postgresql_server import running_postgresql


def test_a_fault_does_not_end_the_watching(app: Flask, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "RECONNECT_SECONDS", 0.05)
    conference_id, engine = story.conference.id, db.engine
    woken: list[int] = []
    faults = [OSError("the disk is full"), ValueError("a notice that is no number")]

    def wake(conference_id: int) -> None:
        woken.append(conference_id)
        if faults:
            raise faults.pop()

    async def scene() -> None:
        watching = asyncio.create_task(watcher.watch(engine, lambda: {conference_id}, wake))
        await asyncio.sleep(1)
        assert not watching.done()
        watching.cancel()

    asyncio.run(scene())
    assert woken == [conference_id] * 3  # each beginning wakes once, and the third lasts


def test_a_listening_connection_that_is_cut_is_made_again_and_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "RECONNECT_SECONDS", 0.05)
    woken: list[int] = []

    async def scene(server: str) -> None:
        engine = create_engine(f"{server}/postgres".replace("postgresql:", "postgresql+psycopg:"))
        watching = asyncio.create_task(watcher.watch(engine, lambda: {7}, woken.append))
        async with await psycopg.AsyncConnection.connect(f"{server}/postgres", autocommit=True) as other:
            await until(lambda: woken == [7])  # it listens
            await other.execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%'")
            await until(lambda: woken == [7, 7])  # again, and whatever was missed is looked at
            await other.execute(f"notify {POSTGRESQL_CHANNEL}, '8'")
            await until(lambda: woken == [7, 7, 8])
        watching.cancel()

    with running_postgresql("fsync=off") as server:
        asyncio.run(scene(server))


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(4):  # sooner than everything is read again anyway
        while not is_so():
            await asyncio.sleep(0.02)
