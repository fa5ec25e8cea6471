"""What the control room follows: the run sheet, the queue, who has spoken, the switch, how many have come."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app

from app.analysis.phases import phases_in
from app.config import Config
from app.extensions import db
from app.live.regions.kinds import kind_regions_of
from app.live.regions.region import Region
from app.live.regions.rows import rows_context
from app.live.revisions import Move
from app.live.views import View
from app.models import Activity, ActivityKind, Conference, Contribution, ContributionState
from app.models.activity import GIVING_WAY
from app.queries.activities import activity_on_stage, next_step_of, programme_of
from app.queries.answers import counted_with_answers
from app.queries.contributions import listed_count_of, newest_per_group, queue_of, spotlight_of, state_counts_of
from app.queries.hall import cover_of, freeze_of, nudge_of
from app.queries.participants import GroupCount, counts_per_group, groups_too_small_to_tell, joined_count_of
from app.queries.queue_filters import QueueFilter
from app.queries.rehearsals import rehearsal_facts_of, rehearsal_of
from app.queries.step_back import activity_before, step_back_of
from app.queries.table_coverage import table_coverage_of
from app.queries.tables import tables_of
from app.queries.themes import themes_in
from app.queries.turns import Floor, floor_of
from app.queries.votes import open_places_of

WITHOUT_ANSWERS = GIVING_WAY - {ActivityKind.FILM}
"""Nobody answers a film either, but people say that they have seen it."""
READY_TO_SHOW = 3
"""So many are offered for the screen while nothing waits."""


def run_sheet_context(view: View) -> dict[str, Any]:
    """The programme, parted where it is now."""
    conference = db.session.get_one(Conference, view.conference_id)
    stage = activity_on_stage(conference)
    programme = programme_of(conference)
    now = next((place for place, item in enumerate(programme) if item.activity is stage), -1)
    planned = programme[now].ends_at if stage else datetime.combine(conference.held_on, conference.starts_at)
    return {
        "conference": conference,
        "stage": stage,
        "programme": programme,
        "before": programme[: max(now, 0)],
        "final": counted_with_answers(item.activity for item in programme),
        "now_item": programme[now] if stage else None,
        "after": programme[now + 1 :],
        "planned": _in_the_place(planned),
        "planned_end": _in_the_place(programme[-1].ends_at) if programme else None,
        "phases": phases_in(stage.note, stage.minutes) if stage and stage.is_dialogue else [],
        "next_step": next_step_of(conference),
        "open_places": open_places_of(stage) if stage else 0,
        "step_back": step_back_of(conference),
        "before_stage": activity_before(conference, stage) if stage else None,
        "floor": floor_of(stage) if stage and stage.is_open else Floor(),
        "follows": Move.COURSE,
    }


def _in_the_place(moment: datetime) -> datetime:
    """A time of the programme, which is told in the place's own."""
    config: Config = current_app.config["CONFIG"]
    return moment.replace(tzinfo=ZoneInfo(config.timezone)).astimezone(UTC)


def queue_context(view: View) -> dict[str, Any]:
    """The list that is looked at: `view.filter` is the word of a QueueFilter."""
    conference = db.session.get_one(Conference, view.conference_id)
    chosen = QueueFilter.read(view.filter) or QueueFilter()
    state = chosen.state
    stage = activity_on_stage(conference)
    states = state_counts_of(conference.id, chosen=chosen if chosen.is_narrow else None)
    contributions = queue_of(conference.id, state, chosen=chosen)
    spotlight = spotlight_of(conference.id)
    is_idle = chosen == QueueFilter() and not contributions and not conference.is_finished
    return {
        "conference": conference,
        "stage": stage,
        "state": state,
        "chosen": chosen,
        "tables": tables_of(conference),
        "themes": themes_in(conference.id),
        "tabs": [(each, getattr(states, each)) for each in ContributionState],
        "states": states,
        "contributions": contributions,
        **rows_context(contributions),
        "left": listed_count_of(conference.id, chosen) - len(contributions),
        "spotlight": spotlight,
        "freeze": freeze_of(conference.id),
        "silent": _most_silent(conference, stage) if is_idle else None,
        "ready": _ready_to_show(stage, spotlight) if is_idle else [],
    }


def _most_silent(conference: Conference, stage: Activity | None) -> GroupCount | None:
    """Whom to ask while the question is open: the group with most people who have said nothing."""
    if stage is None or not stage.is_dialogue or not stage.is_open:
        return None
    counts = counts_per_group(conference.id, stage)
    untold = groups_too_small_to_tell(counts)
    told = [count for count in counts if count.group.id not in untold]
    count = max(told, key=lambda count: count.silent, default=None)
    return count if count is not None and count.silent else None


def _ready_to_show(stage: Activity | None, spotlight: Contribution | None) -> list[Contribution]:
    """The newest published ones of different groups that are not on the screen now."""
    if stage is None or not stage.is_dialogue:
        return []
    newest = newest_per_group(stage).values()
    return [contribution for contribution in newest if contribution is not spotlight][:READY_TO_SHOW]


def coverage_context(view: View) -> dict[str, Any]:
    """Who has come and who has spoken, the most silent first, in the question on stage or at all. How many of a group
    have given an answer that nobody may know is no live figure: then it is told who is here, and nothing orders it."""
    conference = db.session.get_one(Conference, view.conference_id)
    stage = activity_on_stage(conference)
    activity = stage if stage is not None and stage.asks else None
    is_secret = activity is not None and not activity.is_dialogue
    counts = counts_per_group(conference.id, activity)
    untold = frozenset() if is_secret else groups_too_small_to_tell(counts)

    def most_silent_first(count: GroupCount) -> tuple[bool, int, int]:
        is_untold = count.group.id in untold  # nor does its place tell
        return is_untold, 0 if is_untold else -count.silent, count.group.mark

    return {
        "conference": conference,
        "activity": activity,
        "is_secret": is_secret,
        "at_tables": table_coverage_of(conference, activity) if activity is not None and activity.is_dialogue else [],
        "untold": untold,
        "counts": counts if is_secret else sorted(counts, key=most_silent_first),
    }


def answers_context(view: View) -> dict[str, Any]:
    """What is on stage and is no dialogue: how many have answered, and the result when it is closed."""
    conference = db.session.get_one(Conference, view.conference_id)
    activity = activity_on_stage(conference)
    has_answers = activity is not None and activity.kind not in (*WITHOUT_ANSWERS, ActivityKind.DIALOGUE)
    return {
        "conference": conference,
        "activity": activity if has_answers else None,
        **(kind_regions_of(activity).room(activity) if activity is not None and has_answers else {}),
    }


def hall_context(view: View) -> dict[str, Any]:
    """What is laid over the programme, so that nobody forgets it."""
    return {
        "conference": db.session.get_one(Conference, view.conference_id),
        "nudge": nudge_of(view.conference_id),
        "cover": cover_of(view.conference_id),
        "freeze": freeze_of(view.conference_id),
        "follows": Move.COURSE,
    }


def policy_context(view: View) -> dict[str, Any]:
    return {"conference": db.session.get_one(Conference, view.conference_id), "follows": Move.COURSE}


def rehearsal_context(view: View) -> dict[str, Any]:
    """In a rehearsal its simulated people; else the way to one, until the conference opens."""
    conference = db.session.get_one(Conference, view.conference_id)
    return {
        "conference": conference,
        "facts": rehearsal_facts_of(conference),
        "going_on": rehearsal_of(conference),
    }


def arrived_context(view: View) -> dict[str, Any]:
    return {"joined": joined_count_of(view.conference_id)}


REGIONS = (
    Region("hall", "conference/_hall.html", hall_context),
    Region("run-sheet", "activity/_run_sheet.html", run_sheet_context),
    Region("answers", "activity/_answers.html", answers_context),
    Region("queue", "contribution/_queue.html", queue_context, is_filtered=True),
    Region("coverage", "conference/_coverage.html", coverage_context),
    Region("policy", "conference/_policy.html", policy_context),
    Region("rehearsal", "rehearsal/_rehearsal.html", rehearsal_context),
    Region("arrived", "conference/_arrived.html", arrived_context),
)
