"""A vote on stage: counted, revealed row by row, a tie decided, the winners named; and its options before that."""

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.guiding_rules import name_guiding_rules, unname_guiding_rules
from app.domain.ties import add_run_off, let_all_tied_win, resolve_by_lot, undo_resolution
from app.domain.votes import change_options, reveal
from app.forms.seen import saves
from app.forms.votes import options_form, read_lot, read_options, read_rows
from app.models import Activity, ActivityKind
from app.queries.activities import activity_of
from app.routes.facilitator import blueprint
from app.routes.facilitator.activities import item_or_404, programme_page
from app.routes.facilitator.answers import Outcome, answered


def _vote(activity_id: int) -> Activity:
    activity = activity_of(g.conference, activity_id)
    return activity if activity is not None and activity.vote is not None else abort(404)


@blueprint.post("/programme/<int:activity_id>/options", endpoint="change_options")
def update_options(activity_id: int) -> ResponseReturnValue:
    """Saved as a whole; the buttons of a row only draw the form anew."""
    activity, form = item_or_404(activity_id, ActivityKind.VOTE), read_options(request.form)
    if form.is_draft:
        return programme_page(activity, editor=form)
    if not saves(
        form,
        lambda: change_options(activity, form.places.places.data or 0, form.plans(), g.account, form.seen),
        lambda: options_form(activity, beside=form),
    ):
        return programme_page(activity, editor=form), 422
    return redirect(url_for("facilitator.activity", activity_id=activity_id, saved=activity_id, _anchor="options"), 303)


@blueprint.post("/activities/<int:activity_id>/reveal")
@answered
def vote_reveal(activity_id: int) -> Outcome:
    reveal(_vote(activity_id), read_rows(request.form), g.account)
    return Outcome(fact="told", message="")


@blueprint.post("/activities/<int:activity_id>/run-off")
@answered
def vote_run_off(activity_id: int) -> Outcome:
    run_off = add_run_off(_vote(activity_id), g.account)
    message = _("«%(title)s» er lagt inn i programmet, rett etter denne.", title=run_off.title)
    return Outcome(fact="told", message=message)


@blueprint.post("/activities/<int:activity_id>/all-win")
@answered
def vote_all_win(activity_id: int) -> Outcome:
    let_all_tied_win(_vote(activity_id), g.account)
    return _decided(_("Alle som står likt, vinner."), activity_id)


@blueprint.post("/activities/<int:activity_id>/lot")
@answered
def vote_lot(activity_id: int) -> Outcome:
    activity = _vote(activity_id)
    record, drawn = read_lot(request.form)
    resolve_by_lot(activity, record, drawn, g.account)
    return _decided(_("Loddet har avgjort."), activity_id)


def _decided(message: str, activity_id: int) -> Outcome:
    undo = url_for("facilitator.vote_resolution_reversal", activity_id=activity_id)
    return Outcome(fact="told", message=message, undo=undo)


@blueprint.post("/activities/<int:activity_id>/resolution-reversal")
@answered
def vote_resolution_reversal(activity_id: int) -> Outcome:
    undo_resolution(_vote(activity_id), g.account)
    return Outcome(fact="told", message=_("Angret. Det står likt igjen."))


@blueprint.post("/activities/<int:activity_id>/naming")
@answered
def vote_naming(activity_id: int) -> Outcome:
    name_guiding_rules(_vote(activity_id), g.account)
    undo = url_for("facilitator.vote_naming_reversal", activity_id=activity_id)
    return Outcome(fact="told", message=_("Vinnerne er blitt leveregler."), undo=undo)


@blueprint.post("/activities/<int:activity_id>/naming-reversal")
@answered
def vote_naming_reversal(activity_id: int) -> Outcome:
    unname_guiding_rules(_vote(activity_id), g.account)
    return Outcome(fact="told", message=_("Angret. Vinnerne er ikke leveregler lenger."))
