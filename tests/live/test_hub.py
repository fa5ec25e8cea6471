"""Handing out: one drawing for many, the newest only, nothing lost."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from app.live import hub as hub_module
from app.live.frames import TROUBLE, Parcel
from app.live.hub import Hub, Listener
from app.live.revisions import Revision
from app.live.views import Audience, View
from app.models import Language

HALL = View(1, Audience.PARTICIPANT, Language.BOKMAL)
HALL_NYNORSK = View(1, Audience.PARTICIPANT, Language.NYNORSK)
ELSEWHERE = View(2, Audience.PARTICIPANT, Language.BOKMAL)


@dataclass
class Database:
    """Two conferences whose revision can be raised, and a drawing that shows it."""

    revisions: dict[int, int] = field(default_factory=lambda: {1: 1, 2: 1})
    words: str = "revision {}"
    meanwhile: Callable[[], None] = lambda: None
    """Happens after the revision has been read and before the drawing is made."""
    drawn: list[View] = field(default_factory=list)
    fault: Exception | None = None
    undrawable: View | None = None

    async def draw(self, view: View, _revision: Revision) -> tuple[dict[str, bytes], Revision]:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        if view == self.undrawable:
            raise ValueError("this one cannot be drawn")
        if self.fault:
            fault, self.fault = self.fault, None
            raise fault
        self.drawn.append(view)
        newest = await self.revision(view.conference_id)
        return {"moves": self.words.format(newest).encode(), "still": b"always the same"}, newest

    async def revision(self, conference_id: int) -> Revision:
        return Revision(self.revisions[conference_id], self.revisions[conference_id])

    def change(self, hub: Hub, conference_id: int = 1) -> None:
        self.revisions[conference_id] += 1
        hub.wake(conference_id)


def run(story: Callable[[Hub, Database], Awaitable[None]]) -> None:
    async def scene() -> None:
        database = Database()
        hub = Hub(database.draw, database.revision)
        hub.start()
        await story(hub, database)
        hub.close()

    asyncio.run(scene())


def texts(listener: Listener) -> dict[str, str]:
    """What is pending, region by region, as the drawing said it."""
    pending = {name: frame.plain.decode() for name, frame in listener.pending.items()}
    return {name: text.split('"outerMorph">')[1].split("</hx-partial>")[0] for name, text in pending.items()}


async def settle() -> None:
    await asyncio.sleep(2 * hub_module.WINDOW_SECONDS)


def test_one_drawing_serves_many_listeners() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listeners = [hub.join(HALL, since=1) for _ in range(500)]
        await settle()
        database.drawn.clear()
        database.change(hub)
        await settle()

        assert database.drawn == [HALL]
        assert {texts(listener)["moves"] for listener in listeners} == {"revision 2"}

    run(story)


def test_only_regions_that_changed_are_handed_out() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener = hub.join(HALL, since=1)
        await settle()
        database.change(hub)
        await settle()

        assert texts(listener) == {"moves": "revision 2"}
        assert [frame.plain for frame in listener.take()][-1] == b"event: revision\nid: 2\ndata: 2\n\n"
        assert listener.take() == []

    run(story)


def test_a_page_that_shows_the_present_is_sent_nothing() -> None:
    async def story(hub: Hub, database: Database) -> None:
        first = hub.join(HALL, since=1)
        await settle()
        second = hub.join(HALL, since=1)
        await settle()

        assert (first.pending, second.pending) == ({}, {})

    run(story)


def test_a_page_that_missed_something_gets_all_regions_at_once() -> None:
    async def story(hub: Hub, database: Database) -> None:
        for _ in range(2):  # the first listener of a view, and one that comes later
            listener = hub.join(HALL, since=0)
            await settle()
            assert texts(listener) == {"moves": "revision 1", "still": "always the same"}

    run(story)


def test_a_change_between_drawing_the_page_and_connecting_is_not_missed() -> None:
    async def story(hub: Hub, database: Database) -> None:
        hub.join(HALL, since=1)
        await settle()
        database.revisions[1] = 2  # committed; the hint is still on its way when the phone connects
        late = hub.join(HALL, since=1)
        hub.wake(1)
        await settle()

        assert texts(late)["moves"] == "revision 2"

    run(story)


def test_many_changes_in_one_window_are_one_frame_and_the_last_is_sent() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener = hub.join(HALL, since=1)
        await settle()
        frames = hub.frames
        for _ in range(50):
            database.change(hub)
            await asyncio.sleep(0.001)
        await settle()

        assert hub.frames - frames <= 2  # the leading one and the trailing one
        assert texts(listener)["moves"] == "revision 51"

    run(story)


def test_the_first_change_after_a_rest_goes_out_at_once() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener = hub.join(HALL, since=1)
        await settle()
        database.change(hub)
        async with asyncio.timeout(hub_module.WINDOW_SECONDS / 4):
            await listener.woken.wait()

    run(story)


def test_a_slow_listener_holds_one_frame_and_skips_to_the_newest() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener = hub.join(HALL, since=1)
        await settle()
        for _ in range(3):
            database.change(hub)
            await settle()

        assert texts(listener) == {"moves": "revision 4"}

    run(story)


def test_a_change_in_the_middle_of_a_drawing_reaches_pages_from_before_it() -> None:
    """The drawing shows it under the older revision, and at the newer one nothing seems to have changed any more."""

    async def story(hub: Hub, database: Database) -> None:
        database.meanwhile = lambda: database.change(hub)
        first = hub.join(HALL, since=1)
        await settle()
        assert texts(first)["moves"] == "revision 2"

        database.meanwhile = lambda: database.change(hub)
        database.change(hub)
        await asyncio.sleep(0.02)
        late = hub.join(HALL, since=3)  # its page was drawn before the fourth
        await settle()
        assert texts(late)["moves"] == "revision 4"

    run(story)


def test_a_change_that_was_taken_back_leaves_no_page_with_it() -> None:
    async def story(hub: Hub, database: Database) -> None:
        database.words = "a break"
        hub.join(HALL, since=1)
        await settle()
        database.revisions[1] = 2  # no break; somebody loads the page, and then it is a break again
        database.change(hub)
        ahead = hub.join(HALL, since=2)
        await settle()

        assert texts(ahead)["moves"] == "a break"

    run(story)


def test_a_resting_listener_is_written_to_at_once_and_never_out_of_turn() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener = hub.join(HALL, since=1)
        await settle()
        written: list[bytes] = []
        takes = True

        def write_now(parcel: Parcel) -> bool:
            if takes:
                written.append(parcel.chunk(gzip=False))
            return takes

        listener.write_now = write_now
        database.change(hub)
        await settle()
        assert b"revision 2" in written[0]
        assert listener.take() == []

        takes = False  # the phone has not taken the last one yet
        database.change(hub)
        await settle()
        takes = True
        database.change(hub)
        await settle()
        assert len(written) == 1  # what waits goes first, and with it all that is newer
        assert texts(listener) == {"moves": "revision 4"}

    run(story)


def test_another_conference_hears_nothing() -> None:
    async def story(hub: Hub, database: Database) -> None:
        elsewhere = hub.join(ELSEWHERE, since=1)
        hub.join(HALL, since=1)
        await settle()
        database.drawn.clear()
        database.change(hub)
        await settle()

        assert elsewhere.pending == {}
        assert database.drawn == [HALL]

    run(story)


def test_views_without_listeners_are_not_drawn() -> None:
    async def story(hub: Hub, database: Database) -> None:
        hub.join(HALL, since=1)
        nynorsk = hub.join(HALL_NYNORSK, since=1)
        await settle()
        hub.leave(HALL_NYNORSK, nynorsk)
        database.drawn.clear()
        database.change(hub)
        await settle()

        assert database.drawn == [HALL]

    run(story)


def test_leaving_leaves_nothing_behind() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listeners = [hub.join(HALL, since=1) for _ in range(20)]
        await settle()
        for listener in listeners:
            hub.leave(HALL, listener)

        assert hub.listener_count == 0
        assert hub.conference_ids == set()
        database.drawn.clear()
        database.change(hub)
        await settle()
        assert database.drawn == []

    run(story)


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


def test_a_page_that_is_ahead_of_the_last_frame_is_not_taken_back() -> None:
    async def story(hub: Hub, database: Database) -> None:
        hub.join(HALL, since=1)
        await settle()
        database.revisions[1] = 2  # committed, and the page was drawn after it; the hint got lost
        ahead = hub.join(HALL, since=2)

        assert ahead.pending == {}
        await settle()
        assert ahead.pending == {}
        database.change(hub)
        await settle()
        assert texts(ahead) == {"moves": "revision 3"}

    run(story)


def test_closing_the_hub_ends_every_stream() -> None:
    async def story(hub: Hub, database: Database) -> None:
        listener: Listener = hub.join(HALL, since=1)
        hub.close()

        assert listener.is_closing
        assert listener.woken.is_set()

    run(story)
