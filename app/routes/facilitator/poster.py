"""The QR poster on the wall."""

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from app.config import Config
from app.qr import JoinAddress
from app.routes.facilitator import blueprint

SIZES = ("a4", "a3")


@blueprint.get("/poster")
def poster() -> ResponseReturnValue:
    """A page to print, in the language of those who will read it on the wall."""
    config: Config = current_app.config["CONFIG"]
    asked = request.args.get("size", "")
    size = asked if asked in SIZES else SIZES[0]
    tools = Markup(render_template("facilitator/poster/_tools.html", size=size))  # noqa: S704 - our own template, escaped
    with force_locale(str(g.conference.language)):
        return render_template(
            "facilitator/poster/show.html",
            conference=g.conference,
            join=JoinAddress.of(g.conference.code, config),
            size=size,
            tools=tools,
        )
