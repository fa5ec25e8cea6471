"""Slips with one-time codes: made, printed once, and how many have been used."""

from dataclasses import dataclass

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.config import Config, public_base_url
from app.domain.code_slips import let_slips_alone_in, make_slips
from app.domain.errors import Refused
from app.forms.code_slips import SlipsForm
from app.qr import qr_svg, scan_link
from app.queries.code_slips import slip_counts_of
from app.routes.facilitator import blueprint
from app.routes.signed_in import real_only


@dataclass(frozen=True)
class PrintedSlip:
    code: str
    qr: Markup


@blueprint.get("/code-slips", endpoint="code_slips")
@real_only
def index() -> ResponseReturnValue:
    return _page(SlipsForm().offer(g.conference))


@blueprint.post("/code-slips", endpoint="make_code_slips")
@real_only
def create() -> ResponseReturnValue:
    """The sheet itself: its codes are shown here and nowhere again."""
    form = SlipsForm(request.form).offer(g.conference)
    if not form.validate():
        return _page(form), 422
    group = next(group for group in g.conference.target_groups if group.mark == form.group.data)
    codes = make_slips(g.conference, group, form.count.data or 0, g.account)
    tools = Markup(render_template("facilitator/code_slip/_tools.html"))  # noqa: S704 - our own template, escaped
    config: Config = current_app.config["CONFIG"]
    host = public_base_url(config).partition("://")[2]
    with force_locale(str(g.conference.language)):
        title = _("QR-kode til lappen")
        slips = [PrintedSlip(f"{code[:5]} {code[5:]}", qr_svg(scan_link("/s/", code, config), title)) for code in codes]
        return render_template("facilitator/code_slip/sheet.html", slips=slips, group=group, host=host, tools=tools)


@blueprint.post("/code-slips/door-closing", endpoint="close_door_to_code")
@real_only
def close_door() -> ResponseReturnValue:
    """From now on slips alone let people in."""
    return _let_slips_alone_in(True)


@blueprint.post("/code-slips/door-opening", endpoint="open_door_to_code")
@real_only
def open_door() -> ResponseReturnValue:
    return _let_slips_alone_in(False)


def _let_slips_alone_in(are_alone: bool) -> ResponseReturnValue:
    try:
        let_slips_alone_in(g.conference, are_alone, g.account)
    except Refused as refused:
        return _page(SlipsForm().offer(g.conference), refused.message), 422
    return redirect(url_for("facilitator.code_slips", _anchor="door"), 303)


def _page(form: SlipsForm, refused: object = "") -> str:
    return render_template(
        "facilitator/code_slip/index.html", form=form, counts=slip_counts_of(g.conference), refused=refused
    )
