"""A film's files: they come in chunks, take each other's place, are set aside, come back, are deleted.

What is set aside can come back until the next one is: a file in each role is kept beside the one that is shown.
"""

import hashlib
import time

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select

from app.domain.errors import Refused
from app.domain.file_types import check_file, type_of
from app.domain.films import changing_film, film_of
from app.domain.log import note
from app.domain.transaction import writing
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Film, Media, MediaChunk, MediaRole, utc_now
from app.models.film import CHUNK_BYTES, LARGEST_BYTES
from app.queries.films import bytes_of, chunks_of, received_chunks_of

MOST_UNFINISHED = 4
"""In each role: somebody who begins again and again with other files is asked to tidy up first."""

SWEPT_AT_ONCE = 8
"""Chunks; 4 MB take about 50 ms."""
PAUSE_SECONDS = 0.02


def begin_upload(activity: Activity, role: MediaRole, name: str, size: int, modified_ms: int = 0) -> Media:
    """A place for a file that is about to come; the one that was begun before, where it is the same file."""
    with writing():
        film = film_of(activity)
        _check_size(role, size)
        unfinished = [media for media in film.media if media.role is role and media.is_unfinished]
        for media in unfinished:
            if (media.name, media.size, media.modified_ms) == (name, size, modified_ms):
                return media
        if len(unfinished) >= MOST_UNFINISHED:
            raise Refused(_("Fire filer er begynt og ikke ferdig sendt. Slett dem du ikke skal bruke, først."))
        media = Media(role=role, name=name, mimetype="", size=size, modified_ms=modified_ms)
        film.media.append(media)
    return media


def _check_size(role: MediaRole, size: int) -> None:
    if size <= 0:
        raise Refused(_("Fila er tom."))
    if size > LARGEST_BYTES[role]:
        largest = LARGEST_BYTES[role] / 1024 / 1024
        raise Refused(_("Fila er for stor: høyst %(largest)s MB.", largest=f"{largest:g}".replace(".", ",")))


def add_chunk(media: Media, number: int, data: bytes) -> int:
    """Stores the next chunk, and returns how many have come.

    One that has come already, or that comes too early, changes nothing: the answer says which one is next. The first
    one tells what the file is, so that a film of the wrong kind is refused at once and not after ten minutes. Two at
    the same moment: the lock lets one in, and the other finds its number taken.
    """
    media_id = media.id
    try:
        with writing():
            there = db.session.scalar(select(Media).where(Media.id == media_id).with_for_update())
            if there is None or there.is_whole:
                raise Refused(_("Sendingen er avsluttet."))
            _check_is_film(there.film.activity)
            received = received_chunks_of(there)
            if number != received or received == there.chunk_count:
                return received
            if len(data) != min(CHUNK_BYTES, there.size - number * CHUNK_BYTES):
                raise Refused(_("Fila er ikke den samme som da sendingen begynte. Velg den på nytt."))
            if number == 0:
                there.mimetype = type_of(there.role, data)
            db.session.add(MediaChunk(media_id=there.id, number=number, data=data))
            return received + 1
    except Refused:
        if number == 0:
            _forget(media_id)
        raise


def _check_is_film(activity: Activity) -> None:
    """At each chunk, not after ten minutes."""
    if activity.kind is not ActivityKind.FILM or activity.removed_at is not None:
        raise Refused(
            _(
                "Dette er tatt ut av programmet eller har fått en annen form i mellomtiden. Det som er sendt av fila, "
                "er tatt vare på."
            )
        )


def finish_upload(media: Media, account: Account | None) -> None:
    """Lets a file that has all come take its place, and sets aside the one that was there. Harmless the second time.

    Its sum is reckoned before the lock is taken: nothing changes in a file whose last chunk is here, and a hall must
    not wait while 300 MB are read.
    """
    if media.is_whole:
        return
    if received_chunks_of(media) < media.chunk_count:
        raise Refused(_("Noe av fila mangler ennå."))
    if media.role is not MediaRole.VIDEO:
        try:
            check_file(media.role, bytes_of(media, 0, media.size))
        except Refused:
            _forget(media.id)
            raise
    sha256 = hashlib.sha256()
    for chunk in chunks_of(media):
        sha256.update(chunk)
    activity = media.film.activity
    with changing_film(activity) as film:
        if media.sha256:  # somebody else was first
            return
        outdated = _set_aside(film, media.role)
        media.sha256 = sha256.hexdigest()
        note(activity.conference_id, account, "add_media", activity.id, media.role)
    _sweep(outdated)


def store_file(activity: Activity, role: MediaRole, name: str, data: bytes, account: Account | None) -> Media:
    """A file that has come in one piece."""
    media = begin_upload(activity, role, name, len(data), -1)  # -1: no browser says so, so it goes on with nothing
    for number in range(media.chunk_count):
        add_chunk(media, number, data[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES])
    finish_upload(media, account)
    return media


def remove_media(media: Media, account: Account | None) -> None:
    """Takes it away from what people see; it can come back."""
    activity, outdated = media.film.activity, []
    with changing_film(activity) as film:
        if media.is_shown:
            outdated = _set_aside(film, media.role)
            note(activity.conference_id, account, "remove_media", activity.id, media.role)
    _sweep(outdated)


def restore_media(media: Media, account: Account | None) -> None:
    """Brings back what was set aside; what has its place now is set aside instead."""
    activity = media.film.activity
    with changing_film(activity) as film:
        if media.is_unfinished:
            raise Refused(_("Noe av fila mangler ennå."))
        if media.removed_at is not None:
            shown = film.shown(media.role)
            if shown is not None:
                shown.removed_at = utc_now()
            media.removed_at = None
            note(activity.conference_id, account, "restore_media", activity.id, media.role)


def delete_media(media: Media, account: Account | None) -> None:
    """For good: an unfinished file, or one that was set aside. Refused for one that people see."""
    activity = media.film.activity
    with changing_film(activity):
        if media.is_shown:
            raise Refused(_("Fjern fila først."))
        _let_go(media)
        note(activity.conference_id, account, "delete_media", activity.id, media.role)
    _sweep([media.id])


def _set_aside(film: Film, role: MediaRole) -> list[int]:
    """What is shown, if anything is. Returns what was set aside before it and is to be swept away."""
    shown = film.shown(role)
    if shown is None:
        return []
    outdated = [media for media in film.media if media.role is role and media.removed_at is not None]
    for media in outdated:
        _let_go(media)
    shown.removed_at = utc_now()
    return [media.id for media in outdated]


def _let_go(media: Media) -> None:
    """From here on it is an upload that has not come whole: if the sweeping is cut off, it can be swept again."""
    media.sha256 = ""
    media.removed_at = None


def _sweep(media_ids: list[int]) -> None:
    """Deletes files that were let go, from their ends and a little at a time: as one deletion, 300 MB would hold
    SQLite's lock, and every phone in the hall, for seconds."""
    for media_id in media_ids:
        while _sweep_some(media_id):
            time.sleep(PAUSE_SECONDS)  # whoever waits for the lock gets it
        _forget(media_id)


def _sweep_some(media_id: int) -> bool:
    with writing():
        last = db.session.scalar(select(func.max(MediaChunk.number)).where(MediaChunk.media_id == media_id))
        if last is None:
            return False
        some = MediaChunk.media_id == media_id, MediaChunk.number > last - SWEPT_AT_ONCE
        db.session.execute(delete(MediaChunk).where(*some).execution_options(synchronize_session=False))
        return last >= SWEPT_AT_ONCE


def _forget(media_id: int) -> None:
    """An upload that cannot come to anything."""
    with writing():
        there = db.session.get(Media, media_id)
        if there is not None and there.is_unfinished:
            db.session.delete(there)
