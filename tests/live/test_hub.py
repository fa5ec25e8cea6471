"""Handing out: one drawing for many, the newest only, nothing lost."""

import asyncio

from app.live import hub as hub_module
from app.live.frames import Parcel
from app.live.hub import Hub, Listener
from tests.live.hub_story import ELSEWHERE, HALL, HALL_NYNORSK, Database, run, settle, texts


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


def test_who_has_come_is_told_at_once_and_then_once_a_second() -> None:
    async def story(hub: Hub, database: Database) -> None:
        inside = hub.join(HALL, since=1)
        await asyncio.sleep(hub_module.ARRIVALS_SECONDS + 0.1)
        database.arrive(hub)
        await asyncio.sleep(0.05)
        assert texts(inside) == {"moves": "revision 2"}

        frames = hub.frames
        database.arrive(hub)
        late = hub.join(HALL, since=3)  # a page that shows everything but who comes after
        database.arrive(hub)
        await settle()
        assert hub.frames == frames
        assert texts(inside) == {"moves": "revision 2"}
        await asyncio.sleep(hub_module.ARRIVALS_SECONDS)
        assert hub.frames == frames + 1
        assert texts(inside)["moves"] == texts(late)["moves"] == "revision 4"

    run(story)


def test_what_is_more_than_an_arrival_does_not_wait_for_those_who_come() -> None:
    async def story(hub: Hub, database: Database) -> None:
        inside = hub.join(HALL, since=1)
        await settle()
        database.arrive(hub)
        database.change(hub)
        database.arrive(hub)
        await settle()
        assert texts(inside) == {"moves": "revision 4"}

        database.arrive(hub)
        behind = hub.join(HALL, since=1)
        await settle()
        assert texts(behind)["moves"] in ("revision 4", "revision 5")

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
