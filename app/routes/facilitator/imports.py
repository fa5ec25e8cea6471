"""Contributions from a file: chosen, looked over, confirmed. Between the steps only the page holds them."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.errors import Refused
from app.domain.imports import client_key_of, import_contributions
from app.forms.imports import good_rows
from app.forms.previews import ImportForm, read_import
from app.models import ContributionState
from app.queries.contributions import imported_keys_of
from app.routes.facilitator import blueprint


@blueprint.get("/import", endpoint="import_contributions")
def new() -> ResponseReturnValue:
    return _upload_page()


@blueprint.post("/import/preview", endpoint="preview_import")
def show() -> ResponseReturnValue:
    try:
        form = read_import(request.form, request.files.get("file"), g.conference)
    except Refused as refused:
        return _upload_page(str(refused)), 422
    return _preview_page(form)


@blueprint.post("/import", endpoint="confirm_import")
def create() -> ResponseReturnValue:
    try:
        form = read_import(request.form, None, g.conference)
    except Refused as refused:
        return _upload_page(str(refused)), 422
    try:
        form.check_confirmed()
        count = import_contributions(form.activity, good_rows(form.rows), form.state, g.account)
    except Refused as refused:
        return _preview_page(form, str(refused)), 422
    if count.stored:
        flash(_stored(count.stored, form), "success")
    if count.known:
        flash(_known(count.known), "info")
    return redirect(url_for("facilitator.control_room", state=form.state), 303)


def _stored(count: int, form: ImportForm) -> str:
    stored = ngettext(
        "%(num)d råd eller innspill er hentet inn til «%(question)s».",
        "%(num)d råd og innspill er hentet inn til «%(question)s».",
        count,
        question=form.activity.heading,
    )
    if form.state is ContributionState.PUBLISHED:
        return f"{stored} {_('Alle kan lese dem nå. De nyeste står øverst under Godkjent.')}"
    return f"{stored} {_('De ligger under Venter, bak det som kom fra salen. Les dem, og godkjenn eller skjul.')}"


def _known(count: int) -> str:
    return ngettext(
        "%(num)d var hentet inn før, og er ikke lagret på nytt.",
        "%(num)d var hentet inn før, og er ikke lagret på nytt.",
        count,
    )


def _upload_page(refused: str = "") -> str:
    dialogues = [activity for activity in g.conference.activities if activity.is_dialogue]
    return render_template("facilitator/import/new.html", dialogues=dialogues, refused=refused)


def _preview_page(form: ImportForm, refused: str = "") -> str:
    good = good_rows(form.rows)
    stored = imported_keys_of(form.activity)
    return render_template(
        "facilitator/import/preview.html",
        form=form,
        refused=refused or ("" if form.is_first else form.refused),
        good=good,
        fresh=sum(client_key_of(form.activity, row) not in stored for row in good),
        faulty=[row for row in form.rows if row.faults],
        warned=[row for row in form.rows if row.warnings],
    )
