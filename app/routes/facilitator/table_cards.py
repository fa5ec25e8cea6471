"""The cards that lie on the tables, in the language of the hall."""

from dataclasses import dataclass

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.config import public_base_url
from app.models import Table
from app.qr import qr_svg
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
    base_url = public_base_url(current_app.config["CONFIG"])
    tools = Markup(render_template("facilitator/table/_print_tools.html"))  # noqa: S704 - our own template, escaped
    with force_locale(str(g.conference.language)):
        cards = [_card(table, base_url) for table in tables if standing[table.id] is table]
        return render_template(
            "facilitator/table/cards.html", cards=cards, host=base_url.partition("://")[2], tools=tools
        )


def _card(table: Table, base_url: str) -> TableCard:
    title = _("QR-kode til bord %(number)s", number=table.number)
    return TableCard(table, qr_svg(f"{base_url}/t/{table.code}", title))
