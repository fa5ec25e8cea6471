"""The phones of phones.c, and what their log says: who got which revision when."""

import asyncio
import json
import struct
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import native
import outcome

RECORD = struct.Struct("=qqii")
Delivery = tuple[int, int, int, int]
"""When (CLOCK_MONOTONIC, ns), which revision, to which phone, how many bytes."""
Commit = tuple[int, int]
"""A revision, and when it was committed (CLOCK_MONOTONIC, ns)."""


@dataclass(frozen=True)
class Latencies:
    """Commit → phone, in ms, over all commits and phones; and how many pairs never came about."""

    sorted: list[float]
    last: list[float]
    """For each commit, the phone that got it last."""
    missed: int

    def percentile(self, share: int) -> float:
        return outcome.percentile(self.sorted, share)


class Crowd:
    """Streams held by a C program. Its answers come one a line."""

    def __init__(self) -> None:
        self._log = Path(tempfile.mkstemp(prefix="phones-")[1])
        self._noted = 0
        self._process: asyncio.subprocess.Process | None = None
        self._busy = (0, 0)

    async def __aenter__(self) -> "Crowd":
        self._process = await asyncio.create_subprocess_exec(
            native.compiled("phones"), str(self._log), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        self._busy = (time.monotonic_ns(), 0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._log.unlink(missing_ok=True)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    async def answer(self, seconds: float = 60) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(seconds):
            return (await self._process.stdout.readline()).decode().strip()

    async def open(self, port: int, path: str, count: int) -> float:
        """Opens so many streams of one address. Returns the seconds until the last had its answer."""
        self.tell(f"port {port}")
        self.tell(f"open {count} {path}")
        return int((await self.answer()).split()[2]) / 1000

    async def open_deaf(self, port: int, path: str, count: int) -> None:
        """So many that ask for a stream and then never read: asleep, or out of reach."""
        self.tell(f"port {port}")
        self.tell(f"deaf {count} {path}")
        await self.answer()

    async def figures(self) -> dict[str, Any]:
        self.tell("figures")
        figures: dict[str, Any] = json.loads(await self.answer())
        return figures

    async def business(self) -> float:
        """How many cores the phones took since this was last asked."""
        figures = await self.figures()
        before, self._busy = self._busy, (figures["now"], figures["cpu"])
        return float(figures["cpu"] - before[1]) / max(figures["now"] - before[0], 1)

    async def close(self) -> None:
        self.tell("close")
        await self.answer()

    async def deliveries(self) -> list[Delivery]:
        """What came since this was last asked."""
        self.tell("note")
        count = int((await self.answer()).split()[1])
        with self._log.open("rb") as log:
            log.seek(self._noted * RECORD.size)
            data = log.read(count * RECORD.size)
        self._noted += count
        return list(RECORD.iter_unpack(data))


def latencies(deliveries: Iterable[Delivery], commits: Sequence[Commit], phones: int) -> Latencies:
    """For each commit and phone: until the first frame that shows that revision or a later one."""
    got: dict[int, tuple[list[int], list[int]]] = {}
    for when, revision, phone, _size in deliveries:
        revisions, moments = got.setdefault(phone, ([], []))
        if not revisions or revision > revisions[-1]:
            revisions.append(revision)
            moments.append(when)
    late: list[float] = []
    last = [0.0] * len(commits)
    for revisions, moments in got.values():
        for number, (revision, committed) in enumerate(commits):
            place = bisect_left(revisions, revision)
            if place < len(revisions):
                took = (moments[place] - committed) / 1e6
                late.append(took)
                last[number] = max(last[number], took)
    late.sort()
    return Latencies(late, last, phones * len(commits) - len(late))
