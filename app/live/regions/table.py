"""What the tables' devices follow: what is asked, and whether anything has changed at a table. The rest is its own."""

from typing import Any

from app.extensions import db
from app.live.regions.participant import notices_context
from app.live.regions.region import Region
from app.live.revisions import Move
from app.live.views import View
from app.models import Conference
from app.queries.activities import activity_on_stage
from app.queries.table_marks import table_marks_of


def question_context(view: View) -> dict[str, Any]:
    conference = db.session.get_one(Conference, view.conference_id)
    return {"conference": conference, "activity": activity_on_stage(conference), "follows": Move.WORDS}


def tables_context(view: View) -> dict[str, Any]:
    conference = db.session.get_one(Conference, view.conference_id)
    return {"marks": table_marks_of(conference, activity_on_stage(conference)), "follows": Move.WORDS}


REGIONS = (
    Region("question", "table/_question.html", question_context),
    Region("tables", "table/_tables.html", tables_context),
    Region("notices", "conference/_notices.html", notices_context),
)
