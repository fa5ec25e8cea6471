"""What is measured against each other: the app, and two bare programs that write the same bytes to as many sockets.

Each can be opened, told to commit, and asked when it committed what.
"""

import asyncio
import json
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import native
from crowd import Commit
from hall import Hall
from server import Server
from speakers import Speakers

WINDOW_MS = 200
MOST_COMMITS = 4000


class Design(Protocol):
    name: str
    port: int
    path: str

    @property
    def pids(self) -> list[int]: ...
    async def commit(self) -> None: ...
    async def commits(self) -> list[Commit]:
        """Since this was last asked."""

    async def counts(self) -> dict[str, Any]: ...


class App:
    """The whole app: a commit is a contribution that a phone posts and that everybody is shown."""

    def __init__(self, hall: Hall, server: Server) -> None:
        self.name = "app"
        self.port, self.path = server.port, hall.stream()
        self._server = server
        self._revision = hall.revision()
        self._counts: dict[str, Any] = {}
        self.speakers = Speakers(hall, server.port)

    @property
    def pids(self) -> list[int]:
        return [self._server.pid]

    async def commit(self) -> None:
        await self.speakers.speak()

    async def commits(self) -> list[Commit]:
        await self.counts()
        moments = sorted(self._counts.pop("commits"))
        first, self._revision = self._revision + 1, self._revision + len(moments)
        return [(self._shown_by(revision), moment) for revision, moment in enumerate(moments, start=first)]

    def _shown_by(self, revision: int) -> int:
        """The frame that shows it; an earlier one where a drawing was made a moment after its revision was read."""
        for before, until in reversed(self._counts["silent"]):
            if before < revision <= until:
                revision = before
        return revision

    async def counts(self) -> dict[str, Any]:
        """Drawings and frames since the start."""
        missed = self._counts.get("commits", [])
        self._counts = await asyncio.to_thread(self._figures)
        self._counts["commits"] = missed + self._counts["commits"]
        return self._counts

    def _figures(self) -> dict[str, Any]:
        return self._server.figures()


class StreamsAlone(App):
    """The app as two processes on one database: one is told what people say, the other holds the streams and is the one
    that is measured. So what it costs to draw and to hand out is seen without what it costs to store."""

    def __init__(self, hall: Hall, server: Server, told: Server) -> None:
        super().__init__(hall, server)
        self.name = "streams alone"
        self.speakers = Speakers(hall, told.port)
        self._told = told

    def _figures(self) -> dict[str, Any]:
        return {**self._server.figures(), "commits": self._told.figures()["commits"]}


class Bare:
    """A program that reads `commit` from its standard input."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, port: int) -> None:
        self.name = name
        self.port, self.path = port, "/"
        self._process = process
        self._revision = 0

    @property
    def pids(self) -> list[int]:
        return [self._process.pid]

    async def commit(self) -> None:
        self._tell(b"commit\n")

    def _tell(self, line: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line)

    async def commits(self) -> list[Commit]:
        assert self._process.stdout is not None
        self._tell(b"figures\n")
        moments = json.loads(await self._process.stdout.readline())
        first, self._revision = self._revision + 1, self._revision + len(moments)
        return list(enumerate(moments, start=first))

    async def counts(self) -> dict[str, Any]:
        return {}


@asynccontextmanager
async def app(hall: Hall) -> AsyncIterator[App]:
    """On a copy of the hall, so that each run begins with as many contributions."""
    with hall.copied().serving() as servers:
        design = App(hall, servers[0])
        yield design
        design.speakers.leave()


@asynccontextmanager
async def streams_alone(hall: Hall) -> AsyncIterator[StreamsAlone]:
    with hall.copied().serving(processes=2) as (server, told):
        design = StreamsAlone(hall, server, told)
        yield design
        design.speakers.leave()


@asynccontextmanager
async def bare(hall: Hall, name: str) -> AsyncIterator[Bare]:
    """`name`: epoll (C) or uvloop."""
    frames = hall.instance / "frames"
    if not frames.exists():
        frames.write_bytes(b"".join(struct.pack("=I", len(frame)) + frame for frame in hall.frames(MOST_COMMITS)))
    program: list[str | Path] = (
        [native.compiled("epoll_server")]
        if name == "epoll"
        else [sys.executable, Path(__file__).with_name("uvloop_server.py")]
    )
    process = await asyncio.create_subprocess_exec(
        *program, frames, str(WINDOW_MS), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield Bare(name, process, int(await process.stdout.readline()))
    finally:
        process.kill()
        await process.wait()
