"""Moderation: each decision about a contribution is a fact that is posted, and every one can be undone."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.contribution_answers import mark_answered, mark_unanswered
from app.domain.contributions import (
    clear_screen,
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    undo_decision,
)
from app.domain.errors import Refused
from app.forms.decisions import chosen_reason, reversal, seen_in, seen_state
from app.live.regions.rows import rows_context
from app.models import Contribution
from app.queries.contributions import OLDEST_WAITING, contribution_of, queue_of, spotlight_of, state_counts_of
from app.queries.hall import freeze_of
from app.queries.log_entries import is_taken_back
from app.queries.queue_filters import QueueFilter
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import GONE, Outcome, answered, decided, undoable


def contribution_or_404(contribution_id: int) -> Contribution:
    return contribution_of(g.conference, contribution_id) or abort(404)


def contribution_in_hand(contribution_id: int) -> Contribution:
    """Of a press. Refused in words where a colleague took it back while the person looked at it; else 404."""
    contribution = contribution_of(g.conference, contribution_id)
    if contribution is None and is_taken_back(g.conference.id, contribution_id):
        raise Refused(GONE)
    return contribution or abort(404)


@blueprint.get("/contributions")
def contributions() -> ResponseReturnValue:
    """A page of a long queue; the control room itself shows and follows the first one."""
    chosen = QueueFilter.read(g.view.filter) or QueueFilter()
    page = max(request.args.get("page", 1, int), 1)
    offset = (page - 1) * OLDEST_WAITING
    found = queue_of(g.conference.id, chosen.state, OLDEST_WAITING + 1, offset, chosen)
    return render_template(
        "facilitator/control_room/contributions.html",
        state=chosen.state,
        chosen=chosen,
        page=page,
        counts=state_counts_of(g.conference.id),
        spotlight=spotlight_of(g.conference.id),
        freeze=freeze_of(g.conference.id),
        contributions=found[:OLDEST_WAITING],
        **rows_context(found[:OLDEST_WAITING]),
        has_more=len(found) > OLDEST_WAITING,
    )


@blueprint.post("/contributions/<int:contribution_id>/publication")
@answered
def contribution_publication(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    before = publish_contribution(contribution, g.membership.account, *seen_in(request.form))
    return decided("published", contribution, before)


@blueprint.post("/contributions/<int:contribution_id>/hiding")
@answered
def contribution_hiding(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    reason = chosen_reason(request.form)
    before = hide_contribution(contribution, reason, g.membership.account, seen_state(request.form))
    return decided("hidden", contribution, before)


@blueprint.post("/contributions/<int:contribution_id>/waiting")
@answered
def contribution_waiting(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    before = return_to_waiting(
        contribution,
        g.membership.account,
        seen_state(request.form),
        is_seen_on_screen="on_screen" in request.form,
    )
    return decided("waiting", contribution, before)


@blueprint.post("/contributions/<int:contribution_id>/spotlight")
@answered
def contribution_spotlight(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    before = show_on_screen(contribution, g.membership.account, *seen_in(request.form))
    return decided("on_screen", contribution, before)


@blueprint.post("/contributions/<int:contribution_id>/answer")
@answered
def contribution_answer(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    if not mark_answered(contribution, g.account):
        return Outcome(fact="already_answered", contribution_id=contribution.id)
    return undoable("answered", "contribution_answer_removal", contribution, {})


@blueprint.post("/contributions/<int:contribution_id>/answer-removal")
@answered
def contribution_answer_removal(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    mark_unanswered(contribution, g.account)
    return Outcome(fact="unanswered", contribution_id=contribution.id)


@blueprint.post("/contributions/<int:contribution_id>/reversal")
@answered
def contribution_reversal(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    asked = reversal(request.form)
    undo_decision(
        contribution,
        asked.before,
        asked.decided_at,
        g.membership.account,
        is_seen_on_screen="on_screen" in request.form,
    )
    return Outcome(fact="undone", contribution_id=contribution.id)


@blueprint.post("/spotlight/removal")
@answered
def spotlight_removal() -> Outcome:
    shown = spotlight_of(g.conference.id)
    clear_screen(g.conference.id, g.membership.account, request.form.get("seen", None, int))
    return Outcome(fact="off_screen", contribution_id=shown.id if shown else None)
