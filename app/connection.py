"""One connection, with two things that uvicorn's own does not do.

It takes leave of whoever never says what they want. uvicorn waits for the rest of a request's head for as long as it
takes, and keeps whatever comes. One laptop could take every open file and all memory that way, while the hall stands
outside.

And it lets a stream write past its task: to wake 2,000 of them costs more than to write to 2,000 phones.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.live.stream import WRITE_CHUNK

SECONDS = 20.0
"""So long a connection may be silent before its first request, and so long each head may take to arrive."""
MOST_BYTES = 64 * 1024
"""More than any browser sends: it asks with 2 kB."""


class Connection(HttpToolsProtocol):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None
        self._unread = 0  # bytes since the parser last came to the end of something

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._begin_to_wait()

    def data_received(self, data: bytes) -> None:
        self._unread += len(data)
        super().data_received(data)
        if self._unread > MOST_BYTES:
            self.transport.close()
        elif not self._is_answering():
            self._begin_to_wait()  # this was the beginning of a head, or nothing at all

    def on_message_begin(self) -> None:
        super().on_message_begin()
        extensions: Any = {WRITE_CHUNK: self._write_chunk}  # one of our own, beside those that ASGI knows
        self.scope["extensions"] = extensions

    def on_headers_complete(self) -> None:
        self._end_to_wait()
        self._unread = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unread = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_to_wait()
        super().connection_lost(exc)

    def _write_chunk(self, chunk: bytes) -> bool:
        """The rest of an answer goes through `send`, so nothing may be waiting there when this is called."""
        if self.transport.is_closing() or self.transport.get_write_buffer_size():
            return False
        self.transport.write(chunk)
        return True

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _begin_to_wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(SECONDS, self.transport.close)

    def _end_to_wait(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
