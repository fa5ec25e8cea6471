"""The hall's picture, and what the machine's operator chose for it."""

from dataclasses import asdict

from flask import Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.languages import A_YEAR
from app.routes.live import live_addresses
from app.routes.screen import blueprint
from app.security import is_secure

CHOICES = {"scheme": ("light", "dark"), "keys": ("on", "off")}
"""What the address's query can choose; the first is the default. The browser remembers it."""


@blueprint.get("")
def show() -> ResponseReturnValue:
    """The whole picture; from then on it follows the conference."""
    chosen = choices_of_the_machine()
    with force_locale(str(g.conference.language)):
        page = render_template("screen/stage/show.html", addresses=live_addresses(), **chosen)
    return _remembering(make_response(page), chosen)


def choices_of_the_machine() -> dict[str, str]:
    """What the address says, else what the browser remembers, else the first."""
    return {name: _chosen(name, values) for name, values in CHOICES.items()}


def _chosen(name: str, values: tuple[str, ...]) -> str:
    given = (request.args.get(name), request.cookies.get(f"screen-{name}"))
    return next((value for value in given if value in values), values[0])


def _remembering(response: Response, chosen: dict[str, str]) -> Response:
    for name in chosen.keys() & request.args.keys():
        response.set_cookie(
            f"screen-{name}",
            chosen[name],
            max_age=A_YEAR,
            path="/screen",
            samesite="Lax",
            httponly=True,
            secure=is_secure(),
        )
    return response


@blueprint.get("/stream")
def stream() -> ResponseReturnValue:
    """Fresh addresses to listen at, when the old ones have run out."""
    return jsonify(asdict(live_addresses()))
