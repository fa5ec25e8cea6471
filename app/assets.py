"""Styles, scripts, fonts and pictures as phones fetch them: few files, compressed once, kept for a year.

Two thousand phones load them in the same minute. So what a page needs is one bundle of styles and one of scripts, put
together from the files under app/static in the order given here, and every file is compressed at its first request and
kept in memory. There is no build step: a changed file is read anew.
"""

import gzip
import hashlib
import mimetypes
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request, url_for

STATIC = Path(__file__).resolve().parent / "static"
A_YEAR = 365 * 24 * 3600
COMPRESSED = frozenset({".css", ".js", ".svg", ".ico"})
"""Fonts and pictures are compressed already."""

_THEME = "vendor/designsystemet/theme.css"


def _sheets(folder: str, names: str) -> tuple[str, ...]:
    """In this order: what comes later wins."""
    return tuple(f"css/{folder}/{name}.css" for name in names.split())


_PARTICIPANT = _sheets("participant", "frame writing said reading small-phones answers notices")
_DESK = _sheets(
    "desk",
    "frame run-sheet queue coverage activity conferences programme themes pages small-windows preparation kinds",
)
_SCREEN = _sheets("screen", "frame dialogue results between modes")
BUNDLES = {
    "bundles/phone.css": (
        _THEME,
        "vendor/designsystemet/participant.css",
        "css/tokens.css",
        "css/fonts-phone.css",
        "css/charts.css",
        *_PARTICIPANT,
    ),
    "bundles/desk.css": (
        _THEME,
        "vendor/designsystemet/desk.css",
        "css/tokens.css",
        "css/fonts-desk.css",
        "css/charts.css",
        *_DESK,
        "css/workbench.css",
    ),
    "bundles/screen.css": (
        _THEME,
        "vendor/designsystemet/participant.css",
        "css/tokens.css",
        "css/fonts-desk.css",
        "css/charts.css",
        *_SCREEN,
    ),
    "bundles/reader.css": (
        _THEME,
        "vendor/designsystemet/participant.css",
        "css/tokens.css",
        "css/fonts-desk.css",
        "css/charts.css",
        "css/reader.css",
    ),
    "bundles/poster.css": (
        _THEME,
        "vendor/designsystemet/participant.css",
        "css/tokens.css",
        "css/fonts-desk.css",
        "css/poster.css",
    ),
    "bundles/check.css": (
        _THEME,
        "vendor/designsystemet/participant.css",
        "css/tokens.css",
        "css/fonts-phone.css",
        *_PARTICIPANT,
        "css/check.css",
    ),
    "bundles/live.js": ("vendor/htmx/htmx.min.js", "vendor/htmx/hx-sse.min.js"),
    "bundles/phone.js": (
        "js/live.js",
        "js/countdown.js",
        "js/older.js",
        "js/post.js",
        "js/kept.js",
        "js/mine.js",
        "js/writing.js",
        "js/participant.js",
        "js/answers.js",
        "js/deck.js",
        "js/cards.js",
        "js/dots.js",
        "js/vote.js",
        "js/survey.js",
        "js/film.js",
    ),
    "bundles/control-room.js": (
        "js/countdown.js",
        "js/keys.js",
        "js/presses.js",
        "js/control-room/rows.js",
        "js/control-room/outcome.js",
        "js/control-room/keys.js",
        "js/control-room/text.js",
        "js/control-room/times.js",
        "js/control-room/hall.js",
        "js/copy.js",
        "js/live.js",
    ),
    "bundles/themes.js": ("js/keys.js", "js/presses.js", "js/themes.js"),
    "bundles/workbench.js": ("js/post.js", "js/autosave.js"),
    "bundles/respondent.js": ("js/post.js", "js/respondent.js", "js/answers.js", "js/survey.js"),
}
"""Addresses in styles are relative: a bundle lies as deep as the files that it is made of."""


@dataclass(frozen=True)
class Asset:
    """One address and its bytes, by content coding."""

    mimetype: str
    fingerprint: str
    plain: bytes
    gzip: bytes | None
    brotli: bytes | None


def init_app(app: Flask) -> None:
    app.view_functions["static"] = show
    app.jinja_env.globals.update(asset=asset_address)


def asset_address(path: str) -> str:
    """Where a page finds the file or bundle; it changes with the content."""
    return url_for("static", filename=path, v=asset_at(path).fingerprint)


def show(filename: str) -> Response:
    """A file or a bundle in the best coding that the browser takes. 404 for what is not there."""
    try:
        asset = asset_at(filename)
    except (OSError, ValueError):  # ValueError: a name that no file can have
        abort(404)
    response = Response(mimetype=asset.mimetype)
    response.set_etag(asset.fingerprint)
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    if asset.gzip is not None:
        response.headers["Vary"] = "Accept-Encoding"
    body, coding = _best(asset)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.set_data(body)
    response.make_conditional(request)
    return response


def _best(asset: Asset) -> tuple[bytes, str]:
    taken = request.accept_encodings
    if asset.brotli is not None and taken["br"]:
        return asset.brotli, "br"
    if asset.gzip is not None and taken["gzip"]:
        return asset.gzip, "gzip"
    return asset.plain, ""


def asset_at(path: str) -> Asset:
    """OSError when there is no such file under app/static."""
    files = tuple(_file_at(part) for part in BUNDLES.get(path, (path,)))
    return _made_of(path, files, max(os.stat(file).st_mtime_ns for file in files))


@cache  # every page asks for a dozen; a file that is not there is looked for again
def _file_at(path: str) -> Path:
    file = (STATIC / path).resolve()
    # One spelling each: `css/../css/x` would be kept in memory once more, as often as somebody likes.
    if str(file) != f"{STATIC}/{path}" or not file.is_file():
        raise FileNotFoundError(path)
    return file


_CSS_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_JS_COMMENT_LINES = re.compile(rb"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Only those that stand on lines of their own: what follows code on a line may be within a string."""


def _content_of(file: Path) -> bytes:
    """Our own styles and scripts without their comments, a seventh of what a phone loads; theirs hold licences."""
    content = file.read_bytes()
    if "vendor" in file.relative_to(STATIC).parts:
        return content
    match file.suffix:
        case ".css":
            return _CSS_COMMENT.sub(b"", content)
        case ".js":
            return _JS_COMMENT_LINES.sub(b"", content)
        case _:
            return content


@cache
def _made_of(path: str, files: tuple[Path, ...], _changed_ns: int) -> Asset:
    plain = b"\n".join(_content_of(file) for file in files)
    is_compressed = Path(path).suffix in COMPRESSED
    return Asset(
        mimetype=mimetypes.guess_type(path)[0] or "application/octet-stream",
        fingerprint=hashlib.sha256(plain).hexdigest()[:12],
        plain=plain,
        gzip=gzip.compress(plain, 9, mtime=0) if is_compressed else None,
        brotli=brotli.compress(plain, quality=9) if is_compressed else None,
    )
