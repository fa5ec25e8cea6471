"""Scenes of what goes wrong in a hall, each by itself on a real server, and what is noted of each."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import machine
import mishaps
from crowd import Crowd, latencies
from designs import App
from faithful import Phones
from hall import Hall
from outcome import Outcome, median, percentile
from server import Server
from speakers import now_and_then
from visitors import Visitor, stream_address

WRITES = 50
"""A second, in the bursts that people send."""
PHONES = 200
LOCKED_SECONDS = 3


@dataclass(frozen=True)
class Extent:
    kills: int
    crowd: int
    rounds: int
    stall_seconds: float


class Scenes:
    def __init__(self, extent: Extent, out: Outcome) -> None:
        self.extent, self.out = extent, out
        self.rows: list[list[object]] = []

    def note(self, fault: str, what: str, value: float, at_most: float | None = None) -> None:
        """A figure of the table, and a bar where there is one."""
        self.rows.append([fault, what, float(value), at_most])
        self.out.figures.setdefault(fault, {})[what] = round(float(value), 4)
        if at_most is not None:
            self.out.at_most(f"{fault}: {what}", value, at_most)

    def note_texts(self, fault: str, made: Hall, phones: Phones) -> None:
        """Whether each text is there, once; and whether each phone shows what it must."""
        kept, wanted = made.keys(), phones.acknowledged
        shown = {name.encode(): html for name, html in made.shown().items()}
        wrong = sum(any(shown[name] != html for name, html in phone.regions.items()) for phone in phones)
        self.note(fault, "texts sent and acknowledged", len(wanted))
        self.note(fault, "acknowledged and lost", len(set(wanted) - set(kept)), 0)
        self.note(fault, "doubled", len(kept) - len(set(kept)), 0)
        self.note(fault, "never sent", phones.unsent, 0)
        self.note(fault, "phones that show something else than the database holds", wrong, 0)

    # -- What the database and the machine do ---------------------------------------------------------

    async def killed(self, made: Hall, server: Server) -> None:
        """A power cut, again and again, in the middle of a burst."""
        fault, phones = "kill -9", Phones(made, server.port, PHONES)
        await phones.until_all("on")
        lost, since_start, since_up = 0, [], []
        writing = asyncio.create_task(now_and_then(phones.say, WRITES, 4.0 * self.extent.kills + 2))
        for _ in range(self.extent.kills):
            await asyncio.sleep(2 + random.random())
            server.kill()
            await asyncio.sleep(0.1)  # answers that are on their way
            acknowledged = set(phones.acknowledged)
            kept = await asyncio.to_thread(made.keys)
            lost += len(acknowledged - set(kept))
            revision, started = made.revision(), time.monotonic()
            shown = asyncio.create_task(phones.until_shown(revision))
            await asyncio.to_thread(server.start)
            answers = time.monotonic() - started
            since_start.append(await shown)
            since_up.append(max(0.0, since_start[-1] - answers))
        await writing
        await phones.until_all("sent")
        await phones.until_shown(made.revision())
        await asyncio.sleep(1)
        self.note(fault, "kills", self.extent.kills)
        self.note(fault, "acknowledged and not on the disk when the process was dead", lost, 0)
        self.note(
            fault, "s from the start of the process until each phone shows the right state, longest", max(since_start)
        )
        self.note(fault, "s from its first answer until each phone shows the right state, longest", max(since_up), 5)
        self.note_texts(fault, made, phones)
        phones.leave()

    async def locked(self, made: Hall, server: Server) -> None:
        fault, phones = f"database locked for {LOCKED_SECONDS} s", Phones(made, server.port, PHONES)
        await phones.until_all("on")
        pages, reader = [], Visitor(server.port, made.cookie_of(0))
        writing = asyncio.create_task(now_and_then(phones.say, 10, LOCKED_SECONDS + 2))
        await asyncio.sleep(1)
        with mishaps.locked(made.instance / "dialog.sqlite3"):
            end = time.monotonic() + LOCKED_SECONDS
            while time.monotonic() < end:
                pages.append((await reader.get(f"/j/{made.code}")).seconds)
                await asyncio.sleep(0.2)
        released = time.monotonic()
        await writing
        await phones.until_all("sent")
        await phones.until_shown(made.revision())
        self.note(fault, "s from its release until all is sent and shown", time.monotonic() - released, 5)
        self.note(fault, "s for a page meanwhile, longest", max(pages))
        self.note(fault, "streams cut", phones.cuts, 0)
        self.note_texts(fault, made, phones)
        reader.leave()
        phones.leave()

    async def full(self, made: Hall, server: Server) -> None:
        fault, phones = "disk full", Phones(made, server.port, PHONES)
        await phones.until_all("on")
        reader, pages, refused = Visitor(server.port, made.cookie_of(0)), 0, 0
        with mishaps.filled(made.instance.parent):
            await now_and_then(phones.say, WRITES, 3)
            for _ in range(10):
                pages += 1
                refused += (await reader.get(f"/j/{made.code}")).status != 200
            waiting = phones.unsent
        freed = time.monotonic()
        await now_and_then(phones.say, WRITES, 1)
        await phones.until_all("sent")
        await phones.until_shown(made.revision())
        self.note(fault, "texts that waited on the phones", waiting)
        self.note(fault, "s from room until all is sent and shown", time.monotonic() - freed)
        self.note(fault, f"pages not shown meanwhile, of {pages}", refused, 0)
        self.note(fault, "streams cut", phones.cuts, 0)
        self.note_texts(fault, made, phones)
        reader.leave()
        phones.leave()

    async def gone(self, made: Hall, server: Server) -> None:
        """PostgreSQL is away for eight seconds."""
        fault, phones = "PostgreSQL lost", Phones(made, server.port, PHONES)
        await phones.until_all("on")
        await now_and_then(phones.say, 10, 1)
        with mishaps.lost(made.database_url):
            begin = time.monotonic()
            writing = asyncio.create_task(now_and_then(phones.say, 10, 2))
            told = await phones.until_all("told", 20)
            await writing
            await asyncio.sleep(max(0.0, begin + 8 - time.monotonic()))
        back = time.monotonic()
        await phones.until_all("on")
        healed = time.monotonic() - back
        await phones.until_all("sent")
        await phones.until_shown(made.revision())
        self.note(fault, "s until every phone was told", told, 8)
        self.note(fault, "s from its return until no phone says so any more", healed, 5)
        self.note(fault, "s from its return until all is sent and shown", time.monotonic() - back)
        self.note(fault, "streams cut", phones.cuts, 0)
        self.note_texts(fault, made, phones)
        phones.leave()

    async def jumping(self, made: Hall, server: Server, set_clock: Callable[[str], None]) -> None:
        fault, phones = "clock jumps an hour ahead and two back", Phones(made, server.port, 50)
        await phones.until_all("on")
        late = []
        for offset in ("+1h", "-1h", "+0"):
            set_clock(offset)
            for _ in range(5):
                phones.say()
                await phones.until_all("sent", 10)
                late.append(await phones.until_shown(made.revision(), 10))
            visitor = Visitor(server.port, made.cookie_of(0))
            page = await visitor.get(f"/j/{made.code}")
            newcomer = Phones(made, server.port, 1, stream_address(page.text))
            late.append(await newcomer.until_all("on", 10))
            newcomer.leave()
            visitor.leave()
        self.note(fault, "s from a text's answer to every phone, longest", max(late), 3)
        self.note(fault, "streams cut", phones.cuts, 0)
        self.note_texts(fault, made, phones)
        phones.leave()

    # -- What requests and phones do ------------------------------------------------------------------

    async def busy(self, made: Hall, server: Server) -> None:
        fault, app = "1.5 s of pure computing in a request", App(made, server)
        visitor, calm, during = Visitor(server.port), [], []
        async with Crowd() as crowd:
            await crowd.open(server.port, made.stream(), self.extent.crowd)
            await asyncio.gather(*(app.commit() for _ in range(10)))
            for is_busy in (False, True) * self.extent.rounds:
                await asyncio.sleep(1)
                await crowd.deliveries()
                await app.commits()
                computing = asyncio.create_task(visitor.get("/bench/busy")) if is_busy else None
                for _ in range(3):
                    await asyncio.sleep(0.1)
                    await app.commit()
                    await asyncio.sleep(0.4)
                if computing is not None:
                    await computing
                got = latencies(await crowd.deliveries(), await app.commits(), self.extent.crowd)
                (during if is_busy else calm).extend(got.last)
            await crowd.close()
        app.speakers.leave()
        visitor.leave()
        self.note(fault, f"ms from a commit to the last of {self.extent.crowd} phones, before: median", median(calm))
        self.note(fault, "meanwhile: median", median(during))
        self.note(fault, "meanwhile: longest", max(during), 300)

    async def stalled(self, made: Hall, server: Server) -> None:
        """One phone in ten does not read. The others' latency with and without them, in turns."""
        fault, app, deaf = "10 % stalled phones", App(made, server), self.extent.crowd // 10
        p95: dict[int, list[float]] = {0: [], deaf: []}
        grown = []
        for count in (0, deaf) * self.extent.rounds:
            async with Crowd() as crowd:
                await crowd.open(server.port, made.stream(), self.extent.crowd - count)
                if count:
                    await crowd.open_deaf(server.port, made.stream(), count)
                await now_and_then(app.commit, 15, self.extent.stall_seconds / 3)
                await asyncio.sleep(1)
                await app.commits()
                await crowd.deliveries()
                before = machine.memory_of([server.pid])
                await now_and_then(app.commit, 15, self.extent.stall_seconds * 2 / 3)
                await asyncio.sleep(1)
                grown.append((machine.memory_of([server.pid]) - before) / 1e6 if count else 0)
                got = latencies(await crowd.deliveries(), await app.commits(), self.extent.crowd - count)
                p95[count].append(got.percentile(95))
                await crowd.close()
        app.speakers.leave()
        self.note(fault, "others' p95, ms, without them", median(p95[0]))
        self.note(fault, "others' p95, ms, with them", median(p95[deaf]))
        self.note(fault, "others' p95 with them ÷ without", median(p95[deaf]) / median(p95[0]), 1.2)
        self.note(fault, "MB that the server grew while they stood still", max(grown), deaf * 0.1)

    async def returning(self, made: Hall, server: Server) -> None:
        """All are cut off at the same moment and knock again at once, without the page's spreading waits."""
        fault, took = "all reconnect at once", []
        stale = made.stream().partition("?")[0] + "?since=0"
        async with Crowd() as crowd:
            crowd.tell(f"at_once {self.extent.crowd}")
            for _ in range(self.extent.rounds + 1):
                begin = time.monotonic_ns()
                await crowd.open(server.port, stale, self.extent.crowd)
                got: dict[int, int] = {}
                while len(got) < self.extent.crowd and time.monotonic_ns() < begin + 20e9:
                    await asyncio.sleep(0.05)
                    for when, _revision, phone, _size in await crowd.deliveries():
                        got.setdefault(phone, when)
                took.append((max(got.values()) - begin) / 1e9 if len(got) == self.extent.crowd else float("inf"))
                await crowd.close()
        self.note(fault, f"s until {self.extent.crowd} phones have the present state, longest", max(took[1:]), 3)

    async def two_processes(self, made: Hall, servers: list[Server], database: str) -> None:
        """What one process stores, the phones of the other show."""
        fault, app = f"two processes on {database}", App(made, servers[0])
        async with Crowd() as crowd:
            await crowd.open(servers[1].port, made.stream(), 50)
            await asyncio.gather(*(app.commit() for _ in range(10)))
            await asyncio.sleep(1)
            await app.commits()
            await crowd.deliveries()
            for _ in range(10 * self.extent.rounds):
                await app.commit()
                await asyncio.sleep(0.3 + 0.1 * random.random())
            got = latencies(await crowd.deliveries(), await app.commits(), 50)
            await crowd.close()
        app.speakers.leave()
        self.note(fault, "ms from one's commit to the last phone of the other, median", median(got.last))
        self.note(
            fault, "ms from one's commit to the last phone of the other, p95", percentile(sorted(got.last), 95), 100
        )
        self.note(fault, "missed", got.missed, 0)
