"""What every noun shares: the typed base class, UTC timestamps, enums kept as text with a check."""

import enum
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator

from app.extensions import Base, db

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


_latest = datetime.now(UTC), time.monotonic()


def utc_now() -> datetime:
    """The present, aware, in UTC. The one clock of the app.

    It goes on where the machine's is set back: else what comes next would sort before what was there, and be late or
    outdated at once.
    """
    global _latest
    (then, ticks), now = _latest, (datetime.now(UTC), time.monotonic())
    steady = then + timedelta(seconds=now[1] - ticks)
    if now[0] < steady:
        return steady
    _latest = now
    return now[0]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime. SQLite knows no zones, so it is stored without one; naive values are refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def enum_column(kind: type[enum.StrEnum], name: str) -> Enum:
    """Text with a check constraint that lists the values; the same on SQLite and PostgreSQL."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=24,
    )
