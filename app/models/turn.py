"""A plenary where each group or table reports in turn, with a time of its own."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, utc_now
from app.models.timed import Timed

if TYPE_CHECKING:
    from app.models.activity import Activity


class Turn(Timed, Model):
    """Whose turn it is. What if that one has gone, `queries/turns.py` says."""

    __tablename__ = "turn"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int]
    """The table's own, or the target group's mark: neither is ever another's."""
    is_tables: Mapped[bool] = mapped_column(default=False)
    """Tables take turns, not target groups."""
    began_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    activity: Mapped["Activity"] = relationship(back_populates="turn")

    @property
    def planned_end(self) -> datetime:
        return self.began_at + timedelta(minutes=self.activity.turn_minutes)
