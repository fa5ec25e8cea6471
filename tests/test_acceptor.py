"""Processes that share a door: whoever has least to do opens, and nobody is left standing outside."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable

from app.acceptor import LEFT_TO_OTHERS_SECONDS, Acceptor
from app.loads import LITTLE, Load, Loads


class Guest(asyncio.Protocol):
    def __init__(self, name: str) -> None:
        self._name = name.encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._name)
        transport.close()


class Door(socket.socket):
    """Cannot open so many times."""

    full = 0

    def accept(self) -> tuple[socket.socket, object]:
        if self.full:
            self.full -= 1
            raise OSError(errno.EMFILE, "too many open files")
        return super().accept()


def at_the_door(story: Callable[[Door, Loads], Awaitable[None]]) -> None:
    async def scene() -> None:
        with Door() as door:
            door.bind(("127.0.0.1", 0))
            door.listen(100)
            door.setblocking(False)
            async with asyncio.timeout(20):
                await story(door, Loads(2))

    asyncio.run(scene())


def opens(door: Door, load: Load, name: str) -> Acceptor:
    return Acceptor(door, lambda: Guest(name), load)


async def knock(door: Door) -> str:
    reader, writer = await asyncio.open_connection(*door.getsockname())
    name = await reader.read()
    writer.close()
    # Whoever left this one to the others looks once more, and would find the next one.
    await asyncio.sleep(3 * LEFT_TO_OTHERS_SECONDS)
    return name.decode()


def test_whoever_has_least_to_do_lets_in() -> None:
    async def story(door: Door, loads: Loads) -> None:
        busy, idle = loads.of(0), loads.of(1)
        busy.add(100)
        with door.dup() as same_door:  # as each process has it: one loop listens to one file once
            doors = opens(door, busy, "busy"), opens(same_door, idle, "idle")
            assert {await knock(door) for _each in range(20)} == {"idle"}
            busy.add(-100)
            idle.add(100)
            assert {await knock(door) for _each in range(20)} == {"busy"}
            for each in doors:
                each.close()

    at_the_door(story)


def test_where_those_with_less_to_do_are_gone_the_busy_one_opens() -> None:
    async def story(door: Door, loads: Loads) -> None:
        busy, _gone = loads.of(0), loads.of(1)
        busy.add(100)
        acceptor = opens(door, busy, "busy")
        assert await asyncio.gather(*(knock(door) for _each in range(20))) == ["busy"] * 20
        acceptor.close()

    at_the_door(story)


def test_a_newcomer_counts_until_what_they_ask_is_counted() -> None:
    async def story(door: Door, loads: Loads) -> None:
        one, other = loads.of(0), loads.of(1)
        acceptor = opens(door, one, "one")
        await asyncio.gather(*(knock(door) for _each in range(LITTLE + 1)))
        assert not one.is_little
        assert other.is_little
        while not one.is_little:
            await asyncio.sleep(0.01)
        acceptor.close()

    at_the_door(story)


def test_where_no_file_can_be_opened_they_wait_and_come_in_later() -> None:
    async def story(door: Door, loads: Loads) -> None:
        door.full = 2
        acceptor = opens(door, loads.of(0), "one")
        assert await knock(door) == "one"
        acceptor.close()

    at_the_door(story)


def test_a_process_that_is_started_again_has_nothing_to_do() -> None:
    loads = Loads(2)
    loads.of(0).add(50)
    assert loads.of(0).is_little
