"""What every noun shares."""

from datetime import datetime, timedelta, tzinfo

import pytest

from app.models import base, utc_now


def test_a_machines_clock_that_is_set_back_does_not_turn_the_order_round(monkeypatch: pytest.MonkeyPatch) -> None:
    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) - timedelta(hours=1)

    before = utc_now()
    monkeypatch.setattr(base, "datetime", SetBack)
    first, second = utc_now(), utc_now()

    assert before <= first <= second < before + timedelta(seconds=10)


def test_a_clock_that_is_set_forward_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    class SetForward(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(hours=1)

    before = utc_now()
    monkeypatch.setattr(base, "_latest", base._latest)  # put back afterwards
    monkeypatch.setattr(base, "datetime", SetForward)

    assert utc_now() >= before + timedelta(hours=1)
