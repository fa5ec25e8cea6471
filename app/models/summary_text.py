"""What the project team writes in the summary: every version of every section, so that none is ever lost."""

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column, utc_now

if TYPE_CHECKING:
    from app.models.account import Account

TEXT_LIMIT = 10_000
"""Characters in one section."""


class SummaryPart(enum.StrEnum):
    HEARD = "heard"
    """«Dette hørte vi», about the whole conference."""
    WORDS = "words"
    """The team's own words about one question or result."""
    DISAGREEMENT = "disagreement"
    """What people did not agree on, in one question."""
    ESSENCE = "essence"
    """What was said about one theme in one question."""


OF_AN_ACTIVITY = (SummaryPart.WORDS, SummaryPart.DISAGREEMENT)


@dataclass(frozen=True, slots=True)
class Section:
    """One place in the summary where the team writes."""

    part: SummaryPart
    activity_id: int | None = None
    theme_id: int | None = None

    @property
    def name(self) -> str:
        """As it stands in addresses: `heard`, `words-12`, `essence-12-3`."""
        return "-".join(str(part) for part in (self.part, self.activity_id, self.theme_id) if part is not None)


HEARD = Section(SummaryPart.HEARD)


class SummaryText(Model):
    """One version of a section. The one with the highest id that was not put aside is the section's text."""

    __tablename__ = "summary_text"
    __table_args__ = (
        CheckConstraint("(part = 'heard') = (activity_id is null)", name="part_has_its_activity"),
        CheckConstraint("(part = 'essence') = (theme_id is not null)", name="part_has_its_theme"),
        Index("ix_summary_text_section", "conference_id", "part", "activity_id", "theme_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"))
    part: Mapped[SummaryPart] = mapped_column(enum_column(SummaryPart, "part"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    """Simple Markdown, as it was typed."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    is_aside: Mapped[bool] = mapped_column(default=False)
    """Written while somebody else saved something different: kept, and not shown in the summary."""

    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When everybody was last given it to read. The version is not written on any more then."""

    account: Mapped["Account | None"] = relationship()

    @property
    def section(self) -> Section:
        return Section(self.part, self.activity_id, self.theme_id)

    @property
    def mark(self) -> str:
        return mark_of(self.text)


def mark_of(text: str) -> str:
    """Another one when the text is another: a save says by it what its writer began from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
