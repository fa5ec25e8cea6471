"""A page for whoever tries the equipment the day before: network, stream, type, the picture in the hall, paper."""

from dataclasses import asdict

from flask import current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.config import public_base_url
from app.qr import qr_svg
from app.routes.live import live_addresses
from app.routes.screen import blueprint
from app.routes.screen.stage import choices_of_the_machine


@blueprint.get("/check", endpoint="device_check")
def show() -> ResponseReturnValue:
    """In the reader's own language: it is a person's page, not the hall's. It changes nothing and keeps nothing."""
    base_url = public_base_url(current_app.config["CONFIG"])
    address = base_url + url_for("screen.device_check")
    return render_template(
        "screen/device_check/show.html",
        conference=g.conference,
        base_url=base_url,
        qr=qr_svg(address, _("QR-kode til %(address)s", address=address)),
        addresses=asdict(live_addresses()),
    )


@blueprint.get("/check/picture", endpoint="test_picture")
def picture() -> ResponseReturnValue:
    """What the hall's screen shows, at the sizes that it shows it: to be read from the last row."""
    with force_locale(str(g.conference.language)):
        return render_template("screen/device_check/picture.html", conference=g.conference, **choices_of_the_machine())
