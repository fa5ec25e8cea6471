"""The only trace of a person: a cookie for each conference, which goes to its own pages and nowhere else."""

import re

from flask import Response, request

from app.models import Conference
from app.models.participant import REMEMBERED_DAYS
from app.security import is_secure

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def looks_like_a_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def cookie_name(conference: Conference) -> str:
    return f"participant-{conference.id}"


def cookie_of(conference: Conference) -> str | None:
    """The token that this phone holds, if it looks like one of ours."""
    token = request.cookies.get(cookie_name(conference), "")
    return token if looks_like_a_token(token) else None


def remember(response: Response, conference: Conference, token: str) -> None:
    """The only trace of the person: a cookie that goes to this conference's own pages and nowhere else."""
    response.set_cookie(
        cookie_name(conference),
        token,
        max_age=REMEMBERED_DAYS * 24 * 3600,
        path=f"/j/{conference.code}",
        httponly=True,
        samesite="Lax",
        secure=is_secure(),
    )
