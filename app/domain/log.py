"""Writes the record of who did what."""

from app.extensions import db
from app.models import Account, LogEntry


def note(conference_id: int, account: Account | None, action: str, subject_id: int | None, detail: str = "") -> None:
    """Adds one entry to the running transaction. `detail` never holds a contribution's text."""
    db.session.add(
        LogEntry(
            conference_id=conference_id,
            account_id=account.id if account else None,
            action=action,
            subject_id=subject_id,
            detail=detail,
        )
    )
