"""A target group of one conference: who is invited, with its own shape and colour."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model

if TYPE_CHECKING:
    from app.models.conference import Conference

MARKS = range(1, 9)
"""Eight shapes with a colour each; a conference has at most so many target groups."""


class TargetGroup(Model):
    __tablename__ = "target_group"
    __table_args__ = (
        UniqueConstraint("conference_id", "mark"),
        CheckConstraint("mark between 1 and 8", name="mark"),
        CheckConstraint("planned >= 0", name="planned"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"))
    mark: Mapped[int]
    """1–8: the shape and colour a person meets all day, and the order in every list. Never given to another group."""
    name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(160), default="")
    planned: Mapped[int] = mapped_column(default=0)

    conference: Mapped["Conference"] = relationship(back_populates="target_groups")
