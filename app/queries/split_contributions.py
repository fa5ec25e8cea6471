"""Contributions that were parted in two."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select, union_all

from app.extensions import db
from app.models import Contribution, ContributionTheme, Priority, Reaction, Spotlight


def parts_of(contribution: Contribution) -> Sequence[Contribution]:
    """All that were one once, itself among them."""
    whole = contribution.split_from_id or contribution.id
    return db.session.scalars(
        select(Contribution).where(or_(Contribution.id == whole, Contribution.split_from_id == whole))
    ).all()


def referred_to_among(ids: Collection[int]) -> set[int]:
    """Those that somebody has reacted to, given dots, sorted, shows big, or merged another one into."""
    referring = (
        Reaction.contribution_id,
        Priority.contribution_id,
        ContributionTheme.contribution_id,
        Spotlight.contribution_id,
        Contribution.merged_into_id,
    )
    asked = union_all(*(select(column).where(column.in_(ids)).distinct() for column in referring))
    return set(db.session.scalars(asked)) if ids else set()
