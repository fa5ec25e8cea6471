"""A survey's page: what it asks, its own link, and whom the link is sent to."""

from collections.abc import Callable
from typing import Any

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.config import Config, public_base_url
from app.demo_survey import template_items
from app.domain.errors import Refused
from app.domain.seen import mark_of
from app.domain.survey_items import (
    add_item,
    change_item,
    fill_survey,
    move_item,
    order_of,
    remove_item,
    restore_item,
)
from app.domain.surveys import close_survey_link, open_survey_link, set_survey_basis, survey_of
from app.forms.activities import read_place
from app.forms.seen import saves
from app.forms.surveys import BasisForm, ItemForm, basis_form, item_form
from app.models import Activity, ActivityKind, SurveyItem
from app.qr import qr_svg
from app.queries.surveys import answered_items_of, item_of, response_count_of, wave_of
from app.routes.facilitator import blueprint
from app.routes.facilitator.activities import item_or_404

PREFIX = "/programme/<int:activity_id>/survey"


def survey_or_404(activity_id: int) -> Activity:
    """A survey's own page. What a colleague gave another form has its page in the programme."""
    activity = item_or_404(activity_id, ActivityKind.SURVEY)
    if request.method == "GET" and activity.kind is not ActivityKind.SURVEY:
        abort(redirect(url_for("facilitator.activity", activity_id=activity.id)))
    return activity


def _item_or_404(activity: Activity, item_id: int) -> SurveyItem:
    return item_of(activity, item_id) or abort(404)


@blueprint.get(PREFIX, endpoint="survey")
def show(activity_id: int) -> ResponseReturnValue:
    return survey_page(survey_or_404(activity_id))


@blueprint.get(f"{PREFIX}/items/<int:item_id>", endpoint="survey_item")
def edit(activity_id: int, item_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    item = _item_or_404(activity, item_id)
    return survey_page(activity, item=item, form=item_form(item))


@blueprint.post(f"{PREFIX}/items", endpoint="create_survey_item")
def create(activity_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    form = ItemForm(request.form).offer(activity)
    if not form.validate():
        return survey_page(activity, form=form), 422
    return _done(activity, lambda: {"saved": add_item(activity, form.plan(), g.account).id}, form=form)


@blueprint.post(f"{PREFIX}/items/<int:item_id>", endpoint="change_survey_item")
def update(activity_id: int, item_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    item, form = _item_or_404(activity, item_id), ItemForm(request.form).offer(activity)
    if not saves(form, lambda: change_item(item, form.plan(), g.account, form.seen), lambda: item_form(item)):
        return survey_page(activity, item=None if item.removed_at else item, form=form), 422
    return _to_survey(activity, saved=item.id)


@blueprint.post(f"{PREFIX}/items/<int:item_id>/place", endpoint="place_survey_item")
def place(activity_id: int, item_id: int) -> ResponseReturnValue:
    activity, place = survey_or_404(activity_id), read_place(request.form)
    item = _item_or_404(activity, item_id)
    if place is None:
        abort(400)
    seen = request.form.get("seen", "")
    return _done(activity, lambda: move_item(item, place, g.account, seen), moved=item.id)


@blueprint.post(f"{PREFIX}/items/<int:item_id>/removal", endpoint="remove_survey_item")
def remove(activity_id: int, item_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    item = _item_or_404(activity, item_id)
    return _done(activity, lambda: remove_item(item, g.account), removed=item.id)


@blueprint.post(f"{PREFIX}/items/<int:item_id>/restoration", endpoint="restore_survey_item")
def restore(activity_id: int, item_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    item = _item_or_404(activity, item_id)
    return _done(activity, lambda: restore_item(item, g.account), restored=item.id)


@blueprint.post(f"{PREFIX}/template", endpoint="fill_survey")
def fill(activity_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    return _done(activity, lambda: fill_survey(activity, template_items(), g.account))


@blueprint.post(f"{PREFIX}/link/opening", endpoint="open_survey_link")
def open_link(activity_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    return _done(activity, lambda: open_survey_link(activity, g.account), anchor="link")


@blueprint.post(f"{PREFIX}/link/closing", endpoint="close_survey_link")
def close_link(activity_id: int) -> ResponseReturnValue:
    activity = survey_or_404(activity_id)
    return _done(activity, lambda: close_survey_link(activity, g.account), anchor="link")


@blueprint.post(f"{PREFIX}/basis", endpoint="survey_basis")
def basis(activity_id: int) -> ResponseReturnValue:
    activity, form = survey_or_404(activity_id), BasisForm(request.form)
    if not saves(
        form,
        lambda: set_survey_basis(activity, form.plan(), g.account, form.seen),
        lambda: basis_form(survey_of(activity)),
    ):
        return survey_page(activity, basis=form), 422
    return _to_survey(activity, "link")


def _done(activity: Activity, act: Callable[[], Any], anchor: str | None = None, **context: Any) -> ResponseReturnValue:
    """Says what came of it in the address; a refusal, with what was typed, on the page itself."""
    facts = {name: context.pop(name) for name in ("saved", "moved", "removed", "restored") if name in context}
    try:
        made = act()
    except Refused as refused:
        return survey_page(activity, refused=str(refused), **context), 422
    return _to_survey(activity, anchor, **facts | (made if isinstance(made, dict) else {}))


def _to_survey(activity: Activity, anchor: str | None = None, **facts: Any) -> ResponseReturnValue:
    return redirect(url_for("facilitator.survey", activity_id=activity.id, _anchor=anchor, **facts), 303)


def survey_page(activity: Activity, **context: Any) -> str:
    survey = survey_of(activity)
    config: Config = current_app.config["CONFIG"]
    link = public_base_url(config) + url_for("respondent.show", link_token=survey.link_token or "-")
    facts = {name: request.args.get(name, type=int) for name in ("saved", "moved", "removed", "restored")}
    about = {
        "told": {name: item_of(activity, id) if id else None for name, id in facts.items()},
        "removed_wave": wave_of(activity, request.args.get("wave", 0, type=int)),
        "answered": answered_items_of(activity),
        "responses": response_count_of(activity),
        "link": link if survey.link_token else "",
        "qr": qr_svg(link, _("QR-kode til undersøkelsen")) if survey.link_token else "",
        "item": None,
        "form": ItemForm().offer(activity),
        "basis": basis_form(survey),
        "order": mark_of(order_of(survey)),
        "refused": "",
    }
    return render_template("facilitator/survey/edit.html", activity=activity, survey=survey, **about | context)
