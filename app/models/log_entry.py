"""The record: which account did what to what, and when. Participants are never in it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime, utc_now


class LogEntry(Model):
    __tablename__ = "log_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    """None when the command line did it."""
    action: Mapped[str] = mapped_column(String(40))
    """The name of the action in app/domain, such as `publish_contribution`."""
    subject_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(String(120), default="")
    """Never a contribution's text."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
