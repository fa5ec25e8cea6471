"""Answers to a survey from a phone in the hall: one at a time as they are given, or all at once without the script."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from app.domain.survey_answers import answer_survey
from app.extensions import limiter
from app.forms.surveys import read_survey_answers
from app.models import ActivityKind
from app.routes.participant.answers import activity_or_404, answered

blueprint: Blueprint = Blueprint("surveys", __name__)
AT_MOST = "240 per minute"
"""From one person: a press on each of sixty questions, changed twice."""


@blueprint.post("/activities/<int:activity_id>/response")
def create(activity_id: int) -> ResponseReturnValue:
    return _answer(activity_id)


@blueprint.post("/activities/<int:activity_id>/response/<int:item_id>")
@limiter.limit(AT_MOST, key_func=lambda: f"survey {g.participant.id}", exempt_when=lambda: g.participant is None)
def create_one(activity_id: int, item_id: int) -> ResponseReturnValue:
    return _answer(activity_id, item_id)


def _answer(activity_id: int, item_id: int | None = None) -> ResponseReturnValue:
    activity = activity_or_404(activity_id, ActivityKind.SURVEY)

    def answer() -> None:
        answers = read_survey_answers(request.form, item_id)
        answer_survey(activity, g.token, g.participant.target_group, answers)

    return answered(activity, answer)
