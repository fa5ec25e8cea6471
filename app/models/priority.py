"""Priorities: each person or table puts dots on what others said, or on themes."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from app.models.base import Model

if TYPE_CHECKING:
    from app.models.activity import Activity


class PriorityRound(Model):
    """What an activity of kind priorities has beside its title."""

    __tablename__ = "priority_round"
    __table_args__ = (
        CheckConstraint("dots between 1 and 20", name="dots"),
        CheckConstraint("source_id is null or not is_about_themes", name="themes_are_of_all"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"))
    """The dialogue whose contributions get dots; None: all dialogues of the conference."""
    dots: Mapped[int] = mapped_column(default=3)
    """So many has each."""
    is_about_themes: Mapped[bool] = mapped_column(default=False)
    """The conference's themes get dots, not contributions."""

    activity: Mapped["Activity"] = relationship(back_populates="priority_round", foreign_keys=[activity_id])
    source: Mapped["Activity | None"] = relationship(foreign_keys=[source_id])


class Priority(Model):
    """A person's dots on one contribution. No row: none."""

    __tablename__ = "priority"
    __table_args__ = (CheckConstraint("dots >= 1", name="dots"), {"sqlite_with_rowid": False})

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("priority_round.activity_id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))
    """Whom it is counted with: the person's, as long as it is not counted."""
    item_id: Mapped[int] = synonym("contribution_id")
    dots: Mapped[int]


class ThemePriority(Model):
    """A person's dots on one theme. They count for the theme that stood for it when they were counted."""

    __tablename__ = "theme_priority"
    __table_args__ = (CheckConstraint("dots >= 1", name="dots"), {"sqlite_with_rowid": False})

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("priority_round.activity_id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))
    item_id: Mapped[int] = synonym("theme_id")
    dots: Mapped[int]
