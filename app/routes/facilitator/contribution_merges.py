"""Contributions that say the same: merged, and taken apart again."""

from flask import g, request

from app.domain.contribution_merges import merge_contribution, separate_contribution, undo_merge
from app.forms.decisions import decision_in, moment_in
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered, fields_of, undoable
from app.routes.facilitator.contributions import contribution_in_hand


@blueprint.post("/contributions/<int:contribution_id>/merge")
@answered
def contribution_merge(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    into = contribution_in_hand(request.form.get("into", 0, int))
    before = fields_of(merge_contribution(contribution, into, g.account))
    merged_at = contribution.merged_at.isoformat() if contribution.merged_at else ""
    return undoable("merged", "contribution_merge_reversal", contribution, {**before, "merged_at": merged_at})


@blueprint.post("/contributions/<int:contribution_id>/merge-reversal")
@answered
def contribution_merge_reversal(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    undo_merge(contribution, decision_in(request.form), moment_in(request.form, "merged_at"), g.account)
    return Outcome(fact="undone", contribution_id=contribution.id)


@blueprint.post("/contributions/<int:contribution_id>/separation")
@answered
def contribution_separation(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    separate_contribution(contribution, g.account)
    return Outcome(fact="separated", contribution_id=contribution.id)
