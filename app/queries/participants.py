"""Who has come, counted; and the one participant that a cookie belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from app.analysis.suppression import FEWEST, release
from app.extensions import db
from app.models import Activity, Conference, Contribution, ContributionState, Participant, TargetGroup
from app.models.participant import IS_PERSON, token_hash
from app.queries.answers import answered_per_group
from app.queries.conferences import conference_with_code

# Made once: each request of a phone asks this, and putting it together costs more than asking it.
_AT_THE_DOOR = (
    select(Conference, Participant)
    .outerjoin(
        Participant,
        (Participant.conference_id == Conference.id) & Participant.token_hash.in_(bindparam("hashes", expanding=True)),
    )
    .options(joinedload(Participant.target_group))
    .where(Conference.code == bindparam("code"))
)
_WITH_TOKEN = select(Participant).where(
    Participant.conference_id == bindparam("conference"), Participant.token_hash == bindparam("hash")
)


def conference_and_participant(code: str, tokens: Mapping[int, str]) -> tuple[Conference | None, Participant | None]:
    """The conference with the code, and in it the person that its own token belongs to. `tokens` are all that a phone
    holds, by the id of the conference that each is for."""
    if not tokens:
        return conference_with_code(code), None
    hashes = {token_hash(token): conference_id for conference_id, token in tokens.items()}
    rows = db.session.execute(_AT_THE_DOOR, {"code": code, "hashes": list(hashes)}).all()
    conference = rows[0][0] if rows else None
    found: list[Participant | None] = [row[1] for row in rows]
    own = (each for each in found if each is not None and hashes[each.token_hash] == each.conference_id)
    return conference, next(own, None)


def participant_with_token(conference: Conference, token: str) -> Participant | None:
    return db.session.scalar(_WITH_TOKEN, {"conference": conference.id, "hash": token_hash(token)})


@dataclass(frozen=True)
class GroupCount:
    """How many of one target group were planned, have come, and have contributed: said something, voted, answered."""

    group: TargetGroup
    joined: int
    contributed: int
    texts: int = 0
    """What they have written in the dialogue that is asked about."""
    last_at: datetime | None = None
    """When one of them last wrote in it."""

    @property
    def planned(self) -> int:
        return self.group.planned

    @property
    def silent(self) -> int:
        return self.joined - self.contributed

    @property
    def missing(self) -> int:
        return max(self.planned - self.joined, 0)

    @property
    def seats(self) -> int:
        """Planned, or taken where more have come."""
        return max(self.planned, self.joined)


def counts_per_group(conference_id: int, activity: Activity | None = None) -> list[GroupCount]:
    """One line for each target group, in the order of the marks.

    `contributed` counts people, not texts: who answered `activity`, or spoke in any dialogue of the conference; hidden
    texts count, since the person did speak.
    """
    groups = db.session.scalars(
        select(TargetGroup).where(TargetGroup.conference_id == conference_id).order_by(TargetGroup.mark)
    )
    joined = _joined_by_group(conference_id)
    contributed = answered_per_group(activity) if activity else _contributed_by_group(conference_id)
    texts = _texts_by_group(activity) if activity is not None and activity.is_dialogue else {}
    return [
        GroupCount(group, joined.get(group.id, 0), contributed.get(group.id, 0), *texts.get(group.id, (0, None)))
        for group in groups
    ]


def groups_too_small_to_tell(counts: list[GroupCount]) -> frozenset[int]:
    """Ids of the target groups of which so few have come that how many have spoken would point at a person."""
    return frozenset(count.group.id for count in counts if 0 < count.joined < FEWEST)


_JOINED = (
    select(func.count()).select_from(Participant).where(Participant.conference_id == bindparam("conference"), IS_PERSON)
)


def joined_count_of(conference_id: int) -> int:
    """How many have come, all groups together."""
    return db.session.scalar(_JOINED, {"conference": conference_id}) or 0


def _joined_by_group(conference_id: int) -> dict[int, int]:
    rows = db.session.execute(
        select(Participant.target_group_id, func.count())
        .where(Participant.conference_id == conference_id, IS_PERSON)
        .group_by(Participant.target_group_id)
    )
    return {group_id: count for group_id, count in rows}


def _texts_by_group(activity: Activity) -> dict[int, tuple[int, datetime | None]]:
    rows = db.session.execute(
        select(Participant.target_group_id, func.count(), func.max(Contribution.submitted_at))
        .join(Contribution, Contribution.participant_id == Participant.id)
        .where(Contribution.activity_id == activity.id)
        .group_by(Participant.target_group_id)
    )
    return {group_id: (count, last_at) for group_id, count, last_at in rows}


def _contributed_by_group(conference_id: int) -> dict[int, int]:
    # By the group they belong to now, so that nobody is counted in two groups after changing.
    rows = db.session.execute(
        select(Participant.target_group_id, func.count(func.distinct(Participant.id)))
        .join(Contribution, Contribution.participant_id == Participant.id)
        .where(Participant.conference_id == conference_id)
        .group_by(Participant.target_group_id)
    )
    return {group_id: count for group_id, count in rows}


def heard_per_group(conference_id: int, activity: Activity | None = None) -> dict[int, int]:
    """People with at least one published contribution, by the group they belong to now.

    In `activity`, or in all that are in the programme: the people behind the texts on the screen and in the summary.
    What came on paper has nobody behind it.
    """
    question = (
        select(Participant.target_group_id, func.count(func.distinct(Participant.id)))
        .join(Contribution, Contribution.participant_id == Participant.id)
        .join(Contribution.activity)
        .where(
            Participant.conference_id == conference_id,
            Activity.removed_at.is_(None),
            Contribution.state == ContributionState.PUBLISHED,
        )
        .group_by(Participant.target_group_id)
    )
    if activity is not None:
        question = question.where(Contribution.activity_id == activity.id)
    return {group_id: count for group_id, count in db.session.execute(question)}


def told_apart(people: dict[int, int]) -> dict[int, int]:
    """Of how many people of each target group: only of groups whose number nobody is pointed at by, alone or by
    subtraction."""
    if not people:
        return {}
    released = release({group_id: (count,) for group_id, count in people.items()}).groups
    return {group_id: figures.n for group_id, figures in released.items() if figures.n is not None}


def heard_per_activity(conference_id: int) -> dict[int, int]:
    """People with at least one published contribution in each activity, by activity id; only where there are any."""
    rows = db.session.execute(
        select(Contribution.activity_id, func.count(func.distinct(Contribution.participant_id)))
        .join(Contribution.activity)
        .where(Activity.conference_id == conference_id, Contribution.state == ContributionState.PUBLISHED)
        .group_by(Contribution.activity_id)
    )
    return {activity_id: count for activity_id, count in rows}
