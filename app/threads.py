"""Flask on worker threads: one hop there and one back for each request, whatever its answer is made of.

A thread neither waits for what is posted (whole_bodies.py has read it) nor for the answer to be taken, and it never
asks the event loop for anything: each such question costs two changes of thread, and a thousand of them a second hold
up the streams.
"""

import asyncio
import contextvars
import functools
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from a2wsgi.wsgi import build_environ

from app.live.stream import Message, Scope, Send
from app.loads import Load, Loads

DOOR_WORKERS = 1
"""More would not let more people in: they compute in turns, and others' answers would take turns with all of them."""
LONGEST_AT_THE_DOOR = 0.02
"""Seconds that each at the door waits for those who are in: twice what a contribution takes, so that one that takes
much longer holds up nobody."""
_DOOR = re.compile(r"/j/[^/]+(/participants)?|/static/.*")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Threads:
    """A WSGI application, to be called from the event loop with a body that has come whole.

    Those who come in stand in a queue of their own: when a hall of 2,000 does, what is sent by those who are in, and
    what the facilitator presses, does not wait behind them. And since two that compute side by side both take twice as
    long, the next one at the door lets those go first.
    """

    def __init__(self, application: Wsgi, workers: int, load: Load | None = None) -> None:
        self._application = application
        self._load = load or Loads(1).of(0)
        self._workers = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="flask")
        self._door = ThreadPoolExecutor(max_workers=min(workers, DOOR_WORKERS), thread_name_prefix="door")
        self._inside = 0  # requests of those who are in that are being answered; touched on the event loop alone
        self._nobody_inside = threading.Event()
        self._nobody_inside.set()

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> None:
        as_read: Any = scope, BytesIO(body)  # the package spells their types in its own way
        answer = functools.partial(contextvars.copy_context().run, self._answer, build_environ(*as_read))
        self._load.add(1)
        try:
            if _DOOR.fullmatch(scope["path"]):
                messages = await asyncio.get_running_loop().run_in_executor(self._door, self._answer_at_door, answer)
            else:
                messages = await self._answer_inside(answer)
        finally:
            self._load.add(-1)
        for message in messages:
            await send(message)

    def _answer_at_door(self, answer: Callable[[], list[Message]]) -> list[Message]:
        """On the door's thread."""
        self._nobody_inside.wait(LONGEST_AT_THE_DOOR)
        return answer()

    async def _answer_inside(self, answer: Callable[[], list[Message]]) -> list[Message]:
        self._inside += 1
        self._nobody_inside.clear()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._workers, answer)
        finally:
            self._inside -= 1
            if not self._inside:
                self._nobody_inside.set()

    def _answer(self, environ: Any) -> list[Message]:
        """On a thread. The whole answer, so that no thread waits for a phone."""
        start: Message = {"type": "http.response.start"}
        written: list[bytes] = []

        def start_response(status: str, headers: list[tuple[str, str]], _fault: object = None) -> Callable[..., None]:
            start["status"] = int(status.split(" ", 1)[0])
            start["headers"] = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            return written.append

        parts = self._application(environ, start_response)
        try:
            written.extend(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        return [start, {"type": "http.response.body", "body": b"".join(written)}]
