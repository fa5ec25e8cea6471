"""The heart beats for each stream in its turn, and rests when there is none."""

import asyncio
from contextlib import ExitStack

import pytest

from app.live import heart as heart_module
from app.live.heart import TURNS, Heart
from app.live.hub import Listener


def test_each_beats_in_its_turn_and_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart_module, "HEARTBEAT_SECONDS", 0.15)
    listeners = [Listener(0) for _ in range(2 * TURNS)]
    beaten: list[Listener] = []

    async def scene() -> None:
        heart = Heart()
        with ExitStack() as stack:
            for listener in listeners:
                listener.write_now = lambda _parcel, who=listener: beaten.append(who) or True  # type: ignore[misc]
                stack.enter_context(heart.beating_for(listener))
            while len(beaten) < len(listeners):
                await asyncio.sleep(0)
        await asyncio.sleep(0.05)

    asyncio.run(scene())
    assert len(beaten) == len(listeners)
    assert set(beaten) == set(listeners)
