"""What the tests of the hub share: two conferences in a database that is none, and the drawing of them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.live import hub as hub_module
from app.live.hub import Hub, Listener
from app.live.revisions import Revision
from app.live.views import Audience, View
from app.models import Language

HALL = View(1, Audience.PARTICIPANT, Language.BOKMAL)
HALL_NYNORSK = View(1, Audience.PARTICIPANT, Language.NYNORSK)
ELSEWHERE = View(2, Audience.PARTICIPANT, Language.BOKMAL)


@dataclass
class Database:
    """Two conferences whose revision can be raised, and a drawing that shows it."""

    revisions: dict[int, int] = field(default_factory=lambda: {1: 1, 2: 1})
    arrivals: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    """How many have come since the last change that was more than that."""
    words: str = "revision {}"
    meanwhile: Callable[[], None] = lambda: None
    """Happens after the revision has been read and before the drawing is made."""
    drawn: list[View] = field(default_factory=list)
    fault: Exception | None = None
    undrawable: View | None = None

    async def draw(self, view: View, _revision: Revision) -> tuple[dict[str, bytes], Revision]:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        if view == self.undrawable:
            raise ValueError("this one cannot be drawn")
        if self.fault:
            fault, self.fault = self.fault, None
            raise fault
        self.drawn.append(view)
        newest = await self.revision(view.conference_id)
        return {"moves": self.words.format(newest).encode(), "still": b"always the same"}, newest

    async def revision(self, conference_id: int) -> Revision:
        revision = self.revisions[conference_id]
        substance = revision - self.arrivals[conference_id]
        return Revision(revision, substance, substance)

    def change(self, hub: Hub, conference_id: int = 1) -> None:
        self.revisions[conference_id] += 1
        self.arrivals[conference_id] = 0
        hub.wake(conference_id)

    def arrive(self, hub: Hub) -> None:
        self.revisions[1] += 1
        self.arrivals[1] += 1
        hub.wake(1)


def run(story: Callable[[Hub, Database], Awaitable[None]]) -> None:
    async def scene() -> None:
        database = Database()
        hub = Hub(database.draw, database.revision)
        hub.start()
        await story(hub, database)
        hub.close()

    asyncio.run(scene())


def texts(listener: Listener) -> dict[str, str]:
    """What is pending, region by region, as the drawing said it."""
    pending = {name: frame.plain.decode() for name, frame in listener.pending.items()}
    return {name: text.split('"outerMorph">')[1].split("</hx-partial>")[0] for name, text in pending.items()}


async def settle() -> None:
    await asyncio.sleep(2 * hub_module.WINDOW_SECONDS)
