"""What a survey's own pieces need, in any state: its result holds no figures while answers come in."""

from typing import Any

from app.models import Activity, ItemKind, TextState
from app.queries.survey_results import survey_result_of
from app.queries.surveys import texts_of


def phone_context(activity: Activity) -> dict[str, Any]:
    """Nothing that moves while it is open, or each answer would send the form anew to every phone."""
    return {} if activity.shown_at is None else stage_context(activity)


def stage_context(activity: Activity) -> dict[str, Any]:
    return {"result": survey_result_of(activity)}


def room_context(activity: Activity) -> dict[str, Any]:
    has_texts = activity.survey is not None and any(item.kind is ItemKind.TEXT for item in activity.survey.items)
    waiting = texts_of(activity, TextState.WAITING) if has_texts else []
    return {"result": survey_result_of(activity), "waiting_texts": len(waiting)}
