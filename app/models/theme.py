"""Themes: what contributions are about, as an organiser named it; and which contributions were sorted into which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime, utc_now

MOST_THEMES = 40
"""In one conference: a list that a person can still read."""
NAME_LIMIT = 60
STEMS_LIMIT = 400
"""Characters in all the stems of a theme together."""

_STANDING = text("removed_at is null and merged_into_id is null")


class Theme(Model):
    __tablename__ = "theme"
    __table_args__ = (
        Index(
            "uq_theme_name", "conference_id", "name", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING
        ),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    """Its order in every list. The first nine have the keys 1–9."""
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    stems: Mapped[str] = mapped_column(Text, default="")
    """Beginnings of words, a line each, that suggest this theme where they stand in a text."""
    replaced_name: Mapped[str | None] = mapped_column(String(NAME_LIMIT))
    replaced_stems: Mapped[str | None] = mapped_column(Text)
    """What the last change of name and stems put aside, until it is undone."""
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="SET NULL"), index=True)
    """The one that stands for it, which may itself have been merged later. What was sorted into it stays so, and counts
    for that one: so a merge is undone by taking this away."""
    merged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def stem_list(self) -> list[str]:
        return self.stems.splitlines()

    @property
    def stands_for_itself(self) -> bool:
        return self.removed_at is None and self.merged_into_id is None


class ContributionTheme(Model):
    """A contribution that a person has sorted into a theme; it can be in several."""

    __tablename__ = "contribution_theme"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)
    sorted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
