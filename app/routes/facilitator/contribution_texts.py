"""The words of one contribution: a page of its own, which the control room opens over its queue."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.contribution_texts import edit_contribution, undo_edit
from app.forms.contributions import edited_text
from app.forms.decisions import moment_in
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered, undoable
from app.routes.facilitator.contributions import contribution_or_404


@blueprint.get("/contributions/<int:contribution_id>/text", endpoint="contribution_text")
def edit(contribution_id: int) -> ResponseReturnValue:
    contribution = contribution_or_404(contribution_id)
    if request.headers.get("HX-Request"):
        piece = render_template("facilitator/contribution/_text.html", contribution=contribution, typed={})
        return piece, {"Dialog-Outcome": "text"}
    return text_page(Outcome(fact=""))


def text_page(outcome: Outcome) -> str:
    """The page, with what was typed where it was refused."""
    return render_template(
        "facilitator/contribution/text.html",
        contribution=contribution_or_404((request.view_args or {})["contribution_id"]),
        typed=request.form,
        sentence=outcome.message,
    )


@blueprint.post("/contributions/<int:contribution_id>/text", endpoint="change_contribution_text")
@answered(refused=text_page)
def update(contribution_id: int) -> Outcome:
    contribution = contribution_or_404(contribution_id)
    text, seen = edited_text(request.form), moment_in(request.form, "seen")
    if not edit_contribution(contribution, text, g.account, seen):
        return Outcome(fact="already_edited", contribution_id=contribution.id)
    edited_at = contribution.edited_at.isoformat() if contribution.edited_at else ""
    return undoable("edited", "contribution_text_reversal", contribution, {"edited_at": edited_at})


@blueprint.post("/contributions/<int:contribution_id>/text-reversal")
@answered
def contribution_text_reversal(contribution_id: int) -> Outcome:
    contribution = contribution_or_404(contribution_id)
    undo_edit(contribution, moment_in(request.form, "edited_at"), g.account)
    return Outcome(fact="undone", contribution_id=contribution.id)
