"""The only trace of a person: a cookie for each conference, which goes to its own pages and nowhere else."""

import re

from flask import Response, request

from app.models import Conference
from app.models.participant import REMEMBERED_DAYS
from app.security import is_secure

_NAME = re.compile(r"participant-([0-9]{1,18})")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def looks_like_a_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def tokens_held() -> dict[int, str]:
    """What this phone holds and looks like tokens of ours, by conference id. A browser sends the one that the address
    is about, and no more."""
    names = ((_NAME.fullmatch(name), value) for name, value in request.cookies.items())
    return {int(name[1]): value for name, value in names if name and looks_like_a_token(value)}


def remember(response: Response, conference: Conference, token: str) -> None:
    """The only trace of the person: a cookie that goes to this conference's own pages and nowhere else."""
    response.set_cookie(
        f"participant-{conference.id}",
        token,
        max_age=REMEMBERED_DAYS * 24 * 3600,
        path=f"/j/{conference.code}",
        httponly=True,
        samesite="Lax",
        secure=is_secure(),
    )
