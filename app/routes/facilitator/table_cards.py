"""The cards that lie on the tables, in the language of the hall."""

from dataclasses import dataclass

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.config import Config, public_base_url
from app.models import Table
from app.qr import qr_svg, scan_link
from app.queries.tables import standing_of, tables_of
from app.routes.facilitator import blueprint


@dataclass(frozen=True)
class TableCard:
    table: Table
    qr: Markup


@blueprint.get("/tables/cards", endpoint="table_cards")
def show() -> ResponseReturnValue:
    tables = tables_of(g.conference)
    standing = standing_of(tables)
    config: Config = current_app.config["CONFIG"]
    host = public_base_url(config).partition("://")[2]
    tools = Markup(render_template("facilitator/table/_print_tools.html"))  # noqa: S704 - our own template, escaped
    with force_locale(str(g.conference.language)):
        cards = [_card(table, config) for table in tables if standing[table.id] is table]
        return render_template("facilitator/table/cards.html", cards=cards, host=host, tools=tools)


def _card(table: Table, config: Config) -> TableCard:
    title = _("QR-kode til bord %(number)s", number=table.number)
    return TableCard(table, qr_svg(scan_link("/t/", table.code, config), title))
