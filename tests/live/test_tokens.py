"""The signed word in a stream's address."""

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
    monkeypatch.setattr(tokens_module, "TOKEN_SECONDS", -1)

    assert tokens.read(token) is None
