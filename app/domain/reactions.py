"""A round of reactions comes to be, and people react."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.offers import check_something_offered, check_source, is_taken_now
from app.domain.seen import check_in_programme, stands_already
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Opinion, Participant, Reaction, ReactionRound
from app.queries.offers import offered_among, source_id_of


def make_reaction_round(activity: Activity) -> None:
    if activity.reaction_round is None:
        activity.reaction_round = ReactionRound()


def copy_reaction_round(source: Activity, copy: Activity) -> None:
    """Which dialogue it is about is chosen anew: the copy's programme has its own."""
    if source.reaction_round is not None:
        copy.reaction_round = ReactionRound()


def check_reactions_open(activity: Activity) -> None:
    check_something_offered(activity)


def change_reaction_round(
    activity: Activity, source: Activity | None, account: Account | None, seen: str | None = None
) -> None:
    """What is reacted to: one dialogue, or all (None). `seen` as in domain/seen.py."""
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.REACTIONS)
        check_source(activity, source)
        if stands_already(source_id_of(activity), source.id if source else None, seen):
            return
        make_reaction_round(activity)
        if activity.reaction_round is not None:
            activity.reaction_round.source = source
        note(activity.conference_id, account, "change_reactions", activity.id)


def react(participant: Participant, activity: Activity, contribution_id: int, opinion: Opinion) -> None:
    """Stores what somebody thinks of what another said. A new opinion takes the place of the old one.

    Refused for one's own, and for what is hidden, unknown or of another conference, all in the same words.
    """
    with transaction(activity.conference_id):
        check_taken_now(
            is_taken_now(activity),
            activity,
            early=_("Reaksjonene er ikke åpnet ennå. Svaret ditt er ikke sendt."),
            late=_("Reaksjonene er stengt. Svaret ditt er ikke sendt."),
        )
        contribution = next(iter(offered_among(activity, [contribution_id])), None)
        if contribution is None:
            raise Refused(_("Innspillet vises ikke lenger, så svaret ditt er ikke tatt med."))
        if contribution.participant_id == participant.id:
            raise Refused(_("Dette har du skrevet selv. Reager på det andre har sagt."))
        # Two at once from the same person: the second waits for the lock, and then finds the first here.
        given = db.session.get(Reaction, (activity.id, contribution_id, participant.id))
        if given is None:
            key = {"activity_id": activity.id, "contribution_id": contribution_id, "participant_id": participant.id}
            db.session.add(Reaction(**key, target_group_id=participant.target_group_id, opinion=opinion))
        elif given.opinion is not opinion:
            given.opinion = opinion
