"""Who reports in a plenary, one after the other."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.models import Activity, Table
from app.queries.tables import has_tables, tables_of


@dataclass(frozen=True)
class Speaker:
    """A table or a target group that has the floor for some minutes."""

    number: int
    """As in Turn."""
    name: str
    mark: int | None = None
    """The target group's, where it is one."""


@dataclass(frozen=True)
class Floor:
    """Who has it, and between whom that is. Where the one that had it has gone, it is the next one's that is there."""

    before: Speaker | None = None
    now: Speaker | None = None
    after: Speaker | None = None


def are_tables(activity: Activity) -> bool:
    """Whether tables report, as where there are any. A plenary that has begun goes on with whom it began."""
    return activity.turn.is_tables if activity.turn else has_tables(activity.conference)


def speakers_of(activity: Activity) -> list[Speaker]:
    """In the order of their numbers; nobody where no turns are taken."""
    if not activity.turn_minutes:
        return []
    conference = activity.conference
    if are_tables(activity):
        standing = [table for table in tables_of(conference) if table.merged_into_id is None]
        return [Speaker(table.number, _called(table)) for table in standing]
    return [Speaker(group.mark, group.name, group.mark) for group in conference.target_groups]


def _called(table: Table) -> str:
    called = _("Bord %(number)s", number=table.number)
    return f"{called}: {table.name}" if table.name else called


def floor_of(activity: Activity) -> Floor:
    """Nobody has it before the first turn."""
    speakers = speakers_of(activity)
    if activity.turn is None:
        return Floor(after=next(iter(speakers), None))
    number = activity.turn.number
    before = next((speaker for speaker in reversed(speakers) if speaker.number < number), None)
    now, after = ([speaker for speaker in speakers if speaker.number >= number] + [None, None])[:2]
    return Floor(before, now, after)
