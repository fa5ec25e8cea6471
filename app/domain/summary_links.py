"""The summary's public link: made, and taken back for good."""

from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Conference
from app.models.conference import new_summary_token


def share_summary(conference: Conference, account: Account | None) -> None:
    """A link that anybody may open who has it. Where there is one it stays."""
    with transaction(conference.id):
        if conference.summary_token is None:
            conference.summary_token = new_summary_token()
            note(conference.id, account, "share_summary", conference.id)


def unshare_summary(conference: Conference, account: Account | None) -> None:
    """The link stops working at once, and no later one is like it."""
    with transaction(conference.id):
        if conference.summary_token is not None:
            conference.summary_token = None
            note(conference.id, account, "unshare_summary", conference.id)
