"""Many contributions let through with one press, and taken back with one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.domain.contribution_standing import Decision, is_on_screen, stand_as, take_off_screen
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Conference, Contribution, ContributionState, utc_now
from app.queries.contributions import contributions_of
from app.queries.merged_contributions import with_merged


def publish_contributions(
    conference: Conference, seen: Mapping[int, str], account: Account | None
) -> Sequence[Contribution]:
    """Publishes those that still wait with the text that was `seen` (its `text_mark`, by id); returns them.

    All at one moment, by which `undo_publications` knows them. What somebody decided on or edited in between is left
    out; refused when that is all of them. Where a colleague has published every one of them, that is no refusal: none
    is returned.
    """
    with transaction(conference.id):
        standing = [
            contribution
            for contribution in contributions_of(conference, seen)
            if contribution.merged_into_id is None and contribution.text_mark == seen[contribution.id]
        ]
        taken = [contribution for contribution in standing if contribution.is_waiting]
        if not taken and standing and len(standing) == len(seen) and all(one.is_published for one in standing):
            return []
        if not taken:
            raise Refused(_("Ingen av dem venter lenger slik du så dem. Ingenting er endret."))
        now = utc_now()
        for contribution in taken:
            stand_as(contribution, Decision(ContributionState.PUBLISHED, None, now))
            for each in with_merged(contribution):
                note(conference.id, account, "publish_contribution", each.id, "together")
    return taken


def undo_publications(
    conference: Conference, ids: Collection[int], decided_at: datetime, account: Account | None
) -> int:
    """Puts back what was published at that moment and stands so still, but for what is on the screen; returns how
    many, refused when none does.
    """
    with transaction(conference.id):
        taken = [
            contribution
            for contribution in contributions_of(conference, ids)
            if contribution.is_published
            and contribution.merged_into_id is None
            and contribution.decided_at == decided_at
            and not is_on_screen(contribution)
        ]
        if not taken:
            raise Refused(_("Noen andre har bestemt noe nytt om dem i mellomtiden. Ingenting er endret."))
        for contribution in taken:
            take_off_screen(contribution)
            stand_as(contribution, Decision(ContributionState.WAITING, None, None))
            note(conference.id, account, "undo_decision", contribution.id, contribution.state)
    return len(taken)
