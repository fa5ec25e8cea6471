"""What has been typed from paper forms."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Contribution

NEWEST_LINES = 12


def typed_lines_of(activity: Activity) -> Sequence[Contribution]:
    """The newest first."""
    return db.session.scalars(
        select(Contribution)
        .options(joinedload(Contribution.target_group), joinedload(Contribution.table))
        .where(Contribution.activity_id == activity.id, Contribution.paper_number.is_not(None))
        .order_by(Contribution.id.desc())
        .limit(NEWEST_LINES)
    ).all()


def lines_on_form(activity: Activity, number: int) -> int:
    """How many lines of this form are typed already."""
    of_form = (Contribution.activity_id == activity.id, Contribution.paper_number == number)
    return db.session.scalar(select(func.count()).select_from(Contribution).where(*of_form)) or 0


def forms_typed_of(activity: Activity) -> int:
    """How many forms there are lines of."""
    numbers = func.count(func.distinct(Contribution.paper_number))
    return db.session.scalar(select(numbers).where(Contribution.activity_id == activity.id)) or 0
