"""Typing in paper forms: one field, Enter, next."""

from dataclasses import replace
from uuid import uuid4

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Refused
from app.domain.paper import take_back_line, type_from_paper
from app.forms.paper import PaperForm, dialogues_of, read_paper_form
from app.queries.contributions import contribution_of
from app.queries.log_entries import is_taken_back
from app.queries.paper import forms_typed_of, lines_on_form, typed_lines_of
from app.queries.tables import tables_of
from app.routes.facilitator import blueprint


@blueprint.get("/paper", endpoint="paper")
def index() -> ResponseReturnValue:
    form = read_paper_form(request.args, g.conference)
    return _page(replace(form, text="", client_key=uuid4()))


@blueprint.post("/paper", endpoint="type_from_paper")
def create() -> ResponseReturnValue:
    """Stores the line and asks for the next one; an empty line means that the next form comes, or the one whose number
    was typed.
    """
    form = read_paper_form(request.form, g.conference)
    if not form.text and form.group is not None and form.activity is not None and form.number:
        is_typed = request.form.get("shown", form.typed_number) != form.typed_number
        number = form.number if is_typed else form.number + 1
        return redirect(url_for("facilitator.paper", **replace(form, number=number).kept), 303)
    if form.error or form.activity is None:
        return _page(form, form.error), 422
    try:
        type_from_paper(form.activity, form.line(), g.account)
    except Refused as refused:
        return _page(form, refused.message), 422
    return redirect(url_for("facilitator.paper", **form.kept), 303)


@blueprint.post("/paper/<int:contribution_id>/removal", endpoint="take_back_line")
def delete(contribution_id: int) -> ResponseReturnValue:
    contribution, form = contribution_of(g.conference, contribution_id), read_paper_form(request.form, g.conference)
    if contribution is None and not is_taken_back(g.conference.id, contribution_id):
        abort(404)
    try:
        if contribution is not None:
            take_back_line(contribution, g.account)
    except Refused as refused:
        return _page(form, refused.message), 422
    return redirect(url_for("facilitator.paper", **form.kept, taken_back=1), 303)


def _page(form: PaperForm, error: object = None) -> str:
    activity = form.activity
    return render_template(
        "facilitator/paper/index.html",
        form=form,
        error=error,
        told=_("Linja er tatt bort.") if "taken_back" in request.args else "",
        dialogues=dialogues_of(g.conference),
        tables=tables_of(g.conference),
        lines=typed_lines_of(activity) if activity else [],
        on_form=lines_on_form(activity, form.number) if activity else 0,
        forms=forms_typed_of(activity) if activity else 0,
    )
