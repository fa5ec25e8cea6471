"""What a file is, by its bytes: a name and a type that a browser tells are anybody's word. Pure functions."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.domain.captions import check_captions
from app.domain.errors import Refused
from app.models import MediaRole

MP4_BRANDS = {
    *(b"isom", b"avc1", b"mp41", b"mp42", b"mp71", b"M4V ", b"MSNV", b"dash", b"mmp4", b"f4v "),
    *(b"iso%d" % number for number in range(2, 10)),
}
PICTURE_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"}
"""Of the same family as mp4, and no video."""
EBML, DOC_TYPE = 0x1A45DFA3, 0x4282
LEAST_SIDE, LARGEST_SIDE, MOST_PIXELS = 16, 8000, 40_000_000


@dataclass(frozen=True)
class Picture:
    mimetype: str
    width: int
    height: int


def type_of(role: MediaRole, beginning: bytes) -> str:
    """The type that a file of this role is served as. Refused for anything that the role does not take."""
    match role:
        case MediaRole.VIDEO:
            return _video_type_of(beginning)
        case MediaRole.CAPTIONS:
            return "text/vtt"
        case MediaRole.POSTER:
            return _picture_type_of(beginning)


def check_file(role: MediaRole, data: bytes) -> None:
    """Of a small file that is all here: captions that can be followed, a picture of sane measures."""
    if role is MediaRole.CAPTIONS:
        check_captions(data)
    elif role is MediaRole.POSTER:
        picture = picture_in(data)
        if picture is None:
            raise Refused(_("Bildet er ødelagt. Lagre det på nytt, og prøv igjen."))
        sides = picture.width, picture.height
        if not (min(sides) >= LEAST_SIDE and max(sides) <= LARGEST_SIDE and sides[0] * sides[1] <= MOST_PIXELS):
            raise Refused(
                _(
                    "Bildet er %(width)s × %(height)s punkter. Bruk et bilde på mellom 16 og 8000 punkter hver vei.",
                    width=picture.width,
                    height=picture.height,
                )
            )


def _video_type_of(beginning: bytes) -> str:
    if beginning[4:8] == b"ftyp":
        brands = _mp4_brands(beginning)
        if brands and brands[0] not in PICTURE_BRANDS and MP4_BRANDS & set(brands):
            return "video/mp4"
        if brands[:1] == [b"qt  "]:
            raise Refused(_("Dette er en QuickTime-film (.mov), som ikke alle telefoner viser. Lagre den som MP4."))
    elif _doc_type(beginning) == b"webm":
        return "video/webm"
    raise Refused(_("Fila er verken MP4 eller WebM. Lagre filmen som MP4, og prøv igjen."))


def _mp4_brands(beginning: bytes) -> list[bytes]:
    """The main one first, then those it goes well with."""
    size = int.from_bytes(beginning[:4])
    if not (16 <= size <= min(len(beginning), 4096) and size % 4 == 0):
        return []
    return [beginning[8:12], *(beginning[place : place + 4] for place in range(16, size, 4))]


def _doc_type(beginning: bytes) -> bytes:
    """What an EBML file says that it holds; empty for any other file."""
    name, place = _number(beginning, 0, keeps_length=True)
    size, place = _number(beginning, place)
    end = place + size
    if name != EBML or end > min(len(beginning), 4096):
        return b""
    while place < end:
        name, place = _number(beginning, place, keeps_length=True)
        size, place = _number(beginning, place)
        if name == DOC_TYPE:
            return beginning[place : place + size].rstrip(b"\0")
        place += size
    return b""


def _number(data: bytes, place: int, *, keeps_length: bool = False) -> tuple[int, int]:
    """EBML's number of one to eight bytes, the first bit that is set says how many; and the place after it."""
    first = data[place] if place < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return 0, len(data)
    value = int.from_bytes(data[place : place + length])
    return (value if keeps_length else value & ((1 << 7 * length) - 1)), place + length


def _picture_type_of(beginning: bytes) -> str:
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if beginning.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    raise Refused(_("Fila er verken PNG, JPEG eller WebP. Lagre bildet som en av dem, og prøv igjen."))


def picture_in(data: bytes) -> Picture | None:
    """Its type and measures; None where it does not say them as it should."""
    mimetype = _picture_type_of(data)
    measure = {"image/png": _png_sides, "image/jpeg": _jpeg_sides, "image/webp": _webp_sides}[mimetype]
    sides = measure(data)
    return Picture(mimetype, *sides) if sides else None


def _png_sides(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_sides(data: bytes) -> tuple[int, int] | None:
    """From the first frame header; the segments before it are stepped over."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # a filling byte
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return None


def _webp_sides(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
        case b"VP8L" if data[20] == 0x2F:
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None
