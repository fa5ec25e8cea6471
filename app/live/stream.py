"""The live stream itself: a native ASGI endpoint beside Flask, so that a waiting phone costs no thread.

`GET /live/<token>?since=<revision>` → `text/event-stream`. 401 for a token that is forged or outdated, 503 when
there are too many; never 204, which
htmx would repeat for ever.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from app.live.frames import BYE, GZIP_HEADER, HEARTBEAT, Frame, Parcel, body
from app.live.heart import Heart
from app.live.hub import Hub, Listener
from app.live.tokens import ViewTokens
from app.live.views import Audience

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
WriteChunk = Callable[[bytes], bool]

PREFIX = "/live/"
WRITE_CHUNK = "write_chunk"
"""Our own server's extension of ASGI (connection.py): a ready chunk of an answer that has begun, written at once or,
where something still waits to be sent, not at all."""
LIFE_SECONDS = {
    Audience.PARTICIPANT: (8 * 60, 12 * 60),
    Audience.SCREEN: (8 * 60, 12 * 60),
    Audience.TABLE: (8 * 60, 12 * 60),
    Audience.FACILITATOR: (45, 60),
}
"""A stream ends somewhere in between, at the latest with its token, and comes back through its guard; spread, so that a
hall does not come at once."""

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"vary", b"accept-encoding"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
GZIP_HEADERS = [*HEADERS, (b"content-encoding", b"gzip")]


class Stream:
    """`most` streams at a time: each is an open file, and pages, polls and the database need some too."""

    def __init__(self, hub: Hub, tokens: ViewTokens, most: int) -> None:
        self._hub = hub
        self._tokens = tokens
        self._most = most
        self._heart = Heart()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        view, left = self._tokens.read_with_time(scope["path"].removeprefix(PREFIX))
        if view is None or scope["method"] != "GET":
            await _refuse(send, 401, b"This address has expired. Load the page again.")
            return
        if self._hub.listener_count >= self._most:
            await _refuse(send, 503, b"There are too many streams. The page asks by itself instead.")
            return
        listener = self._hub.join(view, _since(scope))
        gone = asyncio.create_task(_wait_until_gone(receive, listener))
        try:
            life = random.uniform(*LIFE_SECONDS[view.audience])  # noqa: S311 - spreads load, hides nothing
            with self._heart.beating_for(listener):
                await self._talk(listener, min(life, left), Writer(scope, send))
        except OSError:
            pass  # the phone went away in the middle of a write
        finally:
            gone.cancel()
            self._hub.leave(view, listener)

    async def _talk(self, listener: Listener, seconds: float, writer: "Writer") -> None:
        # One timer for the whole life, not one for each wait: thousands wait here, and every delivery would make one.
        end = asyncio.get_running_loop().call_later(seconds, listener.end)
        try:
            await writer.start()
            await writer.write([HEARTBEAT])  # lets the page and every proxy see at once that the stream flows
            while True:
                listener.write_now = writer.write_now
                await listener.woken.wait()
                listener.write_now = None  # or it would overtake what is being written
                if listener.is_closing or listener.is_over:
                    break
                await writer.write(listener.take() or [HEARTBEAT])
            if listener.is_over:
                await writer.write([BYE])
            await writer.end()
        finally:
            end.cancel()


class Writer:
    """Writes frames to one phone, compressed if it can read that."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._gzip = _takes_gzip(scope)
        self._write_chunk: WriteChunk | None = scope.get("extensions", {}).get(WRITE_CHUNK)

    async def start(self) -> None:
        headers = GZIP_HEADERS if self._gzip else HEADERS
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        if self._gzip:
            await self._send({"type": "http.response.body", "body": GZIP_HEADER, "more_body": True})

    async def write(self, frames: list[Frame]) -> None:
        await self._send({"type": "http.response.body", "body": body(frames, self._gzip), "more_body": True})

    def write_now(self, parcel: Parcel) -> bool:
        """False where the server cannot, or the phone has not taken what was written before."""
        return self._write_chunk is not None and self._write_chunk(parcel.chunk(self._gzip))

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


async def _wait_until_gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


async def _refuse(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _takes_gzip(scope: Scope) -> bool:
    return "gzip" in _header(scope, b"accept-encoding")


def _since(scope: Scope) -> int:
    """The revision that the page has: of its last message, or of the page itself."""
    asked = _header(scope, b"last-event-id")
    if not asked:
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else -1
