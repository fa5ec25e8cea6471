"""The signed word in a stream's address."""

import time

import pytest

from app.live import tokens as tokens_module
from app.live.tokens import ViewTokens
from app.live.views import Audience, View
from app.models import Language

VIEW = View(7, Audience.FACILITATOR, Language.NYNORSK, "waiting")


def test_a_view_comes_back_whole() -> None:
    tokens = ViewTokens("s" * 32)

    assert tokens.read(tokens.sign(VIEW)) == VIEW


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "W10.aaa.bbb"])
def test_garbage_is_nobody(token: str) -> None:
    assert ViewTokens("s" * 32).read(token) is None


def test_a_token_signed_with_another_key_is_nobody() -> None:
    assert ViewTokens("s" * 32).read(ViewTokens("t" * 32).sign(VIEW)) is None


def test_an_old_token_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = ViewTokens("s" * 32)
    token = tokens.sign(VIEW)
    monkeypatch.setitem(tokens_module.LASTS_SECONDS, Audience.FACILITATOR, -1)

    assert tokens.read(token) is None


@pytest.mark.parametrize(
    ("seconds", "is_good"), [(-3600, False), (-30, True), (30, True), (3600, False)], ids=lambda value: str(value)
)
def test_a_clock_that_jumps_asks_for_a_new_token_at_worst(
    monkeypatch: pytest.MonkeyPatch, seconds: int, is_good: bool
) -> None:
    tokens = ViewTokens("s" * 32)
    token, now = tokens.sign(VIEW), time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)

    assert (tokens.read(token) == VIEW) is is_good
    assert tokens.read(tokens.sign(VIEW)) == VIEW
