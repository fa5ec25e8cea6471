"""Noticing what other processes do."""

import asyncio
from collections.abc import Awaitable, Callable

from flask import Flask

from app.domain.conferences import set_policy
from app.extensions import db
from app.live.watcher import watch
from app.models import Conference, ModerationPolicy
from tests.conftest import Story


def woken_by(conference_id: int, happening: Callable[[], Awaitable[None]]) -> list[int]:
    """Whom the watcher wakes while that happens. Hints within the process are not connected here."""
    woken: list[int] = []

    async def scene() -> None:
        watching = asyncio.create_task(watch(db.engine, lambda: {conference_id}, woken.append))
        await asyncio.sleep(0.3)
        woken.clear()
        await happening()
        watching.cancel()

    asyncio.run(scene())
    return woken


def test_another_connections_commit_wakes_the_conference_within_100_ms(app: Flask, story: Story) -> None:
    conference_id = story.conference.id
    db.session.rollback()

    def change() -> None:
        with app.app_context():
            set_policy(db.session.get_one(Conference, conference_id), ModerationPolicy.SHOW_AT_ONCE, None)

    async def happening() -> None:
        await asyncio.to_thread(change)
        await asyncio.sleep(0.1)

    assert set(woken_by(conference_id, happening)) == {conference_id}


def test_nothing_happens_nothing_is_woken(story: Story) -> None:
    db.session.rollback()

    async def happening() -> None:
        await asyncio.sleep(0.5)

    assert woken_by(story.conference.id, happening) == []
