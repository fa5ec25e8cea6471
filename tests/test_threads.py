"""Flask's threads: those who are in come before those at the door, and nobody stands there for long."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from app import threads
from app.threads import Threads


class House:
    """A WSGI application where somebody who is in takes their time."""

    def __init__(self) -> None:
        self.answered: list[str] = []
        self.takes_time = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/inside":
            self.takes_time.wait(10)
        self.answered.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b""]


async def ask(served: Threads, path: str) -> None:
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }

    async def send(_message: object) -> None:
        pass

    await served(scope, b"", send)


async def both_at_once(house: House) -> None:
    """Somebody who is in asks for something, then somebody comes to the door."""
    served = Threads(house, workers=4)
    async with asyncio.timeout(20):
        inside = asyncio.create_task(ask(served, "/inside"))
        await asyncio.sleep(0)
        door = asyncio.create_task(ask(served, "/j/SOL7KM"))
        await asyncio.sleep(0.1)
        house.takes_time.set()
        await asyncio.gather(inside, door)


def test_the_door_lets_those_who_are_in_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "LONGEST_AT_THE_DOOR", 10.0)
    house = House()

    asyncio.run(both_at_once(house))

    assert house.answered == ["/inside", "/j/SOL7KM"]


def test_the_door_does_not_stand_still_for_one_who_takes_long() -> None:
    house = House()

    asyncio.run(both_at_once(house))

    assert house.answered == ["/j/SOL7KM", "/inside"]
