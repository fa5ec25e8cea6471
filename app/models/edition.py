"""An edition of the summary for the archive: numbered, and once frozen never changed. Its bytes are in the database, so
that a backup holds them."""

import enum
import secrets
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime, enum_column, utc_now

LINE_LIMIT = 240
CODE_LIMIT = 40
CHUNK_BYTES = 512 * 1024


class EditionVariant(enum.StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    """With the record of who did what."""


def new_edition_key() -> str:
    return secrets.token_hex(16)


class Edition(Model):
    """A draft until it is frozen: then its file is being made, or lies on the disk to be looked at."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("conference_id", "number"),
        CheckConstraint("(frozen_at is null) = (sha256 = '')", name="frozen_has_sha256"),
        CheckConstraint("discarded_at is null or frozen_at is null", name="frozen_stays"),
        CheckConstraint("access_code = '' or legal_basis <> ''", name="access_code_has_basis"),
        CheckConstraint("variant = 'internal' or access_code = ''", name="public_is_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1 within the conference."""
    key: Mapped[str] = mapped_column(String(32), unique=True, default=new_edition_key)
    """By which its file is found while it is made."""
    variant: Mapped[EditionVariant] = mapped_column(enum_column(EditionVariant, "variant"))
    title: Mapped[str] = mapped_column(String(LINE_LIMIT))
    case_number: Mapped[str] = mapped_column(String(CODE_LIMIT), default="")
    document_type: Mapped[str] = mapped_column(String(CODE_LIMIT))
    document_date: Mapped[date]
    access_code: Mapped[str] = mapped_column(String(CODE_LIMIT), default="")
    legal_basis: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    """Of the access code: the paragraph that allows it."""
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    discarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The row stays, so that no other edition gets its number."""
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    """Bytes, when frozen."""

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class EditionChunk(Model):
    """CHUNK_BYTES of a frozen edition's file, the last one fewer."""

    __tablename__ = "edition_chunk"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
