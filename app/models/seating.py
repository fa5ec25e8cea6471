"""A seating plan: numbered seats with a target group each, and the table of each in every session."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, utc_now

if TYPE_CHECKING:
    from app.models.target_group import TargetGroup


class Seating(Model):
    """One plan. A new one replaces it, and is taken away again by undo."""

    __tablename__ = "seating"
    __table_args__ = (
        Index(
            "uq_seating_in_force",
            "conference_id",
            unique=True,
            sqlite_where=text("replaced_at is null"),
            postgresql_where=text("replaced_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    hosts_stay: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.number", cascade="all, delete-orphan")


class Seat(Model):
    """A place that somebody is handed a card for. No participant is tied to it: who holds which is known nowhere."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("seating_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seating_id: Mapped[int] = mapped_column(ForeignKey("seating.id", ondelete="CASCADE"))
    number: Mapped[int]
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"), index=True)
    is_host: Mapped[bool] = mapped_column(default=False)
    """Keeps its table all day."""

    target_group: Mapped["TargetGroup"] = relationship()


class SeatAssignment(Model):
    """Where a seat is in one session."""

    __tablename__ = "seat_assignment"
    __table_args__ = ({"sqlite_with_rowid": False},)

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("conference_table.id", ondelete="CASCADE"), index=True)
