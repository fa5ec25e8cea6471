"""A person who takes part: a random token's hash, a target group, a language. Nothing more is known. Or a table."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, enum_column
from app.models.conference import Language

if TYPE_CHECKING:
    from app.models.conference import Conference
    from app.models.contribution import Contribution
    from app.models.table import Table
    from app.models.target_group import TargetGroup

REMEMBERED_DAYS = 60
"""So long the phone's cookie lasts."""


def new_participant_token() -> str:
    """What only the phone's cookie holds, 192 bits."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """SHA-256 in hex. The token is random and long, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


class Participant(Model):
    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[Language] = mapped_column(enum_column(Language, "language"))
    table_id: Mapped[int | None] = mapped_column(ForeignKey("conference_table.id", ondelete="SET NULL"), index=True)
    """Where they said that they sit now, to count who is there. No page shows it beside what they write."""

    device_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("conference_table.id", ondelete="CASCADE"), index=True, unique=True
    )
    """Nobody, but the device of this table: it has dots as a person has, and has not come."""

    conference: Mapped["Conference"] = relationship()
    target_group: Mapped["TargetGroup"] = relationship()
    table: Mapped["Table | None"] = relationship(foreign_keys=[table_id])

    def wrote(self, contribution: "Contribution") -> bool:
        """Whether it is its own: the person's, or the table's."""
        if self.device_of_id is not None:
            return contribution.table_id == self.device_of_id
        return contribution.participant_id == self.id


IS_PERSON = Participant.device_of_id.is_(None)
"""For a question about who has come: not a table's device."""
