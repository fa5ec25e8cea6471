"""What a table's devices follow: what is asked, whether the table stands, and what it has sent. The form beside them is
each device's own.
"""

from typing import Any

from app.extensions import db
from app.live.regions.participant import notices_context
from app.live.regions.region import Region
from app.live.views import View
from app.models import ActivityKind, Conference, Table
from app.queries.activities import activity_on_stage
from app.queries.priorities import own_priorities_of
from app.queries.tables import contributions_for, device_of


def question_context(view: View) -> dict[str, Any]:
    conference = db.session.get_one(Conference, view.conference_id)
    return {"conference": conference, "activity": activity_on_stage(conference), "follows_arrivals": False}


def standing_context(view: View) -> dict[str, Any]:
    """Whether the table is in use still."""
    table = _table_of(view)
    into = db.session.get(Table, table.merged_into_id) if table and table.merged_into_id else None
    return {"table": table, "into": into, "follows_arrivals": False}


def sent_context(view: View) -> dict[str, Any]:
    """What came from the table, from whichever device, and what became of it: its texts, or its dots."""
    table = _table_of(view)
    activity = activity_on_stage(db.session.get_one(Conference, view.conference_id)) if table else None
    is_about_dots = activity is not None and activity.kind is ActivityKind.PRIORITIES
    return {
        "table": table,
        "activity": activity,
        "is_about_dots": is_about_dots,
        "placed": own_priorities_of(activity, device_of(table)) if activity and table and is_about_dots else None,
        "sent": contributions_for(table, activity) if activity and table and not is_about_dots else [],
        "follows_arrivals": False,
    }


def _table_of(view: View) -> Table | None:
    return db.session.get(Table, int(view.filter)) if view.filter else None


REGIONS = (
    Region("question", "table/_question.html", question_context),
    Region("standing", "table/_standing.html", standing_context, is_filtered=True),
    Region("sent", "table/_sent.html", sent_context, is_filtered=True),
    Region("notices", "conference/_notices.html", notices_context),
)
