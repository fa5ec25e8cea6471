"""Phones that do not give up: they come back as live.js does, and keep what they send as participant.js does."""

import asyncio
import contextlib
import random
import re
import time
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import httptools
from hall import Hall, texts
from speakers import HEADERS
from visitors import Visitor

CONNECT_SECONDS = 8.0
FIRST_WAIT_SECONDS = 0.3, 1.8
LONGEST_WAIT_SECONDS = 3.0
"""These three as in live.js; a wait is half to one and a half times as long."""
ANSWER_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 30.0
"""These two as in participant.js."""
REGION = re.compile(rb'<hx-partial hx-target="#([^"]+)" hx-swap="outerMorph">(.*)</hx-partial>', re.DOTALL)


class _Listening(asyncio.Protocol):
    """One stream, from the question to its end."""

    def __init__(self, phone: "Phone") -> None:
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.begun: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._phone, self._text = phone, b""
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._parser = httptools.HttpResponseParser(self)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_headers_complete(self) -> None:
        self.begun.set_result(self._parser.get_status_code())

    def on_body(self, body: bytes) -> None:
        if self.begun.result() != 200:
            return
        *messages, self._text = (self._text + self._inflate.decompress(body)).split(b"\n\n")
        for message in messages:
            self._phone.hear(message)

    def on_message_complete(self) -> None:
        self.connection_lost(None)

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(None)


@dataclass
class Phone:
    """One person's: a stream, and a queue of texts that are not acknowledged yet."""

    hall: Hall
    port: int
    number: int
    path: str
    """Of the stream."""
    revision: int = -1
    regions: dict[bytes, bytes] = field(default_factory=dict)
    is_on: bool = False
    is_troubled: bool = False
    cuts: int = 0
    heard_at: float = 0.0
    queue: list[tuple[str, str]] = field(default_factory=list)
    acknowledged: dict[str, float] = field(default_factory=dict)
    """Key → how many seconds it took from pressing Send."""

    def __post_init__(self) -> None:
        self._failures = 0
        self._pressed: dict[str, float] = {}
        self._woken = asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._send())]

    def leave(self) -> None:
        for task in self._tasks:
            task.cancel()

    def say(self, text: str) -> None:
        key = str(uuid.uuid4())
        self._pressed[key] = time.monotonic()
        self.queue.append((key, text))
        self._woken.set()

    def hear(self, message: bytes) -> None:
        self.heard_at = time.monotonic()
        if message.startswith(b"data: "):
            found = REGION.fullmatch(b"\n".join(line.removeprefix(b"data: ") for line in message.split(b"\n")))
            assert found, message[:200]
            self.regions[found[1]] = found[2]
        elif message.startswith(b"event: revision"):
            self.revision, self.is_troubled = int(message.rpartition(b" ")[2]), False
        elif message.startswith(b"event: trouble"):
            self.is_troubled = True
        if not self.is_on:
            self.is_on, self._failures = True, 0
            self._woken.set()

    async def _listen(self) -> None:
        """Again and again, with the waits of the page."""
        first, failures = random.uniform(*FIRST_WAIT_SECONDS), 0
        while True:
            with contextlib.suppress(OSError, TimeoutError):
                await self._listen_once()
            if self.is_on:
                self.is_on, failures = False, 0
                self.cuts += 1
            await asyncio.sleep(min(first * 2**failures, LONGEST_WAIT_SECONDS) * random.uniform(0.5, 1.5))
            failures += 1

    async def _listen_once(self) -> None:
        request = (
            f"GET {self.path}?since={self.revision} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "Accept: text/html, text/event-stream\r\nAccept-Encoding: gzip\r\n\r\n"
        )
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_SECONDS):
            transport, listening = await loop.create_connection(lambda: _Listening(self), "127.0.0.1", self.port)
            transport.write(request.encode())
            await asyncio.wait([listening.begun, listening.ended], return_when=asyncio.FIRST_COMPLETED)
        try:
            await listening.ended
        finally:
            transport.abort()

    async def _send(self) -> None:
        """In order, each until it is acknowledged."""
        visitor = Visitor(self.port, self.hall.cookie_of(self.number))
        while True:
            if not self.queue:
                self._woken.clear()
                await self._woken.wait()
                continue
            key, text = self.queue[0]
            form = {"kind": "advice", "text": text, "client_key": key}
            outcome = ""
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(ANSWER_SECONDS):
                    answer = await visitor.post(self.hall.contributions, form, HEADERS)
                    outcome = answer.headers.get("dialog-outcome", "")
            if outcome == "stored":
                self.queue.pop(0)
                self.acknowledged[key] = time.monotonic() - self._pressed[key]
                continue
            assert not outcome, answer
            visitor.leave()
            self._failures += 1
            pause = min(2**self._failures, LONGEST_PAUSE_SECONDS) * random.uniform(0.5, 1.5)
            self._woken.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()  # the stream is back: no need to wait


class Phones:
    """A hall full of them, with things to say."""

    def __init__(self, hall: Hall, port: int, count: int, path: str = "") -> None:
        path = (path or hall.stream()).partition("?")[0]
        self.all = [Phone(hall, port, number, path) for number in range(count)]
        self._texts = texts(port)
        self._turns = self._in_turn()

    def __iter__(self) -> Iterator[Phone]:
        return iter(self.all)

    def _in_turn(self) -> Iterator[Phone]:
        while True:
            yield from self.all

    def say(self) -> None:
        """Whose turn it is says something."""
        next(self._turns).say(next(self._texts))

    @property
    def acknowledged(self) -> dict[str, float]:
        return {key: seconds for phone in self.all for key, seconds in phone.acknowledged.items()}

    @property
    def cuts(self) -> int:
        return sum(phone.cuts for phone in self.all)

    @property
    def unsent(self) -> int:
        return sum(len(phone.queue) for phone in self.all)

    async def until_all(self, question: str, seconds: float = 60) -> float:
        """Until each phone answers yes: `on`, `told` of trouble, `sent`. Returns how many seconds it took."""
        asked = {
            "on": lambda phone: phone.is_on and not phone.is_troubled,
            "told": lambda phone: phone.is_troubled,
            "sent": lambda phone: not phone.queue,
        }[question]
        begin = time.monotonic()
        while not all(asked(phone) for phone in self.all):
            if time.monotonic() > begin + seconds:
                return float("inf")
            await asyncio.sleep(0.02)
        return time.monotonic() - begin

    async def until_shown(self, revision: int, seconds: float = 30) -> float:
        """Until each shows that revision or a later one."""
        begin = time.monotonic()
        while not all(phone.is_on and phone.revision >= revision for phone in self.all):
            if time.monotonic() > begin + seconds:
                return float("inf")
            await asyncio.sleep(0.02)
        return time.monotonic() - begin

    def leave(self) -> None:
        for phone in self.all:
            phone.leave()
