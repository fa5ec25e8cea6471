"""What the Back button does: the last step, taken back."""

import enum
from dataclasses import dataclass

from app.models import Activity, ActivityState, Conference
from app.queries.activities import activity_on_stage, last_touched_of
from app.queries.answers import counted_with_answers
from app.queries.turns import floor_of
from app.queries.votes import vote_result_of


class BackStep(enum.StrEnum):
    CANCEL_CLOSING = "cancel_closing"
    PREVIOUS_TURN = "previous_turn"
    HIDE_ROWS = "hide_rows"
    HIDE_RESULT = "hide_result"
    REOPEN = "reopen"
    LEAVE = "leave"
    NOTHING = "nothing"


@dataclass(frozen=True)
class StepBack:
    step: BackStep
    activity: Activity | None = None
    turn: int = 0
    """PREVIOUS_TURN: whose it is then; 0 for nobody's. HIDE_ROWS: so many rows of a vote's result are seen then."""


def step_back_of(conference: Conference) -> StepBack:
    """Closed is opened again until it is counted, shown is hidden, row by row where it came so; what has just been
    opened is left for what was on stage before it.
    """
    stage = activity_on_stage(conference)
    if stage is None or not conference.is_open:
        return StepBack(BackStep.NOTHING)
    if stage.is_closing:
        return StepBack(BackStep.CANCEL_CLOSING, stage)
    if stage.is_open and stage.turn:
        before = floor_of(stage).before
        return StepBack(BackStep.PREVIOUS_TURN, stage, before.number if before else 0)
    if stage.is_open or stage.opened_at == stage.closed_at:  # or shown without ever having been open
        return StepBack(BackStep.LEAVE, stage)
    if stage.vote and stage.vote.is_row_by_row and stage.vote.revealed:
        return StepBack(BackStep.HIDE_ROWS, stage, vote_result_of(stage).stop_before)
    if stage.state is ActivityState.SHOWN:
        return StepBack(BackStep.HIDE_RESULT, stage)
    return StepBack(BackStep.NOTHING) if counted_with_answers([stage]) else StepBack(BackStep.REOPEN, stage)


def activity_before(conference: Conference, stage: Activity) -> Activity | None:
    """What was on stage before it; None when it was the first."""
    return last_touched_of([activity for activity in conference.activities if activity is not stage])


def gave_way_to(activity: Activity, stage: Activity) -> bool:
    """Whether it was closed by the other's opening and nothing else."""
    return activity.closed_at is not None and activity.closed_at == stage.opened_at
