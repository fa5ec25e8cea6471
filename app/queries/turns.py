"""Who reports in a plenary, one after the other."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.models import Activity, Table
from app.queries.tables import tables_of


@dataclass(frozen=True)
class Speaker:
    """A table or a target group that has the floor for some minutes."""

    number: int
    """In the order of turns, from 1."""
    name: str
    mark: int | None = None
    """The target group's, where it is one."""


def speakers_of(activity: Activity) -> list[Speaker]:
    """The tables where there are any, else the target groups; nobody where no turns are taken."""
    if not activity.turn_minutes:
        return []
    conference = activity.conference
    named: list[tuple[str, int | None]] = [
        (_called(table), None) for table in tables_of(conference) if table.merged_into_id is None
    ] or [(group.name, group.mark) for group in conference.target_groups]
    return [Speaker(number, name, mark) for number, (name, mark) in enumerate(named, start=1)]


def _called(table: Table) -> str:
    called = _("Bord %(number)s", number=table.number)
    return f"{called}: {table.name}" if table.name else called


def speaker_of(activity: Activity, number: int | None = None) -> Speaker | None:
    """Who has that number; without one, whose turn it is now. None before the first, and for who is no longer there."""
    wanted = number if number is not None else activity.turn.number if activity.turn else 0
    return next((speaker for speaker in speakers_of(activity) if speaker.number == wanted), None)
