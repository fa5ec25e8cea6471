"""Visitors that load pages and send forms as phones do: a kept connection, cookies, gzip. Light enough for 2,000."""

import asyncio
import gzip
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httptools

TIMEOUT_SECONDS = 60


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: bytes = b""
    seconds: float = 0.0

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class _Connection(asyncio.Protocol):
    """One request at a time; httptools' callbacks build its answer."""

    transport: asyncio.Transport
    _answer: Answer
    _parts: list[bytes]

    def __init__(self) -> None:
        self.waiting: asyncio.Future[Answer] | None = None
        self.is_open = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        self._answer, self._parts = Answer(), []
        self._parser = httptools.HttpResponseParser(self)
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.waiting

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_header(self, name: bytes, value: bytes) -> None:
        key = name.decode().lower()
        if key == "set-cookie":
            self._answer.cookies.append(value.decode().partition(";")[0])
        else:
            self._answer.headers[key] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self._parts.append(body)

    def on_message_complete(self) -> None:
        self._answer.status = self._parser.get_status_code()
        self._answer.body = b"".join(self._parts)
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(self._answer)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(error or ConnectionError("the server hung up"))


class Visitor:
    """One phone's browser. Not for two requests at the same time."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._connection: _Connection | None = None

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return await self._ask("GET", path, headers or {}, b"")

    async def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        }
        return await self._ask("POST", path, {**own, **(headers or {})}, urlencode(form).encode())

    def leave(self) -> None:
        if self._connection is not None:
            self._connection.transport.abort()
            self._connection = None

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        started = time.monotonic()
        async with asyncio.timeout(TIMEOUT_SECONDS):
            if self._connection is None or not self._connection.is_open:
                loop = asyncio.get_running_loop()
                _, self._connection = await loop.create_connection(_Connection, "127.0.0.1", self.port)
            answer = await self._connection.ask(self._request(method, path, headers, body))
        for cookie in answer.cookies:
            name, _equals, value = cookie.partition("=")
            self.cookies[name] = value
        answer.seconds = time.monotonic() - started
        return answer

    def _request(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (Linux; Android 14) bench",
            "Accept-Language: nb-NO,nb;q=0.9,en;q=0.5",
            "Accept-Encoding: gzip, deflate",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def stream_address(page: str) -> str:
    """Where a page would listen."""
    found = re.search(r'data-stream="([^"]+)"', page)
    assert found, page[:2000]
    return found[1].replace("&amp;", "&")


def assets_of(page: str) -> list[str]:
    """What a browser fetches for a page before it is usable: styles, scripts, icon."""
    found = re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="(/[^"]+)"', page)
    return [address.replace("&amp;", "&") for address in found]
