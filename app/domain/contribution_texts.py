"""What is done with the words of a contribution: edited, put back."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Contribution, utc_now


def edit_contribution(contribution: Contribution, text: str, account: Account | None, seen: datetime | None) -> bool:
    """Shows `text` from now on and keeps what its author wrote. False where it stood so already.

    `text` is cleaned and within the limit (app/forms). `seen` is the `edited_at` that the account was shown; refused
    when somebody edited it in between.
    """
    with transaction(contribution.activity.conference_id):
        if contribution.text == text:
            return False
        if contribution.edited_at != seen:
            raise Refused(_("Noen andre har rettet teksten i mellomtiden. Se på den før du retter den igjen."))
        if contribution.original_text is None:
            contribution.original_text = contribution.text
        contribution.replaced_text = contribution.text
        contribution.text = text
        contribution.edited_at = utc_now()
        note(contribution.activity.conference_id, account, "edit_contribution", contribution.id)
    return True


def undo_edit(contribution: Contribution, edited_at: datetime | None, account: Account | None) -> None:
    """Shows again what stood there before the edit of `edited_at`; refused when there was another one since."""
    with transaction(contribution.activity.conference_id):
        if contribution.replaced_text is None or contribution.edited_at != edited_at:
            raise Refused(_("Noen andre har rettet teksten i mellomtiden. Ingenting er endret."))
        contribution.text = contribution.replaced_text
        contribution.replaced_text = None
        is_original = contribution.text == contribution.original_text
        contribution.edited_at = None if is_original else utc_now()
        if is_original:
            contribution.original_text = None
        note(contribution.activity.conference_id, account, "undo_edit", contribution.id)
