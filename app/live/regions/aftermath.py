"""What came of the conference, for everybody who took part: what the team says that it heard, and what happens now."""

from typing import Any

from app.extensions import db
from app.live.revisions import Move
from app.live.views import View
from app.models import Conference
from app.models.participant import REMEMBERED_DAYS
from app.queries.summary_texts import public_words_of
from app.report.gather import summary_content_of


def aftermath_context(view: View) -> dict[str, Any]:
    """Before the conference is finished, and before the team has shared what it wrote, there is no content."""
    conference = db.session.get_one(Conference, view.conference_id)
    is_told = conference.is_finished and conference.words_published_at is not None
    content = summary_content_of(conference, public_words_of(conference)) if is_told else None
    return {
        "conference": conference,
        "content": content,
        "groups": _groups_of(conference),
        "days": REMEMBERED_DAYS,
        "follows": Move.WORDS if is_told else Move.COURSE,
    }


def _groups_of(conference: Conference) -> dict[int, str]:
    return {group.mark: group.name for group in conference.target_groups}
