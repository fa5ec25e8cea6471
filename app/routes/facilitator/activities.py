"""The programme: what it holds, in which order, and one item of it at a time beside it."""

from collections.abc import Callable
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.activities import (
    add_activity,
    change_activity,
    move_activity,
    remove_activity,
    restore_activity,
)
from app.domain.errors import Refused
from app.domain.seen import mark_of
from app.forms.activities import KINDS, ActivityForm, activity_form_of, read_place
from app.forms.kinds import editor_of
from app.forms.seen import saves
from app.models import Activity, ActivityKind
from app.queries.activities import activity_of, programme_of
from app.routes.facilitator import blueprint


@blueprint.get("/programme", endpoint="programme")
def index() -> ResponseReturnValue:
    return programme_page()


@blueprint.get("/programme/new", endpoint="new_activity")
def new() -> ResponseReturnValue:
    return programme_page(form=ActivityForm())


@blueprint.post("/programme", endpoint="create_activity")
def create() -> ResponseReturnValue:
    form = ActivityForm(request.form)
    if not form.validate():
        return programme_page(form=form), 422
    try:
        activity = add_activity(g.conference, form.plan(), g.account)
    except Refused as refused:
        form.refused = str(refused)
        return programme_page(form=form), 422
    return _to_programme(activity, saved=activity.id, anchor=f"activity-{activity.id}")


@blueprint.get("/programme/<int:activity_id>", endpoint="activity")
def edit(activity_id: int) -> ResponseReturnValue:
    activity = item_or_404(activity_id)
    return programme_page(activity)


@blueprint.post("/programme/<int:activity_id>", endpoint="change_activity")
def update(activity_id: int) -> ResponseReturnValue:
    activity, form = item_or_404(activity_id), ActivityForm(request.form)
    if not saves(
        form,
        lambda: change_activity(activity, form.plan(), g.account, form.seen),
        lambda: activity_form_of(activity),
    ):
        return programme_page(activity, form), 422
    return _to_programme(activity, saved=activity.id, anchor=f"activity-{activity.id}")


@blueprint.post("/programme/<int:activity_id>/place", endpoint="place_activity")
def place(activity_id: int) -> ResponseReturnValue:
    activity, place = item_or_404(activity_id), read_place(request.form)
    if place is None:
        abort(400)
    seen = request.form.get("seen", "")
    return _done(lambda: move_activity(activity, place, g.account, seen), "moved", activity)


@blueprint.post("/programme/<int:activity_id>/removal", endpoint="remove_activity")
def remove(activity_id: int) -> ResponseReturnValue:
    activity = item_or_404(activity_id)
    return _done(lambda: remove_activity(activity, g.account), "removed", activity)


@blueprint.post("/programme/<int:activity_id>/restoration", endpoint="restore_activity")
def restore(activity_id: int) -> ResponseReturnValue:
    activity = item_or_404(activity_id)
    return _done(lambda: restore_activity(activity, g.account), "restored", activity)


def _done(act: Callable[[], None], fact: str, activity: Activity) -> ResponseReturnValue:
    """Says what came of it in the address, so that a page without JavaScript and a reload say the same."""
    selected = _selected()
    try:
        act()
    except Refused as refused:
        return programme_page(selected, list_refused=str(refused)), 422
    return _to_programme(_selected(), None, **{fact: activity.id})


def _selected() -> Activity | None:
    """The item that is open beside the list, and still in it."""
    selected = request.form.get("selected", type=int)
    return activity_of(g.conference, selected) if selected else None


def _to_programme(selected: Activity | None, anchor: str | None = None, **facts: Any) -> ResponseReturnValue:
    if selected is None:
        return redirect(url_for("facilitator.programme", **facts), 303)
    address = url_for("facilitator.activity", activity_id=selected.id, _anchor=anchor, **facts)
    return redirect(address, 303)


def item_or_404(activity_id: int, kind: ActivityKind | None = None) -> Activity:
    """For its page and its editors: also what a colleague took out or gave another form than `kind` meanwhile. The
    action refuses, and nothing typed is lost.
    """
    activity = activity_of(g.conference, activity_id, removed=True)
    return activity if activity is not None and (kind is None or activity.has_been(kind)) else abort(404)


def programme_page(
    activity: Activity | None = None,
    form: ActivityForm | None = None,
    editor: Any = None,
    list_refused: str = "",
) -> str:
    """`list_refused` is said above the list, where a press on it is answered.

    `editor` is the form of what only the activity's kind has, when it was just posted and is not in order.
    """
    facts = {fact: request.args.get(fact, type=int) for fact in ("saved", "moved", "removed", "restored")}
    programme = programme_of(g.conference)
    told = {fact: activity_of(g.conference, id, removed=True) for fact, id in facts.items() if id}
    return render_template(
        "facilitator/activity/programme.html",
        programme=programme,
        order=mark_of([item.activity.id for item in programme]),
        activity=activity,
        form=form or (activity_form_of(activity) if activity else None),
        list_refused=list_refused,
        told={fact: told.get(fact) for fact in facts},
        kind_words=dict(KINDS),
        editor=editor or (editor_of(activity) if activity else None),
    )
