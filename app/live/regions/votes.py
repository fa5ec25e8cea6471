"""What a vote's own pieces need on phones, screen and control room: the figures, as far as each may see them."""

from typing import Any

from app.models import Activity, ActivityState
from app.queries.votes import first_vote_of, shown_result_of, shuffled_options, turnout_of, vote_result_of


def phone_context(activity: Activity) -> dict[str, Any]:
    """No turnout while it is open: a form that is being filled in is not redrawn with every ballot."""
    vote = activity.vote
    is_public = vote is not None and vote.is_revealed
    return {
        "options": shuffled_options(vote) if vote is not None else [],
        "result": shown_result_of(activity) if is_public else None,
    }


def stage_context(activity: Activity) -> dict[str, Any]:
    vote = activity.vote
    is_shown = activity.state is ActivityState.SHOWN
    return {
        "options": shuffled_options(vote) if vote is not None else [],
        "turnout": turnout_of(activity),
        "result": shown_result_of(activity) if is_shown else None,
    }


def room_context(activity: Activity) -> dict[str, Any]:
    result = vote_result_of(activity)
    first_vote = first_vote_of(activity)
    first = result if first_vote is activity else vote_result_of(first_vote)
    return {"result": result, "turnout": result.turnout, "is_run_off": first is not result, "is_named": first.is_named}
