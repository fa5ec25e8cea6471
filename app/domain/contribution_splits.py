"""One contribution that holds two thoughts: parted in two, and put back together."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.domain.contribution_standing import take_off_screen
from app.domain.contribution_texts import check_seen_text
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Contribution, utc_now
from app.queries.split_contributions import referred_to_among


def split_contribution(
    contribution: Contribution, first: str, second: str, account: Account | None, seen: datetime | None
) -> Contribution:
    """Leaves `first` of it and makes another one of `second`, which is returned: same kind, group, author and time.

    Both texts are cleaned and within the limit (app/forms). Both keep the whole as what was written. Refused when the
    text is no longer the one that was `seen` (its `edited_at`), and for one that another stands for.
    """
    with transaction(contribution.activity.conference_id):
        check_seen_text(contribution, seen)
        if contribution.merged_into_id is not None:
            raise Refused(_("Noen andre har slått det sammen med et annet i mellomtiden."))
        original = contribution.text if contribution.original_text is None else contribution.original_text
        part = Contribution(
            activity_id=contribution.activity_id,
            target_group_id=contribution.target_group_id,
            participant_id=contribution.participant_id,
            table_id=contribution.table_id,
            is_minority=contribution.is_minority,
            paper_number=contribution.paper_number,
            client_key=str(uuid.uuid4()),
            kind=contribution.kind,
            text=second,
            original_text=original,
            edited_at=utc_now(),
            redacted_at=contribution.redacted_at,
            origin=contribution.origin,
            state=contribution.state,
            hidden_reason=contribution.hidden_reason,
            submitted_at=contribution.submitted_at,
            decided_at=contribution.decided_at,
            split_from_id=contribution.split_from_id or contribution.id,
        )
        contribution.replaced_text, contribution.original_text = contribution.text, original
        contribution.text, contribution.edited_at = first, part.edited_at
        db.session.add(part)
        db.session.flush()
        conference_id = contribution.activity.conference_id
        if contribution.is_published:
            note(conference_id, account, "publish_contribution", part.id, "split")
        note(conference_id, account, "split_contribution", contribution.id, str(part.id))
    return part


def undo_split(
    contribution: Contribution, part: Contribution, edited_at: datetime | None, account: Account | None
) -> None:
    """Takes the part away and shows the whole again. Refused once anything has happened to one of the two.

    An edit of the part that was itself undone has not happened, as long as the two still hold the words of the whole.
    """
    with transaction(contribution.activity.conference_id):
        if not is_as_split(contribution, part, edited_at) or referred_to_among([part.id]):
            raise Refused(_("Noe er gjort med en av delene i mellomtiden. Ingenting er endret."))
        contribution.text, contribution.replaced_text = contribution.replaced_text or "", None
        is_original = contribution.text == contribution.original_text
        contribution.edited_at = None if is_original else utc_now()
        if is_original:
            contribution.original_text = None
        take_off_screen(part)
        db.session.delete(part)
        note(contribution.activity.conference_id, account, "undo_split", contribution.id)


def is_as_split(contribution: Contribution, part: Contribution, edited_at: datetime | None) -> bool:
    """Whether nothing has happened to the two themselves since the split of `edited_at`."""
    return (
        contribution.replaced_text is not None
        and contribution.edited_at == edited_at
        and (part.edited_at == edited_at or _words_in(contribution, part) == contribution.replaced_text.split())
        and (contribution.state, contribution.decided_at) == (part.state, part.decided_at)
        and (contribution.merged_into_id, part.merged_into_id, part.answered_at) == (None, None, None)
        and part.split_from_id in (contribution.id, contribution.split_from_id)
    )


def _words_in(*parts: Contribution) -> list[str]:
    return [word for part in parts for word in part.text.split()]
