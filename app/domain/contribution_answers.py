"""What the hall has been given an answer to."""

from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Contribution, utc_now


def mark_answered(contribution: Contribution, account: Account | None) -> bool:
    """Says when, and by whom. False where somebody had said so already: the first stands."""
    with transaction(contribution.activity.conference_id):
        if contribution.answered_at is not None:
            return False
        contribution.answered_at = utc_now()
        contribution.answered_by_id = account.id if account else None
        note(contribution.activity.conference_id, account, "mark_answered", contribution.id)
    return True


def mark_unanswered(contribution: Contribution, account: Account | None) -> None:
    """Harmless the second time."""
    with transaction(contribution.activity.conference_id):
        if contribution.answered_at is not None:
            contribution.answered_at = None
            contribution.answered_by_id = None
            note(contribution.activity.conference_id, account, "mark_unanswered", contribution.id)
