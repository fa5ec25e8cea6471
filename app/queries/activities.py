"""The programme, what is on stage now, and what the next step is."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, select

from app.extensions import db
from app.models import Activity, ActivityState, Conference
from app.queries.turns import floor_of
from app.queries.votes import vote_result_of


def activity_on_stage(conference: Conference) -> Activity | None:
    """What phones and screen are about now: the open activity, else the one that last closed or was shown.

    None before the first one.
    """
    for activity in conference.activities:
        if activity.is_open:
            return activity
    return last_touched_of(conference.activities)


def last_touched_of(activities: Iterable[Activity]) -> Activity | None:
    """The one that last changed state; None where nothing has been opened."""
    return max((each for each in activities if each.touched_at is not None), key=_touched_at, default=None)


def _touched_at(activity: Activity) -> tuple[datetime, int]:
    return activity.touched_at or activity.conference.created_at, activity.id


# Made once: each contribution asks this.
_OF_CONFERENCE = select(Activity).where(
    Activity.id == bindparam("activity"), Activity.conference_id == bindparam("conference")
)


def activity_of(conference: Conference, activity_id: int, *, removed: bool = False) -> Activity | None:
    """An activity of this very conference; with `removed`, also one that was taken out of the programme."""
    activity = db.session.scalar(_OF_CONFERENCE, {"activity": activity_id, "conference": conference.id})
    return activity if activity is not None and (removed or activity.removed_at is None) else None


# Made once: this is asked each second.
_DUE_TO_CLOSE = select(Activity).where(Activity.closes_at <= bindparam("now"), Activity.closed_at.is_(None))


def activities_due_to_close(now: datetime) -> Sequence[Activity]:
    """Those that were announced to close by now, in any conference."""
    return db.session.scalars(_DUE_TO_CLOSE, {"now": now}).all()


@dataclass(frozen=True)
class PlannedActivity:
    """An item of the programme with its planned time, local."""

    activity: Activity
    starts: time
    ends: time
    ends_at: datetime
    """The same with its day, without a zone."""


def programme_of(conference: Conference) -> list[PlannedActivity]:
    """All items in order, each planned to begin when the one before it ends."""
    moment = datetime.combine(conference.held_on, conference.starts_at)
    programme = []
    for activity in conference.activities:
        end = moment + timedelta(minutes=activity.minutes)
        programme.append(PlannedActivity(activity, moment.time(), end.time(), end))
        moment = end
    return programme


def question_numbers_of(conference: Conference) -> dict[int, int]:
    """«Spørsmål 3»: which of the dialogues in the programme each one is, by its id.

    Anything else (an item that was a dialogue once and got answers) counts with the question before it, at least 1.
    """
    numbers: dict[int, int] = {}
    questions = 0
    for activity in conference.activities:
        questions += activity.is_dialogue
        numbers[activity.id] = max(questions, 1)
    return numbers


def coming_activities(conference: Conference, limit: int = 3) -> list[PlannedActivity]:
    """The next items that have not been opened yet, after what is on stage."""
    programme = programme_of(conference)
    stage = activity_on_stage(conference)
    after = next((i + 1 for i, item in enumerate(programme) if item.activity is stage), 0)
    return [item for item in programme[after:] if item.activity.state is ActivityState.READY][:limit]


class Step(enum.StrEnum):
    """What the Next button does."""

    OPEN_CONFERENCE = "open_conference"
    OPEN_ACTIVITY = "open_activity"
    GIVE_FLOOR = "give_floor"
    ANNOUNCE_CLOSING = "announce_closing"
    CLOSE_ACTIVITY = "close_activity"
    SHOW_ACTIVITY = "show_activity"
    REVEAL = "reveal"
    FINISH_CONFERENCE = "finish_conference"
    NOTHING = "nothing"


@dataclass(frozen=True)
class NextStep:
    step: Step
    activity: Activity | None = None
    turn: int = 0
    """GIVE_FLOOR: whose. REVEAL: so many rows of a vote's result are seen then."""


def next_step_of(conference: Conference) -> NextStep:
    """One step on. What asks is opened, announced to close, closed, shown, a vote's result row by row where that was
    begun; anything else gives way to what comes after it, a plenary when all have had their turn.
    """
    if conference.opened_at is None:
        return NextStep(Step.OPEN_CONFERENCE)
    if conference.is_finished:
        return NextStep(Step.NOTHING)
    stage = activity_on_stage(conference)
    if stage is not None and stage.asks and stage.state is ActivityState.OPEN:
        return NextStep(Step.CLOSE_ACTIVITY if stage.is_closing else Step.ANNOUNCE_CLOSING, stage)
    if stage is not None and stage.asks and stage.state is ActivityState.CLOSED:
        return NextStep(Step.SHOW_ACTIVITY, stage)
    if stage is not None and stage.state is ActivityState.SHOWN and stage.vote and not stage.vote.is_revealed:
        return NextStep(Step.REVEAL, stage, vote_result_of(stage).next_stop)
    if stage is not None and stage.is_open and (after := floor_of(stage).after):
        return NextStep(Step.GIVE_FLOOR, stage, after.number)
    coming = coming_activities(conference, limit=1)
    if coming:
        return NextStep(Step.OPEN_ACTIVITY, coming[0].activity)
    return NextStep(Step.FINISH_CONFERENCE)
