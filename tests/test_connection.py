"""Connections that never say what they want are let go, those that do are not, and streams are written to at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from flask import Flask
from uvicorn.server import ServerState

from app import connection as connection_module
from app.asgi import Application
from app.domain.hall import show_nudge
from app.live.revisions import revision_of
from app.live.tokens import ViewTokens
from app.live.views import Audience, View
from app.models import Language
from app.serve import settings_of
from tests.conftest import Story

ASK = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
def application(app: Flask) -> Application:
    return Application(app)


@asynccontextmanager
async def connected(application: Application) -> AsyncIterator[Connection]:
    """A connection to the application, served as bin/run does it."""
    settings = settings_of(application)
    settings.load()
    protocol: Any = settings.http_protocol_class
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: protocol(config=settings, server_state=state, app_state={}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        yield reader, writer
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def scene(application: Application, play: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(20), connected(application) as (reader, writer):
            await play(reader, writer)

    asyncio.run(limited())


async def is_let_go(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read() == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: loc", b"\r\n"])
def test_a_head_that_does_not_come_is_not_waited_for(
    application: Application, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(connection_module, "SECONDS", 0.05)

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        assert await is_let_go(reader)

    scene(application, play)


def test_nor_is_the_second_one_of_a_connection(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(ASK)
        assert b"200 OK" in await reader.readuntil(b"ok\n")
        monkeypatch.setattr(connection_module, "SECONDS", 0.05)
        writer.write(b"\r\n")
        assert await is_let_go(reader)

    scene(application, play)


def test_a_head_without_an_end_fills_no_memory(application: Application) -> None:
    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * connection_module.MOST_BYTES)
        assert await is_let_go(reader)

    scene(application, play)


def test_a_body_may_be_larger_and_an_answer_take_longer_than_a_head(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "SECONDS", 0.05)
    body = b"email=" + b"a" * 3 * connection_module.MOST_BYTES

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body))
        for start in range(0, len(body), 60_000):
            await asyncio.sleep(0.05)
            writer.write(body[start : start + 60_000])
        assert (await reader.read()).startswith(b"HTTP/1.1 413 ")

    scene(application, play)


async def next_chunk(reader: asyncio.StreamReader) -> bytes:
    size = int(await reader.readuntil(b"\r\n"), 16)
    content = await reader.readexactly(size)
    assert await reader.readexactly(2) == b"\r\n"
    return content


def test_a_stream_is_written_to_past_its_task_in_whole_chunks(app: Flask, story: Story) -> None:
    application = Application(app)
    view = View(story.conference.id, Audience.PARTICIPANT, Language.BOKMAL)
    token = ViewTokens(app.config["CONFIG"].secret_key).sign(view)
    asked = f"GET /live/{token}?since={revision_of(view.conference_id)} HTTP/1.1\r\nHost: localhost\r\n\r\n"

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        application.hub.start()
        writer.write(asked.encode())
        assert b"chunked" in await reader.readuntil(b"\r\n\r\n")
        assert b"event: heartbeat" in await next_chunk(reader)
        for words in ("Fem minutter igjen.", "To minutter igjen."):
            show_nudge(story.conference, words, None)
            application.hub.wake(view.conference_id)
            chunk = await next_chunk(reader)
            assert words.encode() in chunk
            assert b"event: revision" in chunk
        application.hub.close()
        assert await reader.readuntil(b"0\r\n\r\n")

    taken: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        write = connection_module.Connection._write_chunk
        patch.setattr(
            connection_module.Connection, "_write_chunk", lambda self, chunk: taken.append(chunk) or write(self, chunk)
        )
        scene(application, play)
    assert len(taken) == 2
