"""A survey by its own link, under `/u/<token>`: for those who answer before the conference, or never come to it.

Guard: the link's secret part. Nobody joins; the browser holds a secret of its own for this survey alone.
"""

import re
from typing import Any

from flask import Blueprint, Response, abort, g, request

from app.models import Survey
from app.models.participant import REMEMBERED_DAYS
from app.queries.surveys import survey_with_link
from app.routes.visitors import LARGEST_POST
from app.security import is_secure

blueprint = Blueprint("respondent", __name__, url_prefix="/u/<link_token>")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Puts `g.survey`, `g.conference` and `g.token` (or None). 404 for a link that is none."""
    request.max_content_length = LARGEST_POST
    survey = survey_with_link((values or {}).pop("link_token"))
    if survey is None or survey.activity.removed_at is not None:
        abort(404)
    g.survey = survey
    g.conference = survey.activity.conference
    g.conference_language = g.conference.language
    token = request.cookies.get(_cookie_name(survey), "")
    g.token = token if _TOKEN.fullmatch(token) else None


@blueprint.url_defaults
def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
    if "link_token" not in values and "survey" in g:
        values["link_token"] = g.survey.link_token


def _cookie_name(survey: Survey) -> str:
    return f"survey-{survey.activity_id}"


def remember(response: Response, survey: Survey, token: str) -> None:
    """What lets an answer be changed later: it goes to this survey's own pages, and says nothing of who holds it."""
    response.set_cookie(
        _cookie_name(survey),
        token,
        max_age=REMEMBERED_DAYS * 24 * 3600,
        path=f"/u/{survey.link_token}",
        httponly=True,
        samesite="Lax",
        secure=is_secure(),
    )


from app.routes.respondent import responses  # noqa: E402, F401 - the views need the blueprint
