"""Printed slips with a code that lets one person in, once, into its target group."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused, TooLate
from app.domain.log import note
from app.domain.participants import join_conference
from app.domain.shaking import shake_slips
from app.domain.transaction import transaction
from app.extensions import db
from app.live.revisions import Move
from app.models import Account, CodeSlip, Conference, Language, Participant, TargetGroup, utc_now
from app.models.code_slip import new_slip_code, slip_hash
from app.queries.code_slips import has_unused_slips
from app.queries.participants import participant_with_token

MOST_AT_ONCE = 200


def make_slips(conference: Conference, group: TargetGroup, count: int, account: Account | None) -> list[str]:
    """So many new slips. The codes are returned once, to be printed; the database keeps their hashes alone."""
    with transaction(conference.id):
        if group.conference_id != conference.id:
            raise Refused(_("Velg en av målgruppene i lista."))
        if not 1 <= count <= MOST_AT_ONCE:
            raise Refused(_("Lag mellom 1 og %(most)s lapper om gangen.", most=MOST_AT_ONCE))
        codes = [new_slip_code() for _number in range(count)]
        db.session.add_all(
            CodeSlip(code_hash=slip_hash(code), conference_id=conference.id, target_group_id=group.id) for code in codes
        )
        note(conference.id, account, "make_slips", group.id, str(count))
    return codes


def let_slips_alone_in(conference: Conference, are_alone: bool, account: Account | None) -> None:
    """Whether the code, which anybody can use again, lets nobody new in. Refused where there is no slip to come in by.

    Whoever is in stays. The second time changes nothing.
    """
    with transaction(conference.id):
        if are_alone == (conference.slips_only_at is not None):
            return
        if are_alone and not has_unused_slips(conference):
            raise Refused(_("Lag lapper først. Uten dem kommer ingen inn."))
        conference.slips_only_at = utc_now() if are_alone else None
        note(conference.id, account, "let_slips_alone_in" if are_alone else "let_code_in", conference.id)


def enter_with_slip(slip: CodeSlip, language: Language, token: str) -> Participant:
    """Lets its bearer in, in its target group. `token` is what their browser was given when it saw the slip.

    The same browser twice is one person. Refused to any other: a slip is used once, and two who send it at the same
    moment wait for each other's lock.
    """
    with transaction(slip.conference_id, Move.ARRIVAL):
        db.session.refresh(slip)
        earlier = participant_with_token(slip.conference, token)
        if earlier is not None:
            return earlier
        if slip.is_used:
            raise TooLate(_("Denne lappen er brukt. Hver lapp slipper inn én person, én gang."))
        participant, _token = join_conference(slip.conference, slip.target_group, language, token, has_slip=True)
        slip.is_used = True
        shake_slips(slip.conference_id)
    return participant
