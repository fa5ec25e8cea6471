"""Tables: how many, what they are called, which have become one, and their cards for the printer."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.tables import merge_tables, name_tables, separate_table, set_table_count
from app.forms.seatings import BlankFormsForm, SeatingForm
from app.forms.seen import saves
from app.forms.tables import TableCountForm, read_into, table_count_form_of, tables_form
from app.models import Activity, Seat, Table
from app.queries.activities import activity_on_stage
from app.queries.seatings import SeatingPlan, merge_offers, seating_plan_of
from app.queries.table_coverage import table_coverage_of
from app.queries.tables import standing_of, table_of, tables_of
from app.routes.facilitator import blueprint


@blueprint.get("/tables", endpoint="tables")
def index() -> ResponseReturnValue:
    return page()


@blueprint.post("/tables/count", endpoint="set_table_count")
def set_count() -> ResponseReturnValue:
    form = TableCountForm(request.form)
    if not saves(
        form,
        lambda: set_table_count(g.conference, form.count.data or 0, g.account, form.seen),
        lambda: table_count_form_of(tables_of(g.conference)),
    ):
        return page(count_form=form), 422
    return saved(_("Antall bord er lagret."))


@blueprint.post("/tables/names", endpoint="name_tables")
def update() -> ResponseReturnValue:
    form = tables_form(tables_of(g.conference), request.form)
    if not saves(
        form,
        lambda: name_tables(g.conference, form.words(), g.account, form.seen),
        lambda: tables_form(tables_of(g.conference)),
    ):
        return page(form=form), 422
    return saved(_("Navn og bordverter er lagret."))


@blueprint.post("/tables/<int:number>/merge", endpoint="merge_tables")
def merge(number: int) -> ResponseReturnValue:
    table, into = _load(number), _load(read_into(request.form))
    try:
        merge_tables(table, into, g.account)
    except Refused as refused:
        return page(refused=str(refused)), 422
    return redirect(url_for("facilitator.tables", merged=number), 303)


@blueprint.post("/tables/<int:number>/separation", endpoint="separate_table")
def separate(number: int) -> ResponseReturnValue:
    separate_table(_load(number), g.account)
    return saved(_("Bord %(number)s står for seg selv igjen.", number=number))


def _seat_with(plan: SeatingPlan | None, number: int) -> Seat | None:
    return next((seat for seat in plan.seats if seat.number == number), None) if plan else None


def _asked_now() -> Activity | None:
    stage = activity_on_stage(g.conference)
    return stage if stage is not None and stage.is_dialogue else None


def _load(number: int) -> Table:
    return table_of(g.conference, number) or abort(404)


def saved(sentence: str, anchor: str | None = None) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("facilitator.tables", _anchor=anchor), 303)


def page(**given: Any) -> str:
    """`given`: a form that was refused, or the sentence that says why."""
    tables = tables_of(g.conference)
    standing = standing_of(tables)
    merged = next((table for table in tables if table.number == request.args.get("merged", 0, int)), None)
    context: dict[str, Any] = {
        "tables": tables,
        "standing": standing,
        "merged": merged if merged and standing[merged.id] is not merged else None,
        "count_form": table_count_form_of(tables),
        "form": tables_form(tables),
        "refused": "",
        "plan": (plan := seating_plan_of(g.conference)),
        "offers": merge_offers(tables, plan),
        "seated": _seat_with(plan, request.args.get("seated", 0, int)),
        "seating_form": SeatingForm(hosts_stay=plan.seating.hosts_stay if plan else False),
        "blank": BlankFormsForm().offer(g.conference),
        "coverage": {line.table.number: line for line in table_coverage_of(g.conference, _asked_now())},
    }
    return render_template("facilitator/table/index.html", **(context | given))
