"""What changes for all on the phones."""

from typing import Any

from app.extensions import db
from app.live.regions.aftermath import aftermath_context
from app.live.regions.kinds import kind_regions_of
from app.live.regions.region import Region
from app.live.revisions import Move
from app.live.views import View
from app.models import Activity, Conference
from app.queries.activities import activity_on_stage, coming_activities
from app.queries.contributions import NEWEST, decisions_mark, published_contributions_of
from app.queries.films import films_before
from app.queries.hall import nudge_of
from app.queries.merged_contributions import said_by
from app.queries.participants import counts_per_group, joined_count_of

PHONES_A_SECOND = 100
"""So many may ask what became of their own; a hall of 2,000 spreads over 20 seconds."""
SHORTEST_SPREAD, LONGEST_SPREAD = 2, 20


def activity_context(view: View) -> dict[str, Any]:
    """The question and its form, or what there is between questions."""
    conference = db.session.get_one(Conference, view.conference_id)
    activity = activity_on_stage(conference)
    return {
        "conference": conference,
        "activity": activity,
        "coming": coming_activities(conference),
        "films_before": films_before(activity) if activity and activity.is_open else [],
        "follows": _follows(activity),
        **(kind_regions_of(activity).phone(activity) if activity else {}),
    }


def _follows(activity: Activity | None) -> Move:
    """A result that is shown tells how many came, a question of its own kind what was said before."""
    if activity is None or (activity.is_dialogue and not activity.is_done):
        return Move.COURSE
    return Move.ARRIVAL if activity.is_done else Move.WORDS


def notices_context(view: View) -> dict[str, Any]:
    """What everybody should notice now."""
    conference = db.session.get_one(Conference, view.conference_id)
    return {
        "conference": conference,
        "activity": activity_on_stage(conference),
        "nudge": nudge_of(conference.id) if conference.is_open else None,
        "follows": Move.COURSE,
    }


def contributions_context(view: View) -> dict[str, Any]:
    """What others said, the newest of the chosen target group or of all."""
    conference = db.session.get_one(Conference, view.conference_id)
    activity = activity_on_stage(conference)
    mark = int(view.filter) if view.filter else None
    contributions = published_contributions_of(activity, mark, limit=NEWEST + 1) if activity else []
    return {
        "conference": conference,
        "activity": activity,
        "mark": mark,
        "contributions": contributions[:NEWEST],
        "said_by": said_by([contribution.id for contribution in contributions]),
        "has_older": len(contributions) > NEWEST,
        "follows": Move.WORDS,
    }


def arrivals_context(view: View) -> dict[str, Any]:
    """Who is here, while there is nothing to answer."""
    conference = db.session.get_one(Conference, view.conference_id)
    activity = activity_on_stage(conference)
    is_answering = activity is not None and activity.asks
    return {
        "conference": conference,
        "activity": activity,
        "counts": [] if is_answering else counts_per_group(conference.id),
        "follows": Move.COURSE if is_answering else Move.ARRIVAL,
    }


def decisions_context(view: View) -> dict[str, Any]:
    """What moves when something is decided, hidden texts too: their authors are told why."""
    joined = joined_count_of(view.conference_id)
    return {
        "mark": decisions_mark(view.conference_id),
        "spread_seconds": min(max(joined // PHONES_A_SECOND, SHORTEST_SPREAD), LONGEST_SPREAD),
        "follows": Move.COURSE,
    }


REGIONS = (
    Region("activity", "activity/_activity.html", activity_context, can_freeze=True),
    Region("notices", "conference/_notices.html", notices_context),
    Region(
        "contributions", "contribution/_contributions.html", contributions_context, is_filtered=True, can_freeze=True
    ),
    Region("decisions", "contribution/_decisions.html", decisions_context, can_freeze=True),
    Region("aftermath", "conference/_aftermath.html", aftermath_context, can_freeze=True),
    Region("arrivals", "conference/_arrivals.html", arrivals_context, can_freeze=True),
)
