"""The hub when the database is gone, or one view cannot be drawn."""

import asyncio

import pytest

from app.live import hub as hub_module
from app.live.frames import TROUBLE
from app.live.hub import Hub
from tests.live.hub_story import HALL, HALL_NYNORSK, Database, run, settle, texts


def test_a_fault_while_drawing_is_tried_again_and_nothing_is_lost() -> None:
    async def story(hub: Hub, database: Database) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        listener = hub.join(HALL, since=1)
        await settle()
        database.fault = OSError("database is locked")
        database.change(hub)
        await asyncio.sleep(1.2 + 2 * hub_module.WINDOW_SECONDS)

        assert texts(listener) == {"moves": "revision 2"}

    run(story)


def test_a_database_that_is_gone_is_said_and_so_is_its_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "RETRY_SECONDS", 0.4)

    async def story(hub: Hub, database: Database) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        listener = hub.join(HALL, since=1)
        await settle()
        database.revisions = {}
        hub.wake(1)
        await settle()
        assert listener.take() == []  # a single fault concerns nobody
        await settle()
        late = hub.join(HALL, since=1)
        assert listener.take() == late.take() == [TROUBLE]
        await settle()
        assert listener.take() == []  # said once

        database.revisions = {1: 1}  # back, and nothing has moved meanwhile
        await settle()
        await settle()
        for each in (listener, late):
            assert [frame.plain for frame in each.take()] == [b"event: revision\nid: 1\ndata: 1\n\n"]

    run(story)


def test_a_view_that_cannot_be_drawn_does_not_hold_up_the_others() -> None:
    async def story(hub: Hub, database: Database) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        database.undrawable = HALL_NYNORSK
        hub.join(HALL_NYNORSK, since=1)
        listener = hub.join(HALL, since=1)
        await settle()
        database.change(hub)
        await asyncio.sleep(1.2 + 2 * hub_module.WINDOW_SECONDS)

        assert texts(listener) == {"moves": "revision 2"}

    run(story)
