"""The control room: what runs, what waits, who has spoken."""

from dataclasses import asdict

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import control_room_page, last_outcome
from app.routes.live import live_addresses


@blueprint.get("")
def control_room() -> ResponseReturnValue:
    return control_room_page(last_outcome())


@blueprint.get("/stream")
def stream() -> ResponseReturnValue:
    """Fresh addresses to listen at, when the old ones have run out."""
    return jsonify(asdict(live_addresses()))
