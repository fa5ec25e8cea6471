"""A film's files for those who prepare it and those who sum up."""

from flask import Response

from app.routes.media import media_or_404, send_media
from app.routes.project_team import blueprint


@blueprint.get("/media/<int:media_id>/<key>")
def media(media_id: int, key: str) -> Response:
    return send_media(media_or_404(media_id, key))
