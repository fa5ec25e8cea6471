"""Flask behind the event loop: a phone that is slow, or means harm, holds up nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app, whole_bodies
from app.asgi import Application
from app.config import Config

LARGE_FILE = "/static/vendor/inter/latin-ext-opsz.woff2"


@pytest.fixture
def one_thread(config: Config) -> Application:
    """The app with a single thread for requests: whoever holds it, holds up all."""
    return Application(create_app(replace(config, threads=1)))


class Exchange:
    """One request, as a server hands it over; `parts` of its body arrive at once, and the rest when it is let."""

    def __init__(self, path: str, method: str = "GET", length: int = 0, parts: tuple[bytes, ...] = ()) -> None:
        headers = [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")]
        if method == "POST":
            headers.append((b"content-length", str(length).encode()))
        self.scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        self.sent: list[dict[str, Any]] = []
        self.takes_answers = asyncio.Event()
        self.takes_answers.set()
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        missing = length
        for part in parts:
            missing -= len(part)
            self.arrives(part, more=missing > 0)

    def arrives(self, part: bytes, *, more: bool) -> None:
        self._incoming.put_nowait({"type": "http.request", "body": part, "more_body": more})

    def goes_away(self) -> None:
        self._incoming.put_nowait({"type": "http.disconnect"})

    async def send(self, message: Any) -> None:
        await self.takes_answers.wait()
        self.sent.append(message)

    async def through(self, application: Application) -> int:
        await application(self.scope, self._incoming.get, self.send)
        return self.status

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"]) if self.sent else 0

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent)


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(20):
            await scene()

    asyncio.run(limited())


def test_a_body_that_does_not_come_holds_no_thread(one_thread: Application) -> None:
    async def scene() -> None:
        slow = Exchange("/sign-in", "POST", length=1000, parts=(b"email=",))
        waiting = asyncio.create_task(slow.through(one_thread))
        await asyncio.sleep(0.1)
        async with asyncio.timeout(5):
            assert await Exchange("/health").through(one_thread) == 200
        slow.goes_away()
        assert await waiting == 0

    run(scene)


def test_an_answer_that_is_not_taken_holds_no_thread(one_thread: Application) -> None:
    async def scene() -> None:
        slow = Exchange(LARGE_FILE)
        slow.takes_answers.clear()
        waiting = asyncio.create_task(slow.through(one_thread))
        await asyncio.sleep(0.1)
        async with asyncio.timeout(5):
            assert await Exchange("/health").through(one_thread) == 200
        slow.takes_answers.set()
        assert await waiting == 200
        assert slow.body == (Path(one_thread.flask_app.root_path) / LARGE_FILE.lstrip("/")).read_bytes()

    run(scene)


def test_a_body_in_pieces_comes_whole(one_thread: Application) -> None:
    async def scene() -> None:
        typed = b"email=ingen%40solbakken.example&password="
        posted = Exchange("/sign-in", "POST", length=len(typed), parts=(typed[:5], typed[5:]))

        assert await posted.through(one_thread) == 422
        assert b'value="ingen@solbakken.example"' in posted.body

    run(scene)


def test_a_body_that_takes_too_long_is_refused(one_thread: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_bodies, "SECONDS", 0.05)

    async def scene() -> None:
        assert await Exchange("/sign-in", "POST", length=9, parts=(b"email",)).through(one_thread) == 408

    run(scene)


def test_bodies_that_are_still_coming_fill_no_memory(one_thread: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_bodies, "MOST_BYTES", 100)

    async def scene() -> None:
        for _time in range(2):  # what is held is let go of again
            first = Exchange("/sign-in", "POST", length=200, parts=(b"email=" + b"a" * 80,))
            waiting = asyncio.create_task(first.through(one_thread))
            await asyncio.sleep(0)
            assert (
                await Exchange("/sign-in", "POST", length=50, parts=(b"email=aaaaaaaaaaaaaaaaa",)).through(one_thread)
                == 503
            )
            first.goes_away()
            assert await waiting == 0
        assert await Exchange("/sign-in", "POST", length=7, parts=(b"email=a",)).through(one_thread) == 422

    run(scene)


def test_a_body_that_is_too_large_is_not_read(one_thread: Application, app: Flask) -> None:
    async def scene() -> None:
        largest = app.config["MAX_CONTENT_LENGTH"]

        assert await Exchange("/sign-in", "POST", length=largest + 1).through(one_thread) == 413

    run(scene)
