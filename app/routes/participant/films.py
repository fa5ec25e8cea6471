"""A film on a phone: its files, «I have seen it», and the film again while what it leads to is open."""

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.films import mark_film_seen
from app.forms.films import read_seen
from app.models import ActivityKind
from app.queries.activities import activity_of
from app.routes.media import send_media, shown_media_or_404
from app.routes.participant import joined_only
from app.routes.participant.answers import activity_or_404, answered, own_piece

blueprint: Blueprint = Blueprint("films", __name__)


@blueprint.get("/films/<int:activity_id>")
@joined_only
def show(activity_id: int) -> ResponseReturnValue:
    """Once it has been shown to all. Not live: what is looked at here is not taken away when the hall goes on."""
    activity = activity_of(g.conference, activity_id)
    if activity is None or activity.kind is not ActivityKind.FILM or activity.opened_at is None:
        abort(404)
    return render_template(
        "participant/films/show.html", conference=g.conference, activity=activity, own=own_piece(activity)
    )


@blueprint.post("/activities/<int:activity_id>/seen")
def seen(activity_id: int) -> ResponseReturnValue:
    activity = activity_or_404(activity_id, ActivityKind.FILM)
    return answered(activity, lambda: mark_film_seen(g.participant, activity, read_seen(request.form)))


@blueprint.get("/media/<int:media_id>/<key>")
@joined_only
def media(media_id: int, key: str) -> Response:
    return send_media(shown_media_or_404(media_id, key))
