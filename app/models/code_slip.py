"""A printed slip with a code that lets one person in once, into its target group: for those without a phone or a PC of
their own."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model
from app.models.conference import CODE_LETTERS

if TYPE_CHECKING:
    from app.models.conference import Conference
    from app.models.target_group import TargetGroup

SLIP_LENGTH = 10
"""Of 31 letters and digits: 8 × 10^14 of them, and guessing is counted."""


class CodeSlip(Model):
    """The code itself is on paper only."""

    __tablename__ = "code_slip"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))
    is_used: Mapped[bool] = mapped_column(default=False)
    """By whom is kept nowhere."""

    conference: Mapped["Conference"] = relationship()
    target_group: Mapped["TargetGroup"] = relationship()


def new_slip_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(SLIP_LENGTH))


def slip_hash(code: str) -> str:
    """SHA-256 in hex of the code as it is kept: capitals, no spaces."""
    return hashlib.sha256(code.encode()).hexdigest()
