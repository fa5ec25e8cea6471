"""What came of a question: advice with its priority, what happens with it now, who answers for it and when."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column, utc_now
from app.models.theme import Theme

ADVICE_LIMIT = 240
ACTION_LIMIT = 600
OWNER_LIMIT = 80


class FollowUpState(enum.StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_NOW = "not_now"
    """It will not be followed, or not yet; `action` says why."""


class FollowUp(Model):
    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("priority between 1 and 3", name="priority"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="SET NULL"), index=True)
    advice: Mapped[str] = mapped_column(String(ADVICE_LIMIT))
    priority: Mapped[int] = mapped_column(default=2)
    """1 comes first, 3 later."""
    state: Mapped[FollowUpState] = mapped_column(enum_column(FollowUpState, "state"), default=FollowUpState.PLANNED)
    action: Mapped[str] = mapped_column(Text, default="")
    """What happens now, what was done, or why not."""
    owner: Mapped[str] = mapped_column(String(OWNER_LIMIT), default="")
    due_on: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    theme: Mapped[Theme | None] = relationship()
