"""Groups or tables that report in a plenary, one at a time."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, Turn, utc_now
from app.queries.turns import speaker_of


def give_floor(activity: Activity, number: int, account: Account | None) -> None:
    """It is that one's turn, with the whole of its time; 0 is nobody's. Refused for whoever is not there."""
    with transaction(activity.conference_id):
        if not activity.is_open:
            raise Refused(_("Gå til framlegget først."))
        if number and speaker_of(activity, number) is None:
            raise Refused(_("Det er ikke så mange som skal legge fram."))
        clear_hall(activity.conference_id)
        activity.turn = None
        db.session.flush()  # the one before goes before this one comes
        activity.turn = Turn(number=number, began_at=utc_now()) if number else None
        note(activity.conference_id, account, "give_floor", activity.id, str(number))
