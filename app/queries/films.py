"""A film's files, piece by piece; what leads on from a film; who has seen it."""

from collections.abc import Iterator

from sqlalchemy import bindparam, func, select

from app.extensions import db
from app.models import Activity, ActivityKind, Conference, Film, FilmSeen, Media, MediaChunk, Participant
from app.models.film import CHUNK_BYTES


def media_of(conference: Conference, media_id: int) -> Media | None:
    """A file of a film of this very conference, in the programme or taken out of it."""
    return db.session.scalar(
        select(Media)
        .join(Activity, Activity.id == Media.activity_id)
        .where(Media.id == media_id, Activity.conference_id == conference.id)
    )


def received_chunks_of(media: Media) -> int:
    """How many have come; they come in order, so the next one has this number."""
    return db.session.scalar(select(func.count()).where(MediaChunk.media_id == media.id)) or 0


def received_bytes_of(media: Media) -> int:
    return min(received_chunks_of(media) * CHUNK_BYTES, media.size)


def bytes_of(media: Media, start: int, stop: int) -> bytes:
    """From `start` up to, not with, `stop`; reads no more chunks than those hold."""
    first, last = start // CHUNK_BYTES, max(stop - 1, start) // CHUNK_BYTES
    chunks = db.session.scalars(
        select(MediaChunk.data)
        .where(MediaChunk.media_id == (media.bytes_of_id or media.id), MediaChunk.number.between(first, last))
        .order_by(MediaChunk.number)
    )
    return b"".join(chunks)[start - first * CHUNK_BYTES : stop - first * CHUNK_BYTES]


def chunks_of(media: Media) -> Iterator[bytes]:
    """All of it, one chunk at a time, so that a film is never in memory as a whole."""
    for number in range(media.chunk_count):
        yield bytes_of(media, number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES)


# Made once: each frame of an open question asks this.
_BEFORE = (
    select(Activity)
    .join(Film, Film.activity_id == Activity.id)
    .where(
        Film.leads_to_id == bindparam("activity"),
        Activity.kind == ActivityKind.FILM,
        Activity.conference_id == bindparam("conference"),
        Activity.removed_at.is_(None),
        Activity.opened_at.is_not(None),
    )
    .order_by(Activity.position, Activity.id)
)


def films_before(activity: Activity) -> list[Activity]:
    """The films that lead to it and have been shown, so that people can see them again while they decide."""
    return list(db.session.scalars(_BEFORE, {"activity": activity.id, "conference": activity.conference_id}))


def own_seen_of(activity: Activity, participant: Participant, _token: str) -> FilmSeen | None:
    return db.session.get(FilmSeen, (activity.id, participant.id))
