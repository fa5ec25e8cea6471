"""The table's dots: the same list as on a phone, and whose voice they are."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.table_priorities import prioritise_for_table
from app.forms.joining import read_target_group
from app.forms.offers import read_shown
from app.forms.priorities import read_dots, sent_dots, within
from app.models import Activity, ActivityKind, TargetGroup
from app.queries.activities import activity_of
from app.queries.priorities import LISTED, dotted_among, own_priorities_of, rest_to_prioritise, voice_of
from app.queries.tables import device_of
from app.routes.live import live_addresses
from app.routes.participant.pace import refuse_flood
from app.routes.table import blueprint
from app.routes.table.own import told_of_table


@blueprint.get("/activities/<int:activity_id>/priorities")
def priorities(activity_id: int) -> ResponseReturnValue:
    """What has the table's dots, and as much of the rest as was asked for."""
    activity = _priorities(activity_id)
    return _page(activity, read_dots(request.args), _voice(request.args.get("voice", "")))


@blueprint.post("/activities/<int:activity_id>/priorities")
def prioritise(activity_id: int) -> ResponseReturnValue:
    activity = _priorities(activity_id)
    group = _voice(request.form.get("voice", ""))
    refuse_flood(g.table.code)
    try:
        prioritise_for_table(g.table, activity, group, sent_dots(request.form))
    except Refused as refused:
        return _page(activity, read_dots(request.form) or {}, group, refused.message), 422
    return redirect(url_for("table.priorities", activity_id=activity.id, sent=1), 303)


def _priorities(activity_id: int) -> Activity:
    activity = activity_of(g.conference, activity_id, removed=True)
    return activity if activity is not None and activity.kind is ActivityKind.PRIORITIES else abort(404)


def _voice(mark: str) -> TargetGroup | None:
    return read_target_group({"group": mark}, g.conference)


def _page(activity: Activity, dots: dict[int, int] | None, voice: TargetGroup | None, refused: object = "") -> str:
    device = device_of(g.table)
    own = own_priorities_of(activity, device) if dots is None else None
    own = own or dotted_among(activity, device, within(dots or {}))
    filtered = read_target_group(request.args, g.conference)
    mark = filtered.mark if filtered else None
    return render_template(
        "table/priorities.html",
        conference=g.conference,
        **told_of_table(),
        activity=activity,
        own=own,
        mark=mark,
        voice=voice or voice_of(g.table, activity),
        refused=refused,
        addresses=live_addresses(),
        dots_to=url_for("table.priorities", activity_id=activity.id),
        **rest_to_prioritise(activity, device, mark, own.dots, read_shown(request.args, LISTED)),
    )
