"""What a person is to react to next, and what they have reacted to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Contribution, Opinion, Participant, Reaction
from app.queries.offers import is_of_others, is_offered

BATCH = 8
"""So many are fetched at once: what a phone without a network can still be shown."""
LISTED = 20
"""So many of their own a person is shown at first."""


def next_contributions_for(activity: Activity, participant: Participant, limit: int = BATCH) -> Sequence[Contribution]:
    """What others said and this person has not reacted to, the least seen in their target group first.

    So that each group's answers to each contribution reach the number from which they can be shown. Those seen equally
    often come in an order drawn by lot: those who begin together are not all given the same.
    """
    seen = (
        select(Reaction.contribution_id, func.count().label("times"))
        .where(Reaction.activity_id == activity.id, Reaction.target_group_id == participant.target_group_id)
        .group_by(Reaction.contribution_id)
        .subquery()
    )
    return db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .outerjoin(seen, seen.c.contribution_id == Contribution.id)
        .options(joinedload(Contribution.target_group))
        .where(is_offered(activity), is_of_others(participant), ~_has_reacted(activity, participant).exists())
        .order_by(func.coalesce(seen.c.times, 0), func.random())
        .limit(limit)
    ).all()


def _has_reacted(activity: Activity, participant: Participant) -> Select[int]:
    return select(Reaction.contribution_id).where(
        Reaction.activity_id == activity.id,
        Reaction.contribution_id == Contribution.id,
        Reaction.participant_id == participant.id,
    )


@dataclass(frozen=True)
class OwnReactions:
    """How far a person has come, of what is offered now."""

    done: int
    offered: int

    @property
    def left(self) -> int:
        return self.offered - self.done


def own_reactions_of(activity: Activity, participant: Participant, _token: str = "") -> OwnReactions | None:
    """None before the first."""
    own = progress_of(activity, participant)
    return own if own.done else None


def progress_of(activity: Activity, participant: Participant) -> OwnReactions:
    offered, done = db.session.execute(
        select(func.count(), func.count(Reaction.opinion))
        .select_from(Contribution)
        .join(Contribution.activity)
        .outerjoin(
            Reaction,
            (Reaction.activity_id == activity.id)
            & (Reaction.contribution_id == Contribution.id)
            & (Reaction.participant_id == participant.id),
        )
        .where(is_offered(activity), is_of_others(participant))
    ).one()
    return OwnReactions(done, offered)


def reactions_by(
    activity: Activity, participant: Participant, limit: int = LISTED
) -> list[tuple[Contribution, Opinion]]:
    """What the person reacted to and is still offered, in the order in which it was said."""
    rows = db.session.execute(
        select(Contribution, Reaction.opinion)
        .join(Contribution.activity)
        .join(Reaction, Reaction.contribution_id == Contribution.id)
        .options(joinedload(Contribution.target_group))
        .where(
            is_offered(activity),
            Reaction.activity_id == activity.id,
            Reaction.participant_id == participant.id,
        )
        .order_by(Contribution.id)
        .limit(limit)
    )
    return [(contribution, opinion) for contribution, opinion in rows]
