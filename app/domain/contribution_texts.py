"""What is done with the words of a contribution: edited, put back, taken out."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.analysis.redaction import redacted
from app.domain.contributions import publish_contribution
from app.domain.errors import Refused
from app.domain.hall import thaw
from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Contribution, ContributionState, utc_now
from app.models.contribution import REDACTED
from app.queries.split_contributions import parts_of


def edit_contribution(contribution: Contribution, text: str, account: Account | None, seen: datetime | None) -> bool:
    """Shows `text` from now on and keeps what its author wrote. False where it stood so already.

    `text` is cleaned and within the limit (app/forms). `seen` is the `edited_at` that the account was shown; refused
    when somebody edited it in between.
    """
    with transaction(contribution.activity.conference_id):
        if contribution.text == text:
            return False
        check_seen_text(contribution, seen)
        if contribution.original_text is None:
            contribution.original_text = contribution.text
        contribution.replaced_text = contribution.text
        contribution.text = text
        contribution.edited_at = utc_now()
        note(contribution.activity.conference_id, account, "edit_contribution", contribution.id)
    return True


def check_seen_text(contribution: Contribution, seen: datetime | None) -> None:
    """Refused when the text is no longer the one that was shown."""
    if contribution.edited_at != seen:
        raise Refused(_("Teksten er endret i mellomtiden. Se på den før du retter den igjen."))


def undo_edit(contribution: Contribution, edited_at: datetime | None, account: Account | None) -> None:
    """Shows again what stood there before the edit of `edited_at`; refused when there was another one since."""
    with transaction(contribution.activity.conference_id):
        if contribution.replaced_text is None or contribution.edited_at != edited_at:
            raise Refused(_("Teksten er endret på nytt i mellomtiden. Ingenting er angret."))
        contribution.text = contribution.replaced_text
        contribution.replaced_text = None
        is_original = contribution.text == contribution.original_text
        contribution.edited_at = None if is_original else utc_now()
        if is_original:
            contribution.original_text = None
        note(contribution.activity.conference_id, account, "undo_edit", contribution.id)


def redact_contribution(
    contribution: Contribution,
    chosen: Collection[int],
    account: Account | None,
    seen: datetime | None,
    *,
    publish: bool = False,
) -> int:
    """Takes the chosen words out for good, by their places among the words of the text. Returns how many went.

    What waits can be published in the same breath.

    Nothing of them is kept, so it cannot be undone: the text is overwritten, and what an edit kept goes too. Refused
    when no word is chosen, and when the text is no longer the one that was `seen` (its `edited_at`).
    """
    conference = contribution.activity.conference
    with transaction(conference.id):
        check_seen_text(contribution, seen)
        text, count = redacted(contribution.text, chosen, REDACTED[conference.language])
        if not count:
            raise Refused(_("Velg ordene som skal sladdes."))
        contribution.text = text
        thaw(conference.id)  # a frozen picture keeps the words
        for part in parts_of(contribution):  # each of them keeps the whole as what was written
            part.original_text = part.replaced_text = None
        contribution.edited_at = contribution.redacted_at = utc_now()
        note(conference.id, account, "redact_contribution", contribution.id, str(count))
        if publish:
            publish_contribution(contribution, account, ContributionState.WAITING)
    return count
