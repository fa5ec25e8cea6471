"""Server-sent events as bytes: made once, compressed once, written to everybody as they are.

A region is one message, an `<hx-partial>` that htmx puts in its place. A frame is some regions and, last, a `revision`
message with the id: only then does the page count the revision as seen, so that a cut in the middle loses nothing.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Begins every compressed stream (RFC 1952); raw deflate blocks follow, each the same bytes for all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message, plain and as a raw deflate block that ends in a full flush: so it needs nothing that came before,
    and any frames may follow each other in one stream."""

    plain: bytes
    deflated: bytes


class Parcel:
    """Frames that leave together. Made once for all who get the same; where it can, written as it is (`chunk`)."""

    def __init__(self, regions: dict[str, Frame], ending: Frame) -> None:
        self.regions = regions
        self.ending = ending

    def chunk(self, gzip: bool) -> bytes:
        """As one chunk of an HTTP answer (RFC 9112, 7.1)."""
        return self._deflated if gzip else self._plain

    @cached_property
    def _deflated(self) -> bytes:
        return _chunk(body([*self.regions.values(), self.ending], gzip=True))

    @cached_property
    def _plain(self) -> bytes:
        return _chunk(body([*self.regions.values(), self.ending], gzip=False))


def body(frames: Iterable[Frame], gzip: bool) -> bytes:
    """Frames one after the other, compressed or not."""
    return b"".join([frame.deflated if gzip else frame.plain for frame in frames])


def _chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def frame(message: bytes) -> Frame:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Frame(message, deflate.compress(message) + deflate.flush(zlib.Z_FULL_FLUSH))


def partial(name: str, html: bytes) -> bytes:
    """One region for one place."""
    return b'<hx-partial hx-target="#%b" hx-swap="outerMorph">%b</hx-partial>' % (name.encode(), html)


def region_message(name: str, html: bytes) -> bytes:
    """An event without a name: htmx swaps it in."""
    return b"".join(b"data: %b\n" % line for line in partial(name, html).splitlines()) + b"\n"


def revision_message(revision: int) -> bytes:
    """Ends a frame: what was sent shows at least this revision."""
    return b"event: revision\nid: %d\ndata: %d\n\n" % (revision, revision)


HEARTBEAT = frame(b"event: heartbeat\ndata: 1\n\n")
"""A real event, not a comment: the page's watchdog must see it."""
HEARTBEATS = Parcel({}, HEARTBEAT)
BYE = frame(b"event: bye\ndata: 1\n\n")
"""The stream ends on purpose; the page fetches a new address through its guard."""
TROUBLE = frame(b"event: trouble\ndata: 1\n\n")
"""Ends a frame in place of a revision: the server is there, but cannot read what it should show. Pages say so until the
next revision."""
