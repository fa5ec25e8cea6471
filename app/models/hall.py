"""What facilitators lay over the programme: a word to the phones, a picture before the screen, all held still."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime, enum_column, utc_now

LONGEST_NUDGE = 160


class Nudge(Model):
    """The one short text that all phones show until the programme moves on."""

    __tablename__ = "nudge"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(String(LONGEST_NUDGE))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class CoverPicture(enum.StrEnum):
    BREAK = "break"
    BLACKOUT = "blackout"


class Cover(Model):
    """A picture that stands before whatever the screen would show."""

    __tablename__ = "cover"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    picture: Mapped[CoverPicture] = mapped_column(enum_column(CoverPicture, "picture"))
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a break is over, if that was said."""


class Freeze(Model):
    """Phones and screen keep what they show. The regions as they were are kept as bytes, for whoever asks again."""

    __tablename__ = "freeze"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class FrozenRegion(Model):
    """One region as it was drawn when the hall was held still."""

    __tablename__ = "frozen_region"

    conference_id: Mapped[int] = mapped_column(ForeignKey("freeze.conference_id", ondelete="CASCADE"), primary_key=True)
    audience: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    filter: Mapped[str] = mapped_column(String(24), primary_key=True)
    html: Mapped[bytes] = mapped_column(LargeBinary)
