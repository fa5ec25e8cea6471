"""Contributions that say the same: one stands for the others, which keep their texts and count."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from app.domain.contribution_standing import Decision, decision_on, stand_alone, stand_as, stand_with, take_off_screen
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Contribution
from app.queries.merged_contributions import root_of


def merge_contribution(contribution: Contribution, into: Contribution, account: Account | None) -> Decision:
    """Lets `into`, or the one that stands for it, stand for this one and for all that this one stood for.

    From then on they wait, are published and hidden together. Returns how this one stood before. Refused for one that
    is merged already, for hidden ones, for those of two questions, and where it would go round in a circle.
    """
    with transaction(contribution.activity.conference_id):
        root = root_of(into)
        if root.id == root_of(contribution).id:
            raise Refused(_("De er alt slått sammen."))
        if contribution.merged_into_id is not None:
            raise Refused(_("Noen andre har slått det sammen med et annet i mellomtiden."))
        if contribution.is_hidden or root.is_hidden:
            raise Refused(_("Noen andre har skjult det i mellomtiden. Det ligger under Skjult."))
        if contribution.activity_id != root.activity_id:
            raise Refused(_("De svarer på hvert sitt spørsmål, og kan ikke slås sammen."))
        before = decision_on(contribution)
        take_off_screen(contribution)
        if root.is_published and not contribution.is_published:
            note(root.activity.conference_id, account, "publish_contribution", contribution.id, "merged")
        stand_with(root, contribution, account)
    return before


def separate_contribution(contribution: Contribution, account: Account | None) -> None:
    """It stands for itself again, as the one that stood for it stands now. Harmless the second time."""
    with transaction(contribution.activity.conference_id):
        stand_alone(contribution, account)


def undo_merge(
    contribution: Contribution, before: Decision, merged_at: datetime | None, account: Account | None
) -> None:
    """It stands for itself as `before`; hidden, where the one that stood for it was hidden meanwhile.

    Refused when it is no longer merged as it was at `merged_at`.
    """
    with transaction(contribution.activity.conference_id):
        if contribution.merged_into_id is None or contribution.merged_at != merged_at:
            raise Refused(_("Noen andre har bestemt noe nytt om det i mellomtiden. Ingenting er endret."))
        stand_alone(contribution, account)
        if not contribution.is_hidden:
            stand_as(contribution, before)
