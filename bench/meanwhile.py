"""How fast other pages are while a summary is made: the same visitors, at the same pace, with and without it."""

import asyncio
import shutil
import time
from dataclasses import dataclass, field

from hall import Hall, hall
from outcome import median, percentile
from server import Server
from visitors import Visitor

VISITORS = 8
PACE = 0.2
"""Seconds from one page to the next of each visitor: 40 pages a second in all."""
PATIENCE = 60


@dataclass
class Meanwhile:
    """Milliseconds, the 95th of a hundred, of each round; and the seconds from the button to the file."""

    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return median(self.beside) / median(self.alone)


def measure(contributions: int, rounds: int) -> Meanwhile:
    found = Meanwhile()
    with hall(people=200, contributions=contributions) as given, given.serving() as (server,):
        asyncio.run(_rounds(given, server, found, rounds))
    return found


async def _rounds(given: Hall, server: Server, found: Meanwhile, rounds: int) -> None:
    desk = Visitor(server.port)
    await desk.post("/sign-in", {"email": "bench@localhost", "password": "bench-bench-bench"})
    await _pages(given, server, asyncio.create_task(asyncio.sleep(2)))  # warm
    for _ in range(rounds):
        making = asyncio.create_task(_make(given, desk))
        found.beside.append(await _pages(given, server, making))
        found.waited.append(making.result())
        found.alone.append(await _pages(given, server, asyncio.create_task(asyncio.sleep(making.result()))))


async def _make(given: Hall, desk: Visitor) -> float:
    """As the project team does it: the button, then the status each second."""
    shutil.rmtree(given.instance / "summaries", ignore_errors=True)
    address, begin = f"/conferences/{given.conference_id}/summary/pdf", time.monotonic()
    await desk.post(address, {})
    while (await desk.get(address)).headers.get("content-type") != "application/pdf":
        if time.monotonic() - begin > PATIENCE:
            raise RuntimeError("no summary was made")
        await desk.get(f"{address}/status")
        await asyncio.sleep(1)
    return time.monotonic() - begin


async def _pages(given: Hall, server: Server, until: asyncio.Task[object]) -> float:
    """What they took, while the task runs."""
    took: list[float] = []
    phones = [asyncio.create_task(_look(given, server.port, number, took)) for number in range(VISITORS)]
    await until
    for phone in phones:
        phone.cancel()
    await asyncio.gather(*phones, return_exceptions=True)
    return 1000 * percentile(sorted(took), 95)


async def _look(given: Hall, port: int, number: int, took: list[float]) -> None:
    """A phone that loads its page and asks for what is new, in turn."""
    phone = Visitor(port, given.cookie_of(number))
    addresses = [f"/j/{given.code}", f"{given.poll()}?since=0"]
    try:
        await asyncio.sleep(PACE * number / VISITORS)
        while True:
            begin = time.monotonic()
            for address in addresses:
                took.append((await phone.get(address)).seconds)
            await asyncio.sleep(max(0, 2 * PACE - (time.monotonic() - begin)))
    finally:
        phone.leave()
