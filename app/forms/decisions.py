"""What the buttons of the control room post beside their address: what was seen, why, what there is to undo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from app.domain.contribution_standing import Decision
from app.domain.errors import Refused
from app.models import (
    Activity,
    Conference,
    ContributionKind,
    ContributionState,
    CoverPicture,
    HiddenReason,
    ModerationPolicy,
)
from app.queries.activities import NextStep, Step, activity_of
from app.queries.queue_filters import QueueFilter
from app.queries.step_back import BackStep, StepBack

MOST_TOGETHER = 100
"""More than a queue shows at once."""

Form = Mapping[str, str]


def read_state(value: str | None) -> ContributionState | None:
    """None for anything that is no state."""
    return next((state for state in ContributionState if state.value == value), None)


def seen_state(form: Form) -> ContributionState | None:
    """The state that the contribution had on the page where the button was."""
    return read_state(form.get("seen"))


def seen_in(form: Form) -> tuple[ContributionState | None, str | None]:
    """The state, and the mark of the text."""
    return seen_state(form), form.get("seen_text")


def moment_in(form: Form, name: str) -> datetime | None:
    """A moment that the page itself put into the form; 400 where it did not."""
    try:
        return _moment(form.get(name))
    except (ValueError, OverflowError) as error:
        raise BadRequest from error


def chosen_reason(form: Form) -> HiddenReason:
    try:
        return HiddenReason(form.get("reason", ""))
    except ValueError:
        raise Refused(_("Velg hvorfor det skjules.")) from None


def chosen_filter(values: Form, before: str) -> QueueFilter:
    """What the selects over the queue say. The page that is looked at has it in one word; what says nothing is kept."""
    chosen = QueueFilter.read(before) or QueueFilter()
    if "group" in values:
        mark = values["group"]
        chosen = replace(chosen, mark=int(mark) if re.fullmatch("[1-8]", mark) else None)
    if "table" in values:
        number = values["table"]
        chosen = replace(chosen, table=int(number) if re.fullmatch(r"[1-9]\d{0,2}", number) else None)
    if "kind" in values:
        kind = values["kind"]
        chosen = replace(chosen, kind=ContributionKind(kind) if kind in set(ContributionKind) else None)
    if "answered" in values:
        chosen = replace(chosen, is_answered={"yes": True, "no": False}.get(values["answered"]))
    if "theme" in values:
        theme = values["theme"]
        chosen = replace(chosen, theme_id=int(theme) if re.fullmatch("[1-9][0-9]{0,8}", theme) else None)
    return chosen


def seen_texts(form: Form) -> dict[int, str]:
    """What the press that takes many was shown: the mark of each text, by the contribution's id."""
    pairs = re.findall(r"\b(\d{1,9})\.([0-9a-f]{8})", form.get("seen", ""))
    return {int(id): mark for id, mark in pairs[:MOST_TOGETHER]}


def ids_in(form: Form) -> list[int]:
    return [int(id) for id in re.findall(r"\b\d{1,9}\b", form.get("ids", ""))[:MOST_TOGETHER]]


def chosen_words(form: MultiDict[str, str]) -> set[int]:
    """The places of the words that are ticked."""
    return {int(place) for place in form.getlist("word") if place.isdecimal() and len(place) <= 4}


def chosen_policy(form: Form) -> ModerationPolicy:
    try:
        return ModerationPolicy(form.get("policy", ""))
    except ValueError:
        raise Refused(_("Velg «Godkjenn først» eller «Vis straks».")) from None


def seen_step(form: Form, conference: Conference) -> NextStep:
    """The step that the Next button promised."""
    try:
        step = Step(form.get("step", ""))
        activity, turn = _stage_in(form, conference)
    except ValueError as error:
        raise BadRequest from error
    return NextStep(step, activity, turn)


def seen_step_back(form: Form, conference: Conference) -> StepBack:
    """What the Back button promised."""
    try:
        step = BackStep(form.get("step", ""))
        activity, turn = _stage_in(form, conference)
    except ValueError as error:
        raise BadRequest from error
    return StepBack(step, activity, turn)


def _stage_in(form: Form, conference: Conference) -> tuple[Activity | None, int]:
    activity_id, turn = int(form.get("activity") or 0), int(form.get("turn") or 0)
    return activity_of(conference, activity_id) if activity_id else None, turn


def chosen_picture(form: Form) -> CoverPicture:
    try:
        return CoverPicture(form.get("picture", ""))
    except ValueError as error:
        raise BadRequest from error


def chosen_minutes(form: Form) -> int:
    """Given to the time, or taken from it where somebody undoes that; 400 for what no button says."""
    try:
        return int(form.get("minutes", ""))
    except ValueError as error:
        raise BadRequest from error


@dataclass(frozen=True)
class Reversal:
    """What undo puts back, and which decision it takes away."""

    before: Decision
    decided_at: datetime | None


def reversal(form: Form) -> Reversal:
    return Reversal(decision_in(form), moment_in(form, "decided_at"))


def decision_in(form: Form) -> Decision:
    """How something stood. Filled in by the page itself, so anything odd is no person's mistake: 400."""
    try:
        state = ContributionState(form.get("state", ""))
        reason = HiddenReason(form["reason"]) if form.get("reason") else None
        merged_into_id = int(form["merged_into"]) if form.get("merged_into") else None
    except ValueError as error:
        raise BadRequest from error
    before = Decision(state, reason, moment_in(form, "before"), merged_into_id, moment_in(form, "merged_then"))
    if (state is ContributionState.HIDDEN) is not (reason is not None):
        raise BadRequest
    if (state is ContributionState.WAITING) is not (before.decided_at is None):
        raise BadRequest  # published at no time, it could not be drawn for anybody
    return before


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(UTC)
