"""The guiding rules that a conference came to: a short name and what it means."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class GuidingRule(Model):
    __tablename__ = "guiding_rule"
    __table_args__ = (UniqueConstraint("conference_id", "option_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    sentence: Mapped[str] = mapped_column(String(160), default="")
    option_id: Mapped[int | None] = mapped_column(ForeignKey("vote_option.id", ondelete="SET NULL"))
    """The winner that it was."""
