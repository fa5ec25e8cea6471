"""The hall's screen, under `/screen/<token>`: view-only, no login. Guard: the link's secret part."""

from typing import Any

from flask import Blueprint, abort, g
from flask_babel import force_locale

from app.live.views import Audience
from app.queries.conferences import conference_of_screen
from app.routes.live import set_view

blueprint = Blueprint("screen", __name__, url_prefix="/screen/<screen_token>")


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Puts `g.conference`, `g.view` and `g.revision`. The screen speaks the language of the conference."""
    conference = conference_of_screen((values or {}).pop("screen_token"))
    if conference is None:
        abort(404)
    g.conference = conference
    g.conference_language = conference.language
    with force_locale(str(conference.language)):  # whatever the machine's own browser prefers
        set_view(conference.id, Audience.SCREEN)


@blueprint.url_defaults
def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
    if "screen_token" not in values and "conference" in g:
        values["screen_token"] = g.conference.screen_token


from app.routes.screen import device_check, media, stage  # noqa: E402, F401 - the views need the blueprint
