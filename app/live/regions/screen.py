"""What the hall sees: one region, the whole picture."""

from typing import Any

from flask import current_app

from app.config import Config
from app.extensions import db
from app.live.regions.kinds import kind_regions_of
from app.live.regions.region import Region
from app.live.views import View
from app.models import Activity, ActivityKind, Conference, Contribution, Cover
from app.qr import JoinAddress
from app.queries.activities import activity_on_stage, coming_activities
from app.queries.contributions import spotlight_of, state_counts_of
from app.queries.hall import cover_of, freeze_of
from app.queries.participants import counts_per_group, groups_too_small_to_tell, heard_per_group


def stage_context(view: View) -> dict[str, Any]:
    conference = db.session.get_one(Conference, view.conference_id)
    # While the hall is held still, this is drawn for its times alone (live/held.py), and they stand in the programme's
    # own picture.
    spotlight = None if freeze_of(conference.id) else spotlight_of(conference.id)
    cover = cover_of(conference.id)
    stage = activity_on_stage(conference)
    activity = spotlight.activity if spotlight else stage
    counted = activity if activity is not None and activity.is_dialogue and not conference.is_finished else None
    config: Config = current_app.config["CONFIG"]
    counts = counts_per_group(conference.id, counted)
    return {
        "conference": conference,
        "picture": picture_of(conference, activity, spotlight, cover),
        "join": JoinAddress.of(conference.code, config),
        "activity": activity,
        "closing": stage if stage and stage.is_closing else None,
        "spotlight": spotlight,
        "cover": cover,
        "coming": coming_activities(conference, limit=1),
        "counts": counts,
        # Beside what the control room tells of each group, the sum would tell of the one that it does not.
        "spoke": 0 if groups_too_small_to_tell(counts) else sum(count.contributed for count in counts),
        "heard": sum(heard_per_group(conference.id, counted).values()),
        "states": state_counts_of(conference.id, counted),
        **(kind_regions_of(activity).stage(activity) if activity and not (spotlight or cover) else {}),
    }


def picture_of(
    conference: Conference, activity: Activity | None, spotlight: Contribution | None, cover: Cover | None = None
) -> str:
    """The template of what the hall sees, without its ending. There is always one."""
    if cover is not None:
        return f"conference/_stage_cover_{cover.picture}"
    if conference.opened_at is None:
        return "conference/_stage_before"
    if conference.is_finished:
        return "conference/_stage_finished"
    if spotlight is not None:
        return "conference/_stage_spotlight"
    if activity is None:
        return "conference/_stage_waiting_slips" if conference.slips_only_at else "conference/_stage_waiting"
    if activity.kind in (ActivityKind.PLENARY, ActivityKind.BREAK):
        return f"conference/_stage_{activity.kind}"
    return f"{activity.kind}/_stage_{activity.state}"


REGIONS = (Region("stage", "conference/_stage.html", stage_context, can_freeze=True),)
