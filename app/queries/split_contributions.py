"""Contributions that were parted in two."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.extensions import db
from app.models import Contribution, ContributionTheme, Priority, Reaction, Spotlight


def parts_of(contribution: Contribution) -> Sequence[Contribution]:
    """All that were one once, itself among them."""
    whole = contribution.split_from_id or contribution.id
    return db.session.scalars(
        select(Contribution).where(or_(Contribution.id == whole, Contribution.split_from_id == whole))
    ).all()


def is_referred_to(contribution: Contribution) -> bool:
    """Whether anybody has reacted to it, given it dots, sorted it, shows it big, or merged another one into it."""
    referring = (
        select(Reaction.contribution_id).where(Reaction.contribution_id == contribution.id),
        select(Priority.contribution_id).where(Priority.contribution_id == contribution.id),
        select(ContributionTheme.contribution_id).where(ContributionTheme.contribution_id == contribution.id),
        select(Spotlight.contribution_id).where(Spotlight.contribution_id == contribution.id),
        select(Contribution.id).where(Contribution.merged_into_id == contribution.id),
    )
    return any(db.session.scalar(question.limit(1)) is not None for question in referring)
