"""A rehearsal: a conference that is a copy of a real one, and the simulated people in it."""

import enum
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime, enum_column, utc_now

LONGEST_RUN = timedelta(hours=1)
"""After so long the simulated people stop by themselves; somebody may let them go on."""
MOST_PEOPLE = 300
PEOPLE_WITHOUT_PLAN = 6
"""Simulated people of a target group that no number is planned for."""


class Pace(enum.StrEnum):
    """How fast the simulated people come and answer."""

    CALM = "calm"
    NORMAL = "normal"
    FAST = "fast"

    @property
    def acts(self) -> int:
        """What they do in one turn."""
        return {Pace.CALM: 1, Pace.NORMAL: 1, Pace.FAST: 5}[self]

    @property
    def rest(self) -> timedelta:
        """From one turn to the next."""
        return timedelta(seconds={Pace.CALM: 2, Pace.NORMAL: 0.5, Pace.FAST: 0.5}[self])


class Rehearsal(Model):
    """How the simulated people of a rehearsal are getting on. Everything about them follows from `seed`."""

    __tablename__ = "rehearsal"
    __table_args__ = (CheckConstraint(f"people between 0 and {MOST_PEOPLE}", name="people"),)

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    """The copy."""
    seed: Mapped[str] = mapped_column(String(32))
    people: Mapped[int]
    """How many are going to come."""
    pace: Mapped[Pace | None] = mapped_column(enum_column(Pace, "pace"))
    """None while they stand still."""
    turn_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    """When the next turn is due. Whichever process moves it on takes the turn, so that none is taken twice."""
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When they stop by themselves."""
