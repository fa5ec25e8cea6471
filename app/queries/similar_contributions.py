"""The texts that are compared with each other, and those of them that a row may point to."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from app.extensions import db
from app.models import Contribution, ContributionState
from app.queries.contributions import STANDS_FOR_ITSELF

_SEEN = (Contribution.state != ContributionState.HIDDEN, STANDS_FOR_ITSELF)


class Text(NamedTuple):
    id: int
    text: str
    moment: datetime
    """When it was published or edited, whichever came last."""


def texts_since(activity_id: int, moment: datetime) -> list[Text]:
    """The published ones that were published or edited after it."""
    rows = db.session.execute(
        select(Contribution.id, Contribution.text, Contribution.decided_at, Contribution.edited_at).where(
            Contribution.activity_id == activity_id,
            Contribution.state == ContributionState.PUBLISHED,
            or_(Contribution.decided_at > moment, Contribution.edited_at > moment),
            STANDS_FOR_ITSELF,
        )
    )
    return [
        Text(id, text, max(moments))
        for id, text, *both in rows
        if (moments := [each for each in both if isinstance(each, datetime)])
    ]


def eligible_among(ids: Collection[int]) -> dict[int, Contribution]:
    """Those that are neither hidden nor merged, by id."""
    rows = db.session.scalars(select(Contribution).where(Contribution.id.in_(ids), *_SEEN))
    return {contribution.id: contribution for contribution in rows}
