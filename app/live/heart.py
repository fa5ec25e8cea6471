"""The heart of all streams: to wake for each of thousands costs more than to write to it, so they beat in turns."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from app.live.hub import Listener

HEARTBEAT_SECONDS = 15
TURNS = 15
"""So many parts the streams are in; each beats once in HEARTBEAT_SECONDS, one after the other."""


class Heart:
    """Lives on the event loop, as long as anybody listens."""

    def __init__(self) -> None:
        self._turns: list[set[Listener]] = [set() for _ in range(TURNS)]
        self._next = 0
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def beating_for(self, listener: Listener) -> Iterator[None]:
        """Its first beat may come sooner than HEARTBEAT_SECONDS, no later one."""
        turn = min(self._turns, key=len)
        turn.add(listener)
        if self._timer is None:
            self._wait()
        try:
            yield
        finally:
            turn.discard(listener)

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(HEARTBEAT_SECONDS / TURNS, self._beat)

    def _beat(self) -> None:
        for listener in self._turns[self._next]:
            listener.beat()
        self._next = (self._next + 1) % TURNS
        self._timer = None
        if any(self._turns):
            self._wait()
