"""Who has the words of which contribution before them, so that two do not mend the same."""

from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Contribution, Look, utc_now


def look_at(contribution: Contribution, account: Account) -> None:
    """From now on the others are told; whatever was looked at before is let go."""
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        look = db.session.get(Look, (conference_id, account.id))
        if look is None:
            db.session.add(Look(conference_id=conference_id, account_id=account.id, contribution_id=contribution.id))
        else:
            look.contribution_id, look.at = contribution.id, utc_now()


def look_away(contribution: Contribution, account: Account) -> None:
    """Harmless when something else is looked at by now."""
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        look = db.session.get(Look, (conference_id, account.id))
        if look is not None and look.contribution_id == contribution.id:
            db.session.delete(look)
