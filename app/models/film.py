"""Film or information: a page with the municipality's own video, or text and picture. Its files are in the database,
so that any process of any host can serve them and a backup holds them."""

import enum
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column

if TYPE_CHECKING:
    from app.models.activity import Activity

CHUNK_BYTES = 512 * 1024


class MediaRole(enum.StrEnum):
    VIDEO = "video"
    CAPTIONS = "captions"
    POSTER = "poster"
    """The picture before the video begins, or the picture of a page without video."""


LARGEST_BYTES = {
    MediaRole.VIDEO: 300 * 1024 * 1024,
    MediaRole.CAPTIONS: CHUNK_BYTES,
    MediaRole.POSTER: 2 * 1024 * 1024,
}
"""A video of ten minutes in the quality that a hall's screen shows is 100–200 MB."""


class Film(Model):
    """What an activity of kind film has beside its title."""

    __tablename__ = "film"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    transcript: Mapped[str] = mapped_column(Text, default="")
    poster_alt: Mapped[str] = mapped_column(String(240), default="")
    has_no_speech: Mapped[bool] = mapped_column(default=False)
    """Stated by the facilitator; otherwise a video needs captions before it can be opened."""
    captions_language: Mapped[str] = mapped_column(String(2), default="nb")
    leads_to_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"))
    """The vote that it is seen before; while that is open the film is one link away."""

    activity: Mapped["Activity"] = relationship(back_populates="film", foreign_keys=[activity_id])
    leads_to: Mapped["Activity | None"] = relationship(foreign_keys=[leads_to_id])
    media: Mapped[list["Media"]] = relationship(
        back_populates="film", cascade="all, delete-orphan", passive_deletes=True, order_by="Media.id"
    )

    @property
    def video(self) -> "Media | None":
        return self.shown(MediaRole.VIDEO)

    @property
    def captions(self) -> "Media | None":
        return self.shown(MediaRole.CAPTIONS)

    @property
    def poster(self) -> "Media | None":
        return self.shown(MediaRole.POSTER)

    def shown(self, role: MediaRole) -> "Media | None":
        """What people see in this role; neither what is still coming nor what was set aside."""
        return next((media for media in self.media if media.role is role and media.is_shown), None)


class Media(Model):
    """A file of a film. In each role at most one is shown, and at most one set aside: the one that was there before."""

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("film.activity_id", ondelete="CASCADE"), index=True)
    role: Mapped[MediaRole] = mapped_column(enum_column(MediaRole, "role"))
    name: Mapped[str] = mapped_column(String(120))
    mimetype: Mapped[str] = mapped_column(String(60))
    """By its content, never by its name."""
    size: Mapped[int]
    """Bytes, when whole."""
    modified_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    """When the file was last changed, as its owner's browser says: with its name and size it tells that an upload goes
    on with the same file."""
    sha256: Mapped[str] = mapped_column(String(64), default="")
    """Empty until all of it is here."""
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was set aside, by removal or by what took its place; from there it can come back."""
    bytes_of_id: Mapped[int | None] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"), index=True)
    """In a rehearsal: the file of the real conference whose chunks it shows, since they may be 300 MB."""

    film: Mapped["Film"] = relationship(back_populates="media")

    @property
    def is_whole(self) -> bool:
        return bool(self.sha256)

    @property
    def is_shown(self) -> bool:
        return self.is_whole and self.removed_at is None

    @property
    def is_unfinished(self) -> bool:
        return not self.is_whole

    @property
    def key(self) -> str:
        """The part of its address that changes with its bytes."""
        return self.sha256[:16]

    @property
    def chunk_count(self) -> int:
        return -(-self.size // CHUNK_BYTES)


class MediaChunk(Model):
    """CHUNK_BYTES of a file, the last one fewer; so a range costs what it holds."""

    __tablename__ = "media_chunk"

    media_id: Mapped[int] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class FilmSeen(Model):
    """Who has said «I have seen it»."""

    __tablename__ = "film_seen"
    __table_args__ = ({"sqlite_with_rowid": False},)

    activity_id: Mapped[int] = mapped_column(ForeignKey("film.activity_id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
