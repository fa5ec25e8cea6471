"""A file of a film, as each audience's own guard lets people have it.

The address alone opens nothing: a phone needs its cookie, the screen its link, the desk a sign-in; and phones and
screen get only what has been shown. In parts of a megabyte at most: a worker thread makes its answer whole before a
phone takes it, so that a slow one holds nobody up (threads.py), and an answer must not be larger than that bears.
"""

from flask import Response, abort, g, request

from app.assets import A_YEAR
from app.models import Media
from app.queries.films import bytes_of, media_of
from app.routes.ranges import span_of

LARGEST_PART = 1024 * 1024
LARGEST_WHOLE = 2 * 1024 * 1024
"""What is larger is given in parts alone; every browser asks for a film so."""


def shown_media_or_404(media_id: int, key: str) -> Media:
    """Of an activity that has been opened, for phones and screen."""
    media = media_or_404(media_id, key)
    activity = media.film.activity
    if activity.opened_at is None or activity.removed_at is not None or not media.is_shown:
        abort(404)
    return media


def media_or_404(media_id: int, key: str) -> Media:
    """Also what nobody has seen yet and what was set aside, for those who prepare it."""
    media = media_of(g.conference, media_id)
    return media if media is not None and media.is_whole and media.key == key else abort(404)


def send_media(media: Media) -> Response:
    """Whole, in part (206), nothing new (304), or no such part (416)."""
    response = Response(mimetype=media.mimetype)
    response.set_etag(media.sha256)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    if request.if_none_match.contains_weak(media.sha256):
        response.status_code = 304
        return response
    span = span_of(request.headers.get("Range", ""), media.size, LARGEST_PART) if _may_be_partial(media) else None
    if span is None:
        return _whole(media, response)
    start, stop = span
    if start == stop:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{media.size}"
        return response
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{media.size}"
    response.set_data(bytes_of(media, start, stop))
    return response


def _may_be_partial(media: Media) -> bool:
    """Only a GET asks for parts, and with If-Range only of the very file that it has a part of already."""
    condition = request.headers.get("If-Range", "")
    return request.method == "GET" and condition in ("", f'"{media.sha256}"')


def _whole(media: Media, response: Response) -> Response:
    if request.method == "HEAD":
        response.headers["Content-Length"] = str(media.size)
    elif media.size > LARGEST_WHOLE:
        abort(400)
    else:
        response.set_data(bytes_of(media, 0, media.size))
    return response
