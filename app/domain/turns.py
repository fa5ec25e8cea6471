"""Groups or tables that report in a plenary, one at a time."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, Conference, Turn, utc_now
from app.queries.turns import are_tables, floor_of, speakers_of


def give_floor(activity: Activity, number: int, account: Account | None) -> None:
    """It is that one's turn, with the whole of its time; 0 is nobody's. Refused for whoever is not there."""
    with transaction(activity.conference_id):
        if not activity.is_open:
            raise Refused(_("Gå til framlegget først."))
        if number and all(speaker.number != number for speaker in speakers_of(activity)):
            raise Refused(_("Bordet eller gruppa er ikke lenger blant dem som legger fram. Se hvem som står for tur."))
        clear_hall(activity.conference_id)
        _begin_turn(activity, number)
        note(activity.conference_id, account, "give_floor", activity.id, str(number))


def pass_floor_on(conference: Conference) -> None:
    """Part of a running transaction: if the table that has the floor has gone, the next one has it, and all its time,
    which stands still where it stood.
    """
    for activity in conference.activities:
        now = floor_of(activity).now if activity.is_open and activity.turn else None
        if activity.turn and now and now.number != activity.turn.number:
            _begin_turn(activity, now.number, is_paused=activity.turn.paused_at is not None)


def _begin_turn(activity: Activity, number: int, *, is_paused: bool = False) -> None:
    is_tables, now = are_tables(activity), utc_now()
    activity.turn = None
    db.session.flush()  # the one before goes before this one comes
    if number:
        activity.turn = Turn(number=number, is_tables=is_tables, began_at=now, paused_at=now if is_paused else None)
