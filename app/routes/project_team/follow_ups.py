"""Advice from one question, and what happens with it: written down, changed, taken away, brought back."""

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.follow_ups import add_follow_up, change_follow_up, remove_follow_up, restore_follow_up
from app.forms.decisions import moment_in
from app.forms.follow_ups import FollowUpForm
from app.models import Activity, FollowUp
from app.queries.activities import activity_of
from app.queries.follow_ups import follow_up_of
from app.queries.themes import themes_in
from app.routes.project_team import blueprint
from app.routes.project_team.workbench import NEW, activity_page


@blueprint.post("/summary/workbench/<int:activity_id>/follow-ups", endpoint="add_follow_up")
def create(activity_id: int) -> ResponseReturnValue:
    activity = activity_of(g.conference, activity_id) or abort(404)
    form = _posted("follow-up-new-")
    if not form.validate():
        return activity_page(activity_id, posted={NEW: form}), 422
    try:
        added = add_follow_up(activity, form.plan(), g.account)
    except Refused as refused:
        return activity_page(activity_id, posted={NEW: form}, refused={NEW: str(refused)}), 422
    return _back(activity, f"follow-up-{added.id}")


@blueprint.post("/summary/follow-ups/<int:follow_up_id>", endpoint="change_follow_up")
def update(follow_up_id: int) -> ResponseReturnValue:
    follow_up, activity = _load(follow_up_id)
    form = _posted(f"follow-up-{follow_up_id}-")
    if not form.validate():
        return activity_page(activity.id, posted={follow_up_id: form}), 422
    try:
        change_follow_up(follow_up, activity, form.plan(), g.account, moment_in(request.form, "seen"))
    except Refused as refused:
        return activity_page(activity.id, posted={follow_up_id: form}, refused={follow_up_id: str(refused)}), 422
    flash(_("Lagret."), "success")
    return _back(activity, f"follow-up-{follow_up_id}")


@blueprint.post("/summary/follow-ups/<int:follow_up_id>/removal", endpoint="remove_follow_up")
def remove(follow_up_id: int) -> ResponseReturnValue:
    follow_up, activity = _load(follow_up_id)
    remove_follow_up(follow_up, activity, g.account)
    return _back(activity, "follow-ups", removed=follow_up_id)


@blueprint.post("/summary/follow-ups/<int:follow_up_id>/restoration", endpoint="restore_follow_up")
def restore(follow_up_id: int) -> ResponseReturnValue:
    follow_up, activity = _load(follow_up_id)
    restore_follow_up(follow_up, activity, g.account)
    return _back(activity, f"follow-up-{follow_up_id}")


def _posted(prefix: str) -> FollowUpForm:
    return FollowUpForm(request.form, prefix=prefix).offer(themes_in(g.conference.id))


def _load(follow_up_id: int) -> tuple[FollowUp, Activity]:
    follow_up = follow_up_of(g.conference, follow_up_id) or abort(404)
    return follow_up, activity_of(g.conference, follow_up.activity_id) or abort(404)


def _back(activity: Activity, anchor: str, removed: int | None = None) -> ResponseReturnValue:
    page = url_for("project_team.workbench_activity", activity_id=activity.id, _anchor=anchor, removed=removed)
    return redirect(page, 303)
