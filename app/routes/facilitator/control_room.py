"""The control room: what runs, what waits, who has spoken."""

from dataclasses import asdict

from flask import g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.forms.decisions import chosen_filter
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import control_room_page, last_outcome
from app.routes.live import live_addresses


@blueprint.get("")
def control_room() -> ResponseReturnValue:
    chosen = chosen_filter(request.args, g.view.filter)
    if chosen.word != g.view.filter:
        return redirect(url_for("facilitator.control_room", state=chosen.word), 303)
    return control_room_page(last_outcome())


@blueprint.get("/stream")
def stream() -> ResponseReturnValue:
    """Fresh addresses to listen at, when the old ones have run out."""
    return jsonify(asdict(live_addresses()))
