"""The device that writes for a table: the text is read back to the table before it is sent."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.table_contributions import choose_important, submit_for_table
from app.forms.table_contributions import Step, TableForm, new_table_form, read_chosen, read_table_form
from app.models import Activity
from app.queries.activities import activity_of, activity_on_stage
from app.queries.tables import groups_at
from app.routes.live import live_addresses
from app.routes.participant.pace import refuse_flood
from app.routes.table import blueprint
from app.routes.table.own import told_of_table


@blueprint.get("/contributions")
def contributions() -> ResponseReturnValue:
    activity = activity_on_stage(g.conference)
    return _page(activity, None if activity is None else _new_form(activity))


@blueprint.post("/activities/<int:activity_id>/contributions")
def create(activity_id: int) -> ResponseReturnValue:
    """Reads it back, mends it or sends it, as the button said."""
    activity = activity_of(g.conference, activity_id, removed=True) or abort(404)
    form = read_table_form(request.form, activity)
    if form.errors:
        return _page(activity, form, 422)
    if form.step is not Step.SEND:
        return _page(activity, form)
    refuse_flood(g.table.code)
    try:
        submit_for_table(g.table, activity, form.said())
    except Refused as refused:
        return _page(activity, form.refused(refused.message), 422)
    return redirect(url_for("table.contributions", sent=1, group=form.mark), 303)


@blueprint.post("/activities/<int:activity_id>/important-advice")
def important_advice(activity_id: int) -> ResponseReturnValue:
    activity = activity_of(g.conference, activity_id) or abort(404)
    try:
        choose_important(g.table, activity, read_chosen(request.form))
    except Refused as refused:
        return _page(activity, _new_form(activity), 422, chosen_error=refused.message)
    return redirect(url_for("table.contributions", chosen=1, _anchor="sent"), 303)


def _new_form(activity: Activity) -> TableForm:
    return new_table_form(activity, groups_at(g.table, activity), request.args)


def _page(
    activity: Activity | None, form: TableForm | None, status: int = 200, chosen_error: object = ""
) -> ResponseReturnValue:
    is_read_back = form is not None and form.step is Step.READ and not form.errors
    page = render_template(
        "table/reading.html" if is_read_back else "table/contributions.html",
        conference=g.conference,
        **told_of_table(),
        activity=activity,
        form=form,
        chosen_error=chosen_error,
        addresses=live_addresses(),
    )
    return page, status
