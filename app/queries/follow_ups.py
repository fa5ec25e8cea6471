"""What happens with the advice of a conference, and what was taken away again."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Conference, FollowUp


def follow_ups_of(conference: Conference) -> Sequence[FollowUp]:
    """Of all questions in the programme, the most important first within each."""
    return db.session.scalars(
        select(FollowUp)
        .join(Activity, Activity.id == FollowUp.activity_id)
        .options(joinedload(FollowUp.theme))
        .where(
            Activity.conference_id == conference.id,
            Activity.removed_at.is_(None),
            FollowUp.removed_at.is_(None),
        )
        .order_by(Activity.position, Activity.id, FollowUp.priority, FollowUp.id)
    ).all()


def follow_up_of(conference: Conference, follow_up_id: int) -> FollowUp | None:
    """Of this very conference, also one that was removed."""
    return db.session.scalar(
        select(FollowUp)
        .join(Activity, Activity.id == FollowUp.activity_id)
        .where(FollowUp.id == follow_up_id, Activity.conference_id == conference.id)
    )
