"""The conference on a phone: its page, and fresh addresses for the page to listen at."""

from dataclasses import asdict
from uuid import uuid4

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.queries.activities import activity_on_stage
from app.queries.contributions import contributions_by
from app.queries.own_traces import traces_of
from app.queries.results import results_for_all
from app.queries.tables import has_tables
from app.routes.live import live_addresses
from app.routes.participant import blueprint
from app.routes.participant.answers import own_piece
from app.routes.participant.contributions import MINE
from app.routes.participant.participants import new


@blueprint.get("")
def show() -> ResponseReturnValue:
    """The page of somebody who has joined; for others the door: to choose a target group at, or to wait before."""
    conference = g.conference
    if g.participant is None and conference.is_open:
        return new()
    live = {"addresses": live_addresses(), "renew": url_for("participant.stream", group=g.view.filter or None)}
    if g.participant is None:
        return render_template("participant/conference/closed_door.html", conference=conference, **live)
    activity = activity_on_stage(conference)
    contributions = contributions_by(g.participant, limit=MINE + 1)
    return render_template(
        "participant/conference/show.html",
        conference=conference,
        participant=g.participant,
        activity=activity,
        own=own_piece(activity) if activity is not None else "",
        contributions=contributions,
        traces=traces_of(conference, contributions),
        results=results_for_all(conference) if conference.is_finished else [],
        client_key=uuid4(),
        has_tables=has_tables(conference),
        is_sent="sent" in request.args,
        **live,
    )


@blueprint.get("/stream")
def stream() -> ResponseReturnValue:
    """For live.js, when the address it listens at has run out."""
    return asdict(live_addresses())
