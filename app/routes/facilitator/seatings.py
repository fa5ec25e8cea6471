"""The seating plan: made, taken back, a seat for somebody who comes late, and the lists that are printed."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.domain.errors import Refused
from app.domain.seatings import add_seat, make_seating, remove_last_seat, undo_seating
from app.forms.joining import read_target_group
from app.forms.seatings import BlankFormsForm, SeatingForm
from app.queries.activities import activity_of, programme_of
from app.queries.seatings import seating_of, seating_plan_of
from app.routes.facilitator import blueprint
from app.routes.facilitator.tables import page, saved


@blueprint.post("/seating", endpoint="make_seating")
def create() -> ResponseReturnValue:
    form = SeatingForm(request.form)
    try:
        make_seating(g.conference, form.hosts_stay.data, g.account)
    except Refused as refused:
        return page(refused=str(refused)), 422
    return redirect(url_for("facilitator.tables", planned=1, _anchor="seating"), 303)


@blueprint.post("/seating/<int:seating_id>/removal", endpoint="undo_seating")
def delete(seating_id: int) -> ResponseReturnValue:
    """Of the plan that the page showed; where another holds by now, nothing happens to that."""
    seating = seating_of(g.conference)
    if seating is not None and seating.id == seating_id:
        undo_seating(seating, g.account)
    return saved(_("Planen er tatt bort. Den forrige gjelder igjen, hvis det var en."), "seating")


@blueprint.post("/seating/seats", endpoint="add_seat")
def create_seat() -> ResponseReturnValue:
    group = read_target_group(request.form, g.conference) or abort(400)
    try:
        seat = add_seat(g.conference, group, g.account)
    except Refused as refused:
        return page(refused=str(refused)), 422
    return redirect(url_for("facilitator.tables", seated=seat.number, _anchor="seating"), 303)


@blueprint.post("/seating/seats/<int:number>/removal", endpoint="remove_seat")
def delete_seat(number: int) -> ResponseReturnValue:
    seating = seating_of(g.conference) or abort(404)
    try:
        remove_last_seat(seating, number, g.account)
    except Refused as refused:
        return page(refused=str(refused)), 422
    return saved(_("Plass %(number)s er tatt bort.", number=number), "seating")


@blueprint.get("/seating/group-lists", endpoint="group_lists")
def lists() -> ResponseReturnValue:
    """A sheet for each target group: the number of each seat, and its table in each session."""
    plan = seating_plan_of(g.conference) or abort(404)
    tools, starts = _tools(), {item.activity.id: item.starts for item in programme_of(g.conference)}
    with force_locale(str(g.conference.language)):
        return render_template("facilitator/table/group_lists.html", plan=plan, starts=starts, tools=tools)


@blueprint.get("/seating/paper-forms", endpoint="paper_forms")
def forms() -> ResponseReturnValue:
    """Blank numbered forms for one question."""
    form = BlankFormsForm(request.args).offer(g.conference)
    activity = activity_of(g.conference, form.activity.data or 0) if form.validate() else None
    if activity is None:
        return page(blank=form), 422
    numbers = range(form.first.data or 1, (form.first.data or 1) + (form.count.data or 0))
    tools = _tools()
    with force_locale(str(g.conference.language)):
        return render_template("facilitator/table/paper_forms.html", activity=activity, numbers=numbers, tools=tools)


def _tools() -> Markup:
    """In the language of the facilitator, not of the hall."""
    return Markup(render_template("facilitator/table/_print_tools.html"))  # noqa: S704 - our own template, escaped
