"""The words of one contribution: a page of its own, which the control room opens over its queue."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.analysis.halves import halves_of
from app.analysis.redaction import words_of
from app.domain.contribution_looks import look_at, look_away
from app.domain.contribution_splits import split_contribution, undo_split
from app.domain.contribution_texts import edit_contribution, redact_contribution, undo_edit
from app.forms.contributions import edited_text
from app.forms.decisions import chosen_words, moment_in
from app.live.regions.rows import words_that_are_marked
from app.queries.contribution_looks import others_looking_at
from app.queries.contributions import contribution_of
from app.queries.merged_contributions import with_merged
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered, control_room_page, undoable
from app.routes.facilitator.contributions import contribution_in_hand, contribution_or_404


@blueprint.get("/contributions/<int:contribution_id>/text", endpoint="contribution_text")
def edit(contribution_id: int) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        return _draw("_text.html", contribution_id), {"Dialog-Outcome": "text"}
    return _draw("text.html", contribution_id)


def _text_page(outcome: Outcome) -> str:
    """The page, with what was typed where it was refused."""
    contribution_id = (request.view_args or {})["contribution_id"]
    if contribution_of(g.conference, contribution_id) is None:
        return control_room_page(outcome)
    return _draw("text.html", contribution_id, outcome.message)


def _draw(template: str, contribution_id: int, sentence: str = "") -> str:
    contribution = contribution_or_404(contribution_id)
    return render_template(
        f"facilitator/contribution/{template}",
        contribution=contribution,
        halves=halves_of(contribution.text),
        words=words_of(contribution.text),
        marked_words=words_that_are_marked(contribution),
        stood_for=[each for each in with_merged(contribution) if each is not contribution],
        looks=others_looking_at(contribution, g.account),
        typed=request.form,
        sentence=sentence,
    )


@blueprint.post("/contributions/<int:contribution_id>/text", endpoint="change_contribution_text")
@answered(refused=_text_page)
def update(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    text, seen = edited_text(request.form), moment_in(request.form, "seen")
    if not edit_contribution(contribution, text, g.account, seen):
        return Outcome(fact="already_edited", contribution_id=contribution.id)
    edited_at = contribution.edited_at.isoformat() if contribution.edited_at else ""
    return undoable("edited", "contribution_text_reversal", contribution, {"edited_at": edited_at})


@blueprint.post("/contributions/<int:contribution_id>/text-reversal")
@answered
def contribution_text_reversal(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    undo_edit(contribution, moment_in(request.form, "edited_at"), g.account)
    return Outcome(fact="undone", contribution_id=contribution.id)


@blueprint.post("/contributions/<int:contribution_id>/redaction")
@answered(refused=_text_page)
def contribution_redaction(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    chosen, seen = chosen_words(request.form), moment_in(request.form, "seen")
    count = redact_contribution(contribution, chosen, g.account, seen, publish="publish" in request.form)
    return Outcome(fact="redacted", contribution_id=contribution.id, count=count)


@blueprint.post("/contributions/<int:contribution_id>/split")
@answered(refused=_text_page)
def contribution_split(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    first, second = edited_text(request.form, "first"), edited_text(request.form, "second")
    part = split_contribution(contribution, first, second, g.account, moment_in(request.form, "seen"))
    before = {"part": str(part.id), "edited_at": part.edited_at.isoformat() if part.edited_at else ""}
    return undoable("split", "contribution_split_reversal", contribution, before)


@blueprint.post("/contributions/<int:contribution_id>/split-reversal")
@answered
def contribution_split_reversal(contribution_id: int) -> Outcome:
    contribution = contribution_in_hand(contribution_id)
    part = contribution_in_hand(request.form.get("part", 0, int))
    undo_split(contribution, part, moment_in(request.form, "edited_at"), g.account)
    return Outcome(fact="undone", contribution_id=contribution.id)


@blueprint.post("/contributions/<int:contribution_id>/look")
def contribution_look(contribution_id: int) -> ResponseReturnValue:
    look_at(contribution_or_404(contribution_id), g.account)
    return "", 204


@blueprint.post("/contributions/<int:contribution_id>/look-removal")
def contribution_look_removal(contribution_id: int) -> ResponseReturnValue:
    look_away(contribution_or_404(contribution_id), g.account)
    return "", 204
