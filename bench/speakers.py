"""People who contribute: at moments drawn beforehand, or one after the other as fast as they are let."""

import asyncio
import itertools
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from hall import Hall, texts
from visitors import Answer, Visitor

HEADERS = {"HX-Request": "true", "Accept": "text/html"}
"""As the phone's script sends them."""


@dataclass
class Speakers:
    """Everybody who is in, in turn (nobody may say more than some thoughts a minute), over a few connections."""

    hall: Hall
    port: int
    connections: int = 50
    part: slice = field(default_factory=lambda: slice(None))
    """Which of the people, so that two servers have different ones."""
    refused: int = 0
    took: list[float] = field(default_factory=list)
    """Seconds from sending to the answer, of each."""

    def __post_init__(self) -> None:
        self._texts = texts(self.port)
        self._people = itertools.cycle(range(len(self.hall.tokens))[self.part])
        self._free: list[Visitor] = [Visitor(self.port) for _ in range(self.connections)]

    async def speak(self) -> Answer:
        """Somebody who is free sends a contribution."""
        visitor = self._free.pop(0) if self._free else Visitor(self.port)
        visitor.cookies = self.hall.cookie_of(next(self._people))
        form = {"kind": "advice", "text": next(self._texts), "client_key": str(uuid.uuid4())}
        try:
            answer = await visitor.post(self.hall.contributions, form, HEADERS)
        finally:
            self._free.append(visitor)
        if answer.status == 201:
            self.took.append(answer.seconds)
        else:
            self.refused += 1
        return answer

    def leave(self) -> None:
        for visitor in self._free:
            visitor.leave()

    async def in_turns(self, at_once: int, seconds: float, most: int = 1_000_000) -> float:
        """So many send one after the other without a pause. Returns how many were stored a second."""
        begin, before = time.monotonic(), len(self.took)
        end, last = begin + seconds, before + most

        async def go_on() -> None:
            while time.monotonic() < end and len(self.took) < last:
                await self.speak()

        await asyncio.gather(*(go_on() for _ in range(at_once)))
        return (len(self.took) - before) / (time.monotonic() - begin)


async def now_and_then(act: Callable[[], Awaitable[object] | None], rate: float, seconds: float) -> int:
    """Acts `rate` times a second, at moments as people choose them (the same each time). Returns how often."""
    chance = random.Random(42)
    begin, moment, running = time.monotonic(), 0.0, []
    while (moment := moment + chance.expovariate(rate)) < seconds:
        await asyncio.sleep(max(0.0, begin + moment - time.monotonic()))
        action = act()
        if action is not None:
            running.append(asyncio.ensure_future(action))
        else:
            running.append(asyncio.ensure_future(asyncio.sleep(0)))
    await asyncio.sleep(max(0.0, begin + seconds - time.monotonic()))
    await asyncio.gather(*running)
    return len(running)
