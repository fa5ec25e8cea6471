"""What goes wrong while watching does not end it: else the process would be deaf until somebody restarts it."""

import asyncio

import pytest
from flask import Flask

from app.extensions import db
from app.live import watcher
from tests.conftest import Story


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
