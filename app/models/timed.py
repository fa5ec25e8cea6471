"""Time that runs: how long something lasts, stopped for a while, and given more."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UtcDateTime


class Timed:
    """Columns of what is planned to last so and so long from when it began."""

    added_seconds: Mapped[int] = mapped_column(default=0)
    """Given beside what was planned, and what the time stood still."""
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def planned_end(self) -> datetime | None:
        """As it was when it began; None before that. Each that lasts says it itself: an activity, a turn."""
        raise NotImplementedError

    @property
    def ends_at(self) -> datetime | None:
        """As it is now; while the time stands still this moves on, and nobody should be told it."""
        end = self.planned_end
        return None if end is None else end + timedelta(seconds=self.added_seconds)

    @property
    def left_when_paused(self) -> timedelta | None:
        """What is left while the time stands still, less than nothing when it was over; None while it runs."""
        end = self.ends_at
        return None if end is None or self.paused_at is None else end - self.paused_at
