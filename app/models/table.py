"""A table in the hall: its number, who hosts it, and the code that opens the device which writes for it."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime
from app.models.conference import CODE_LETTERS

TABLE_CODE_LENGTH = 8
"""Of 31 letters and digits: 8 × 10^11 of them, and guessing is counted."""


def new_table_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(TABLE_CODE_LENGTH))


class Table(Model):
    __tablename__ = "conference_table"
    __table_args__ = (
        UniqueConstraint("conference_id", "number"),
        CheckConstraint("number between 1 and 200", name="number"),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"))
    number: Mapped[int]
    """As it stands on the table. Never given to another."""
    name: Mapped[str] = mapped_column(String(40), default="")
    host: Mapped[str] = mapped_column(String(60), default="")
    """What the host is called on the card: a role or a first name. Hosts work for the conference; of participants no
    name is kept."""
    code: Mapped[str] = mapped_column(String(TABLE_CODE_LENGTH), unique=True, default=new_table_code)
    """The secret part of the address on its card."""
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("conference_table.id", ondelete="SET NULL"), index=True
    )
    """The table that its people moved to. It keeps its seats and texts, so that this can be undone."""
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def spoken_code(self) -> str:
        return f"{self.code[:4]} {self.code[4:]}"
