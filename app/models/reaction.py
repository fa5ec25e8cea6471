"""Reactions: what people think of what others said, one contribution at a time."""

import enum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, enum_column

if TYPE_CHECKING:
    from app.models.activity import Activity


class Opinion(enum.StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - an opinion, not a password


class ReactionRound(Model):
    """What an activity of kind reactions has beside its title."""

    __tablename__ = "reaction_round"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"))
    """The dialogue whose contributions are reacted to; None: all dialogues of the conference."""

    activity: Mapped["Activity"] = relationship(back_populates="reaction_round", foreign_keys=[activity_id])
    source: Mapped["Activity | None"] = relationship(foreign_keys=[source_id])


class Reaction(Model):
    __tablename__ = "reaction"
    __table_args__ = ({"sqlite_with_rowid": False},)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("reaction_round.activity_id", ondelete="CASCADE"), primary_key=True
    )
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))
    """Whom it is counted with: the person's, as long as it is not counted."""
    opinion: Mapped[Opinion] = mapped_column(enum_column(Opinion, "opinion"))
