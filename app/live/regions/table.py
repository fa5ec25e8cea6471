"""What the tables' devices follow: which question is open. The form beside it is the table's own."""

from typing import Any

from app.extensions import db
from app.live.regions.participant import notices_context
from app.live.regions.region import Region
from app.live.views import View
from app.models import Conference
from app.queries.activities import activity_on_stage


def question_context(view: View) -> dict[str, Any]:
    conference = db.session.get_one(Conference, view.conference_id)
    return {"conference": conference, "activity": activity_on_stage(conference)}


REGIONS = (
    Region("question", "table/_question.html", question_context),
    Region("notices", "conference/_notices.html", notices_context),
)
