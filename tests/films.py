"""Files for the tests, made byte by byte: no more of a film than what tells that it is one."""

import struct
import zlib

from app.domain.activities import ActivityPlan, add_activity
from app.domain.films import FilmPlan, change_film
from app.domain.media import store_file
from app.models import Activity, ActivityKind, Media, MediaRole
from app.models.film import CHUNK_BYTES
from tests.conftest import Story


def mp4(size: int = 64, *, brand: bytes = b"isom", compatible: bytes = b"isommp42", salt: int = 0) -> bytes:
    """`size` bytes that begin as an mp4 does; the rest differs in every place."""
    head = struct.pack(">I", 16 + len(compatible)) + b"ftyp" + brand + b"\0\0\2\0" + compatible
    rest = size - len(head) - 8
    filling = struct.pack(f">{rest // 4 + 1}I", *range(salt, salt + rest // 4 + 1))[:rest]
    return head + struct.pack(">I", rest + 8) + b"mdat" + filling


def webm(doc_type: bytes = b"webm") -> bytes:
    inside = b"\x42\x86\x81\x01" + b"\x42\x82" + bytes([0x80 | len(doc_type)]) + doc_type
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(inside)]) + inside + b"\x18\x53\x80\x67\x80"


def png(width: int = 32, height: int = 32) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


def jpeg(width: int = 32, height: int = 32) -> bytes:
    head = b"\xff\xd8" + b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xc4\x00\x04\0\0"
    return head + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\0" * 9 + b"\xff\xd9"


def webp(width: int = 32, height: int = 32) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    data = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sides
    return b"RIFF" + struct.pack("<I", len(data)) + data


CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nDette er de ti forventningene.\n\n00:02.000 --> 00:04.000\nVelg tre.\n"

BIG = 3 * CHUNK_BYTES + 1000
"""Bytes of a film that needs four slices."""


def film_in(story: Story, **words: object) -> Activity:
    """A film without files and without words, but for those given."""
    plan = ActivityPlan(kind=ActivityKind.FILM, title="Filmen om forventningene", minutes=5)
    activity = add_activity(story.conference, plan, story.bjorn)
    if words:
        change_film(activity, FilmPlan(**words), story.bjorn)  # type: ignore[arg-type]
    return activity


def put(story: Story, activity: Activity, role: MediaRole, data: bytes, name: str = "fil") -> Media:
    return store_file(activity, role, name, data, story.bjorn)


def whole_film_in(story: Story, size: int = BIG) -> Activity:
    """With video, captions and a picture; ready to be opened."""
    activity = film_in(story, poster_alt="Ordføreren i døra til kommunehuset", transcript="Dette er de ti.")
    put(story, activity, MediaRole.VIDEO, mp4(size), "film.mp4")
    put(story, activity, MediaRole.CAPTIONS, CAPTIONS.encode(), "tekst.vtt")
    put(story, activity, MediaRole.POSTER, png(), "bilde.png")
    return activity
