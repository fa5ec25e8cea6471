"""The table's own pages, under `/t/<code>`: its card leads here, and a host opens the device that writes for it.

Guard: the code on the card. Nobody joins and nothing is kept on the device, so another one goes on where this one died.
"""

from typing import Any

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for

from app.domain.tables import conference_of
from app.live.views import Audience
from app.queries.conferences import tidy_code
from app.queries.tables import table_with_code
from app.routes.join_codes import TABLES, keep_key, note_right_code, note_wrong_code, refuse_guessing
from app.routes.live import set_view
from app.routes.visitors import LARGEST_POST

blueprint = Blueprint("table", __name__, url_prefix="/t/<table_code>")


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Puts `g.table`, `g.conference`, `g.view` and `g.revision`. A code of no table leads to a page that asks again."""
    request.max_content_length = LARGEST_POST
    typed = (values or {}).pop("table_code")
    code = tidy_code(typed)
    refuse_guessing(TABLES, code)
    table = table_with_code(code)
    if table is None:
        note_wrong_code(TABLES)
        abort(make_response(render_template("table/unknown.html", code=code), 404))
    note_right_code(code)
    keep_key(code, f"/t/{code}")
    g.table = table
    g.conference = conference_of(table)
    g.conference_language = g.conference.language
    if typed != table.code and request.method == "GET":
        abort(redirect(url_for("table.show")))
    set_view(g.conference.id, Audience.TABLE)


@blueprint.url_defaults
def keep_code(_endpoint: str, values: dict[str, Any]) -> None:
    if "table_code" not in values and "table" in g:
        values["table_code"] = g.table.code


from app.routes.table import contributions, door, own, priorities  # noqa: E402, F401 - the views need the blueprint
