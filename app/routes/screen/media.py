"""A film's files for the hall's screen."""

from flask import Response

from app.routes.media import send_media, shown_media_or_404
from app.routes.screen import blueprint


@blueprint.get("/media/<int:media_id>/<key>")
def media(media_id: int, key: str) -> Response:
    return send_media(shown_media_or_404(media_id, key))
