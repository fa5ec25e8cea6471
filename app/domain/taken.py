"""Whether an answer is taken now, and what is said to whoever sends one that is not."""

from app.domain.errors import TooEarly, TooLate
from app.models import Activity


def check_taken_now(is_taken: bool, activity: Activity, *, early: object, late: object) -> None:
    """In no kind when the conference is over. An opening that was taken back has not been."""
    is_over = activity.conference.is_finished
    if is_taken and not is_over:
        return
    if activity.opened_at is None and activity.removed_at is None and not is_over:
        raise TooEarly(early)
    raise TooLate(late)
