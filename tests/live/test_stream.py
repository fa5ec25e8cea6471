"""The stream as a phone reads it: over ASGI, without a browser."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.live import heart as heart_module
from app.live import stream as stream_module
from app.live import tokens as tokens_module
from app.live.hub import Hub
from app.live.revisions import Revision
from app.live.stream import Stream
from app.live.tokens import ViewTokens
from app.live.views import Audience, View
from app.models import Language

TOKENS = ViewTokens("s" * 32)
MOST = 50
PHONE = View(1, Audience.PARTICIPANT, Language.BOKMAL)
DESK = View(1, Audience.FACILITATOR, Language.BOKMAL, "waiting")


class Reader:
    """One connection: what was sent to it, and a way to hang up."""

    def __init__(self, token: str, headers: dict[bytes, bytes] | None = None, query: bytes = b"since=1") -> None:
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": f"/live/{token}",
            "query_string": query,
            "headers": list((headers or {}).items()),
        }
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.body = b""
        self.is_ended = False
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            self.body += message["body"]
            self.is_ended = not message.get("more_body")

    def hang_up(self) -> None:
        self._gone.set()


def run(story: Callable[[Hub, Stream], Awaitable[None]]) -> None:
    async def draw(_view: View, revision: Revision) -> tuple[dict[str, bytes], Revision]:
        return {"stage": b"<div id=stage>%d</div>" % revision}, revision

    async def read_revision(_conference_id: int) -> Revision:
        return Revision(7, 7, 7)

    async def scene() -> None:
        hub = Hub(draw, read_revision)
        hub.start()
        await story(hub, Stream(hub, TOKENS, MOST))
        hub.close()

    asyncio.run(scene())


def test_who_missed_something_gets_it_and_the_revision() -> None:
    async def story(_hub: Hub, stream: Stream) -> None:
        reader = Reader(TOKENS.sign(PHONE))
        task = asyncio.create_task(stream(reader.scope, reader.receive, reader.send))
        await asyncio.sleep(0.2)
        reader.hang_up()
        await task

        assert reader.status == 200
        assert reader.headers[b"content-type"].startswith(b"text/event-stream")
        assert reader.headers[b"x-accel-buffering"] == b"no"
        assert b"<div id=stage>7</div>" in reader.body
        assert reader.body.endswith(b"event: revision\nid: 7\ndata: 7\n\n")

    run(story)


def test_the_last_event_id_counts_before_the_address() -> None:
    async def story(_hub: Hub, stream: Stream) -> None:
        reader = Reader(TOKENS.sign(PHONE), {b"last-event-id": b"7"})
        task = asyncio.create_task(stream(reader.scope, reader.receive, reader.send))
        await asyncio.sleep(0.2)
        reader.hang_up()
        await task

        assert b"stage" not in reader.body

    run(story)


def test_a_reader_of_gzip_gets_a_gzip_stream() -> None:
    async def story(_hub: Hub, stream: Stream) -> None:
        reader = Reader(TOKENS.sign(PHONE), {b"accept-encoding": b"gzip, deflate"})
        task = asyncio.create_task(stream(reader.scope, reader.receive, reader.send))
        await asyncio.sleep(0.2)
        reader.hang_up()
        await task

        assert reader.headers[b"content-encoding"] == b"gzip"
        assert b"<div id=stage>7</div>" in zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(reader.body)

    run(story)


@pytest.mark.parametrize(
    "token",
    ["", "forged", TOKENS.sign(PHONE)[:-2], ViewTokens("t" * 32).sign(PHONE)],
    ids=["none", "forged", "cut", "signed with another key"],  # a token holds the time, and a test's name must not
)
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    async def story(hub: Hub, stream: Stream) -> None:
        reader = Reader(token)
        await stream(reader.scope, reader.receive, reader.send)

        assert reader.status == 401
        assert hub.listener_count == 0

    run(story)


def test_a_stream_says_goodbye_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stream_module.LIFE_SECONDS, Audience.FACILITATOR, (0.1, 0.1))

    async def story(hub: Hub, stream: Stream) -> None:
        desk, phone = Reader(TOKENS.sign(DESK)), Reader(TOKENS.sign(PHONE))
        tasks = [asyncio.create_task(stream(each.scope, each.receive, each.send)) for each in (desk, phone)]
        await asyncio.sleep(0.5)

        assert desk.is_ended
        assert desk.body.endswith(b"event: bye\ndata: 1\n\n")
        assert not phone.is_ended
        assert hub.listener_count == 1
        phone.hang_up()
        await asyncio.gather(*tasks)

    run(story)


def test_a_desk_comes_back_through_its_guard_within_a_minute() -> None:
    assert max(stream_module.LIFE_SECONDS[Audience.FACILITATOR]) <= 60
    assert tokens_module.LASTS_SECONDS[Audience.FACILITATOR] <= 60


def test_no_stream_outlives_its_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else who signed out could listen on with an address from before, page or no page."""
    token = TOKENS.sign(DESK)
    monkeypatch.setitem(tokens_module.LASTS_SECONDS, Audience.FACILITATOR, 1.2)

    async def story(_hub: Hub, stream: Stream) -> None:
        first, again = Reader(token), Reader(token)
        async with asyncio.timeout(3):
            await stream(first.scope, first.receive, first.send)
        await stream(again.scope, again.receive, again.send)

        assert first.body.endswith(b"event: bye\ndata: 1\n\n")
        assert again.status == 401

    run(story)


def test_the_heart_beats_while_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart_module, "HEARTBEAT_SECONDS", 0.1)

    async def story(_hub: Hub, stream: Stream) -> None:
        reader = Reader(TOKENS.sign(PHONE), query=b"since=7")
        task = asyncio.create_task(stream(reader.scope, reader.receive, reader.send))
        await asyncio.sleep(0.55)
        reader.hang_up()
        await task

        # One when it opens, one when its turn comes, and then one each time.
        assert 4 <= reader.body.count(b"event: heartbeat\ndata: 1\n\n") <= 7
        assert b"revision" not in reader.body

    run(story)


def test_hanging_up_leaves_nothing_behind() -> None:
    async def story(hub: Hub, stream: Stream) -> None:
        readers = [Reader(TOKENS.sign(PHONE)) for _ in range(50)]
        tasks = [asyncio.create_task(stream(each.scope, each.receive, each.send)) for each in readers]
        await asyncio.sleep(0.1)
        assert hub.listener_count == 50
        for reader in readers:
            reader.hang_up()
        await asyncio.gather(*tasks)

        assert hub.listener_count == 0
        assert hub.conference_ids == set()
        assert len(asyncio.all_tasks()) == 1

    run(story)


def test_one_more_than_there_is_room_for_is_turned_away_until_somebody_leaves() -> None:
    async def story(hub: Hub, stream: Stream) -> None:
        readers = [Reader(TOKENS.sign(PHONE)) for _ in range(MOST + 1)]
        tasks = [asyncio.create_task(stream(reader.scope, reader.receive, reader.send)) for reader in readers]
        await asyncio.sleep(0.1)
        assert [reader.status for reader in readers] == [200] * MOST + [503]
        assert hub.listener_count == MOST

        for reader in readers:
            reader.hang_up()
        await asyncio.gather(*tasks)
        again = Reader(TOKENS.sign(PHONE))
        task = asyncio.create_task(stream(again.scope, again.receive, again.send))
        await asyncio.sleep(0.1)
        again.hang_up()
        await task
        assert again.status == 200

    run(story)
