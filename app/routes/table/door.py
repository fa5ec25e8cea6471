"""Where the code on a table's card leads: to one's own phone, or to writing for the table."""

from dataclasses import asdict

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.routes.join_codes import keep_key
from app.routes.live import live_addresses
from app.routes.table import blueprint
from app.routes.table.own import told_of_table


@blueprint.get("")
def show() -> ResponseReturnValue:
    keep_key(g.conference.code, f"/j/{g.conference.code}")  # one's own phone goes on there
    return render_template("table/show.html", conference=g.conference, **told_of_table())


@blueprint.get("/stream")
def stream() -> ResponseReturnValue:
    """For live.js, when the address it listens at has run out."""
    return asdict(live_addresses())
