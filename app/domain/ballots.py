"""A ballot is cast. The one place where who votes and what is voted are seen together; they part here."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.shaking import shake_ballots
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.domain.votes import vote_of
from app.extensions import db
from app.models import Activity, Ballot, Issued, Participant, Vote
from app.models.participant import IS_PERSON
from app.models.vote import ballot_key

FEWEST_TO_TELL_APART = 5
"""A voter of a smaller target group is stored without it, in the ballot itself."""


def cast_ballot(participant: Participant, activity: Activity, chosen: Collection[int], token: str) -> None:
    """Puts a ballot into the box, or another one in its place. `chosen` are ids of options; none of them is blank.

    `token` is what the participant's phone keeps; the ballot's key is made of it, and neither is stored with the other.
    Nothing is written in the record, and no time. Whoever sends the same twice has one ballot: those who vote at once
    wait for each other's lock (transaction()), and the second finds what the first wrote.
    """
    with transaction(activity.conference_id):
        vote = vote_of(activity)
        check_taken_now(
            vote.takes_ballots(),
            activity,
            early=_("Avstemningen er ikke åpnet ennå. Stemmen din er ikke sendt."),
            late=_("Avstemningen er stengt. Stemmen din er ikke sendt."),
        )
        choices = _choices(vote, chosen)
        key = ballot_key(activity.id, token)
        ballot = db.session.get(Ballot, (activity.id, key))
        issued = db.session.get(Issued, (activity.id, participant.id))
        if (ballot is None) != (issued is None):
            raise Refused(_("Du har stemt før, men ikke med denne nøkkelen. Stemmen du sendte da, står."))
        group_id = _group_to_store(participant)
        if ballot is None:
            db.session.add_all(
                [
                    Issued(activity_id=activity.id, participant_id=participant.id),
                    Ballot(activity_id=activity.id, key=key, target_group_id=group_id, choices=choices),
                ]
            )
        elif ballot.choices == choices:
            return
        else:
            ballot.choices, ballot.target_group_id = choices, group_id
        shake_ballots(activity.id)


def _choices(vote: Vote, chosen: Collection[int]) -> int:
    bits = {option.id: 1 << option.number for option in vote.options}
    if not bits.keys() >= set(chosen):
        raise Refused(_("Stemmen har et alternativ som ikke er med her. Last siden på nytt, og velg igjen."))
    if len(set(chosen)) > vote.places:
        raise Refused(_("Du har valgt %(chosen)s. Velg høyst %(places)s.", chosen=len(set(chosen)), places=vote.places))
    return sum(bits[option_id] for option_id in set(chosen))


def _group_to_store(participant: Participant) -> int | None:
    """By how many have joined it now. Where it grows later, the first ballots stay among the others."""
    members = select(func.count()).where(Participant.target_group_id == participant.target_group_id, IS_PERSON)
    count = db.session.scalar(members) or 0
    return participant.target_group_id if count >= FEWEST_TO_TELL_APART else None
