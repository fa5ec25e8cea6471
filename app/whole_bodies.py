"""Reads what is posted before a thread is given to it.

Flask's threads are few. One that waits for the rest of a body from a phone with poor Wi-Fi, or from somebody who sends
a letter a minute on purpose, is lost to all others; the event loop waits for thousands at no cost.
"""

import asyncio
from collections.abc import Awaitable, Callable

from app.live.stream import Receive, Scope, Send

SECONDS = 30.0
"""So long a body may take to arrive."""
MOST_BYTES = 64 * 1024 * 1024
"""So much of bodies that are still arriving is held, of all requests together."""


Served = Callable[[Scope, bytes, Send], Awaitable[None]]

REFUSAL = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), (b"connection", b"close")]


class WholeBodies:
    """An ASGI application around what answers, which gets each body in one piece."""

    def __init__(self, application: Served, largest: int) -> None:
        self._application = application
        self._largest = largest
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not 0 < _length_of(scope) <= self._largest:
            # Nothing to read, or something that Flask refuses without reading it.
            await self._application(scope, b"", send)
            return
        body = bytearray()
        try:
            async with asyncio.timeout(SECONDS):
                is_whole = await self._read(receive, body)
        except TimeoutError:
            await _refuse(send, 408)
            return
        finally:
            self._held -= len(body)
        if is_whole is None:
            return
        if not is_whole:
            await _refuse(send, 503)
            return
        await self._application(scope, bytes(body), send)

    async def _read(self, receive: Receive, body: bytearray) -> bool | None:
        """None when nobody is there any more; False when too much is held already."""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part = message.get("body", b"")
            body += part
            self._held += len(part)
            if not message.get("more_body", False):
                return True
            if self._held > MOST_BYTES:
                return False


def _length_of(scope: Scope) -> int:
    """What the request says; 0 where it says nothing (WSGI reads no body without a length)."""
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(said) if said.isdigit() and len(said) < 16 else 0


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": REFUSAL})
    await send({"type": "http.response.body", "body": b"Too slow, or too busy. Try again."})
