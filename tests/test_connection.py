"""Connections that never say what they want are let go, and those that do are not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from flask import Flask
from uvicorn.server import ServerState

from app import connection as connection_module
from app.asgi import Application
from app.serve import settings_of

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
