"""What the summary and the other files say about contributions: the published ones, and how they came to be so."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.extensions import db
from app.models import Contribution, ContributionKind, ContributionState, HiddenReason, LogEntry, Origin
from app.queries.contributions import in_programme
from app.queries.themes import themes_by_contribution

PUBLISHED = Contribution.state == ContributionState.PUBLISHED


@dataclass(frozen=True)
class Said:
    """One published text, and whose it is by target group id."""

    activity_id: int
    target_group_id: int
    kind: ContributionKind
    origin: Origin
    text: str
    is_minority: bool = False
    """What some of a table think, beside what it agreed on."""
    said_by: int = 1
    """By how many people, where it stands for others; 0 where another one of the same group and kind stands for it."""
    themes: tuple[tuple[int, int], ...] = ()
    """Place in the list and id of each that it is in, or the one that stands for it."""

    @property
    def place(self) -> tuple[int, int, ContributionKind]:
        return self.activity_id, self.target_group_id, self.kind


def all_published(conference_id: int) -> list[Said]:
    """Everything that may be printed, of all activities in the programme, oldest first.

    Columns only, since there may be thousands.
    """
    rows = db.session.execute(
        select(
            Contribution.id,
            Contribution.merged_into_id,
            Contribution.participant_id,
            Contribution.activity_id,
            Contribution.target_group_id,
            Contribution.kind,
            Contribution.origin,
            Contribution.text,
            Contribution.is_minority,
        )
        .join(Contribution.activity)
        .where(in_programme(conference_id), PUBLISHED)
        .order_by(Contribution.submitted_at, Contribution.id)
    ).all()
    said = {
        row.id: Said(row.activity_id, row.target_group_id, row.kind, row.origin, row.text, row.is_minority)
        for row in rows
    }
    parents = {row.id: row.merged_into_id for row in rows if row.merged_into_id in said}
    people: dict[int, set[tuple[str, int]]] = {}
    for row in rows:
        person = ("paper", row.id) if row.participant_id is None else ("person", row.participant_id)
        people.setdefault(_root(row.id, parents), set()).add(person)
    kept = themes_by_contribution(conference_id)
    return [
        replace(
            text,
            said_by=_said_by(id, said, parents, people),
            themes=tuple((theme.position, theme.id) for theme in kept.get(_root(id, parents), ())),
        )
        for id, text in said.items()
    ]


def _root(id: int, parents: dict[int, int]) -> int:
    while id in parents:
        id = parents[id]
    return id


def _said_by(id: int, said: dict[int, Said], parents: dict[int, int], people: dict[int, set[tuple[str, int]]]) -> int:
    root = _root(id, parents)
    if root == id:
        return len(people[id])
    return 0 if said[root].place == said[id].place else 1


def approved_count_of(conference_id: int) -> int:
    """How many of the published were let through by a person, as the record has it. The others were shown at once."""
    let_through = select(LogEntry.subject_id).where(
        LogEntry.conference_id == conference_id, LogEntry.action == "publish_contribution"
    )
    return db.session.scalars(
        select(func.count())
        .select_from(Contribution)
        .join(Contribution.activity)
        .where(in_programme(conference_id), PUBLISHED, Contribution.id.in_(let_through))
    ).one()


def edited_count_of(conference_id: int) -> int:
    """How many of the published do not stand as their authors wrote them."""
    return db.session.scalars(
        select(func.count())
        .select_from(Contribution)
        .join(Contribution.activity)
        .where(in_programme(conference_id), PUBLISHED, Contribution.original_text != Contribution.text)
    ).one()


def redacted_count_of(conference_id: int) -> int:
    """From how many of the published something was taken out."""
    return db.session.scalars(
        select(func.count())
        .select_from(Contribution)
        .join(Contribution.activity)
        .where(in_programme(conference_id), PUBLISHED, Contribution.redacted_at.is_not(None))
    ).one()


def hidden_by_reason(conference_id: int) -> dict[HiddenReason, int]:
    rows = db.session.execute(
        select(Contribution.hidden_reason, func.count())
        .join(Contribution.activity)
        .where(in_programme(conference_id), Contribution.state == ContributionState.HIDDEN)
        .group_by(Contribution.hidden_reason)
    )
    return {reason: count for reason, count in rows if reason is not None}
