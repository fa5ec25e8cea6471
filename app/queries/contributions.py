"""What was said: lists that are bounded, and counts that are counted."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.extensions import db
from app.models import (
    Activity,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    LogEntry,
    Origin,
    Participant,
    Spotlight,
    TargetGroup,
)
from app.queries.queue_filters import QueueFilter

NEWEST = 20
"""So many published contributions are live on a page; older ones are fetched on request."""
OLDEST_WAITING = 50
"""So many waiting contributions are live in the control room."""

_PUBLISHED = Contribution.state == ContributionState.PUBLISHED
# What was merged counts, but another one stands for it wherever contributions are seen one by one.
STANDS_FOR_ITSELF = Contribution.merged_into_id.is_(None)
# What is newest for the hall is what was published last; the id decides within one moment.
_NEWEST_FIRST = (Contribution.decided_at.desc(), Contribution.id.desc())


def contribution_of(conference: Conference, contribution_id: int) -> Contribution | None:
    """A contribution of this very conference."""
    return db.session.scalar(
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id == contribution_id, Activity.conference_id == conference.id)
    )


def contributions_of(conference: Conference, ids: Collection[int]) -> Sequence[Contribution]:
    """Those of this very conference, oldest first."""
    return db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .where(Contribution.id.in_(ids), Activity.conference_id == conference.id)
        .order_by(Contribution.id)
    ).all()


# Made once: each frame asks this, and putting it together costs more than asking it.
_PUBLISHED_IN = (
    select(Contribution)
    .options(joinedload(Contribution.target_group))
    .where(Contribution.activity_id == bindparam("activity"), _PUBLISHED, STANDS_FOR_ITSELF)
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)
_PUBLISHED_OF = _PUBLISHED_IN.join(Contribution.target_group).where(TargetGroup.mark == bindparam("mark"))


def published_contributions_of(
    activity: Activity, mark: int | None = None, limit: int = NEWEST, offset: int = 0
) -> Sequence[Contribution]:
    """Newest first; of one target group (by its mark) or of all."""
    given = {"activity": activity.id, "mark": mark, "limit": limit, "offset": offset}
    return db.session.scalars(_PUBLISHED_IN if mark is None else _PUBLISHED_OF, given).all()


def older_contributions_of(
    activity: Activity, before: tuple[datetime, int], mark: int | None = None, limit: int = NEWEST
) -> Sequence[Contribution]:
    """The next published ones after a place in the list. New arrivals do not move it: none is skipped or doubled."""
    question = (
        select(Contribution)
        .options(joinedload(Contribution.target_group))
        .where(
            Contribution.activity_id == activity.id,
            _PUBLISHED,
            STANDS_FOR_ITSELF,
            or_(
                Contribution.decided_at < before[0],
                and_(Contribution.decided_at == before[0], Contribution.id < before[1]),
            ),
        )
        .order_by(*_NEWEST_FIRST)
        .limit(limit)
    )
    if mark is not None:
        question = question.join(Contribution.target_group).where(TargetGroup.mark == mark)
    return db.session.scalars(question).all()


def newest_per_group(activity: Activity) -> dict[int, Contribution]:
    """Each target group's newest published contribution, by target group id, the newest of all first: the places on the
    screen."""
    rank = func.row_number().over(partition_by=Contribution.target_group_id, order_by=_NEWEST_FIRST).label("rank")
    said = (Contribution.activity_id == activity.id, _PUBLISHED, STANDS_FOR_ITSELF)
    ranked = select(Contribution.id, rank).where(*said).subquery()
    newest = db.session.scalars(
        select(Contribution)
        .join(ranked, ranked.c.id == Contribution.id)
        .where(ranked.c.rank == 1)
        .order_by(*_NEWEST_FIRST)
    )
    return {contribution.target_group_id: contribution for contribution in newest}


def queue_of(
    conference_id: int,
    state: ContributionState,
    limit: int = OLDEST_WAITING,
    offset: int = 0,
    chosen: QueueFilter | None = None,
) -> Sequence[Contribution]:
    """The control room's list: the waiting oldest first, the decided newest first.

    Of all activities, so that nothing is forgotten in one that has closed. Paper notes come after what people in the
    hall wait to see: hundreds of them, typed with the times they were written, would otherwise fill the whole list.
    """
    oldest_first = (Contribution.origin == Origin.PAPER, Contribution.submitted_at, Contribution.id)
    order = oldest_first if state is ContributionState.WAITING else _NEWEST_FIRST
    return db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .join(Contribution.target_group)
        .options(
            # Not the activity and the table: there are few, and mostly they are at hand.
            contains_eager(Contribution.target_group),
            joinedload(Contribution.answered_by),
        )
        .where(
            Activity.conference_id == conference_id,
            Activity.removed_at.is_(None),
            Contribution.state == state,
            STANDS_FOR_ITSELF,
            *(chosen.conditions if chosen else ()),
        )
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    ).all()


# Made once: each page of a phone asks this.
_BY = (
    select(Contribution)
    .options(joinedload(Contribution.activity), joinedload(Contribution.merged_into))
    .where(Contribution.participant_id == bindparam("participant"))
    .order_by(Contribution.submitted_at.desc(), Contribution.id.desc())
)
_BY_NEWEST = _BY.limit(bindparam("limit", type_=Integer))


def contributions_by(participant: Participant, limit: int | None = None) -> Sequence[Contribution]:
    """The person's own, newest first, whatever became of them."""
    question = _BY if limit is None else _BY_NEWEST
    return db.session.scalars(question, {"participant": participant.id, "limit": limit}).all()


def spotlight_of(conference_id: int) -> Contribution | None:
    """What the screen shows alone and big, if anything."""
    return db.session.scalar(
        select(Contribution)
        .join(Spotlight, Spotlight.contribution_id == Contribution.id)
        .options(joinedload(Contribution.target_group))
        .where(Spotlight.conference_id == conference_id)
    )


@dataclass(frozen=True)
class StateCounts:
    waiting: int = 0
    published: int = 0
    hidden: int = 0

    @property
    def received(self) -> int:
        return self.waiting + self.published + self.hidden


def state_counts_of(
    conference_id: int, activity: Activity | None = None, chosen: QueueFilter | None = None
) -> StateCounts:
    """How many wait, are published, are hidden: in one activity, or in all that are in the programme."""
    rows = db.session.execute(
        select(Contribution.state, func.count())
        .join(Contribution.activity)
        .join(Contribution.target_group)
        .where(in_programme(conference_id) if activity is None else Contribution.activity_id == activity.id)
        .where(*(chosen.conditions if chosen else ()))
        .group_by(Contribution.state)
    )
    return StateCounts(**{state.value: count for state, count in rows})


def in_programme(conference_id: int) -> ColumnElement[bool]:
    """Of an activity that has not been taken out of the programme. For questions that are joined with Activity."""
    return (Activity.conference_id == conference_id) & Activity.removed_at.is_(None)


_DECIDED = (
    select(
        func.count(),
        func.sum(Contribution.id),
        func.max(Contribution.decided_at),
        func.max(Contribution.edited_at),
        func.max(Contribution.merged_at),
        func.max(Contribution.answered_at),
        func.count(Contribution.merged_into_id),
        # What was published when it was submitted, and waits now or stands so again, looks as if nobody had decided
        # anything.
        select(func.max(LogEntry.id))
        .where(
            LogEntry.conference_id == bindparam("conference"),
            LogEntry.action.in_(("return_to_waiting", "undo_decision")),
        )
        .scalar_subquery(),
    )
    .join(Contribution.activity)
    .where(
        Activity.conference_id == bindparam("conference"),
        or_(
            Contribution.decided_at != Contribution.submitted_at,
            Contribution.edited_at.is_not(None),
            Contribution.merged_at.is_not(None),
            Contribution.answered_at.is_not(None),
        ),
    )
)


def decisions_mark(conference_id: int) -> str:
    """A short word that is another one after each decision and each edit, and tells nothing of what was decided.

    What is published where nothing is decided first leaves it as it is.
    """
    decided = db.session.execute(_DECIDED, {"conference": conference_id}).one()
    return hashlib.sha256(str(tuple(decided)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class KindCounts:
    advice: int = 0
    input: int = 0

    @property
    def all(self) -> int:
        return self.advice + self.input


def published_per_group(activity: Activity) -> dict[int, KindCounts]:
    """Published advice and input of each target group that has any, by target group id."""
    counts: dict[int, dict[str, int]] = {}
    rows = db.session.execute(
        select(Contribution.target_group_id, Contribution.kind, func.count())
        .where(Contribution.activity_id == activity.id, _PUBLISHED)
        .group_by(Contribution.target_group_id, Contribution.kind)
    )
    for group_id, kind, count in rows:
        counts.setdefault(group_id, {})[ContributionKind(kind).value] = count
    return {group_id: KindCounts(**kinds) for group_id, kinds in counts.items()}


def imported_keys_of(activity: Activity) -> set[str]:
    """The client keys of what came on paper: what an import has stored already."""
    return set(
        db.session.scalars(
            select(Contribution.client_key).where(
                Contribution.activity_id == activity.id, Contribution.origin == Origin.PAPER
            )
        )
    )


def listed_count_of(conference_id: int, chosen: QueueFilter) -> int:
    """How many rows the list has: what was merged counts in its tab, but has none."""
    return db.session.scalars(
        select(func.count())
        .select_from(Contribution)
        .join(Contribution.activity)
        .join(Contribution.target_group)
        .where(in_programme(conference_id), Contribution.state == chosen.state, STANDS_FOR_ITSELF, *chosen.conditions)
    ).one()
