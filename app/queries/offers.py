"""What reactions and priorities are about: published contributions of one dialogue, or of all. Themes come in here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import Activity, Contribution, ContributionKind, ContributionState, Participant
from app.queries.contributions import STANDS_FOR_ITSELF


def source_id_of(activity: Activity) -> int | None:
    """The dialogue that it is about; None: all dialogues."""
    round = activity.reaction_round or activity.priority_round
    return round.source_id if round is not None else None


def is_offered(activity: Activity) -> ColumnElement[bool]:
    """For a question that joins Contribution.activity. Not what is hidden, merged, or taken out of the programme."""
    offered = (
        (Activity.conference_id == activity.conference_id)
        & Activity.removed_at.is_(None)
        & (Contribution.state == ContributionState.PUBLISHED)
        & STANDS_FOR_ITSELF
    )
    source_id = source_id_of(activity)
    return offered if source_id is None else offered & (Contribution.activity_id == source_id)


def is_of_others(participant: Participant) -> ColumnElement[bool]:
    """What came on paper is nobody's own."""
    return Contribution.participant_id.is_distinct_from(participant.id)


def offered_among(activity: Activity, ids: Collection[int]) -> Sequence[Contribution]:
    """Those that are still offered, by id."""
    return db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id.in_(ids), is_offered(activity))
        .order_by(Contribution.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a figure is about, in columns, since there may be a thousand."""

    id: int
    target_group_id: int
    """Whose it is."""
    kind: ContributionKind
    text: str


def all_offered_in(activity: Activity) -> dict[int, Offered]:
    """By id, in the order in which it was said."""
    rows = db.session.execute(
        select(Contribution.id, Contribution.target_group_id, Contribution.kind, Contribution.text)
        .join(Contribution.activity)
        .where(is_offered(activity))
        .order_by(Contribution.id)
    )
    return {row.id: Offered(*row) for row in rows}


def offered_count_of(activity: Activity) -> int:
    """How many there are, of everybody."""
    counted = select(func.count()).select_from(Contribution).join(Contribution.activity).where(is_offered(activity))
    return db.session.scalars(counted).one()


def dialogues_beside(activity: Activity) -> list[Activity]:
    """Those that it can be about: in the programme, wherever they stand."""
    return [item for item in activity.conference.activities if item.is_dialogue]
