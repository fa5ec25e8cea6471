"""Who reports in a plenary, one after the other."""

from dataclasses import dataclass

from app.models import Activity


@dataclass(frozen=True)
class Speaker:
    """A target group, and later a table, that has the floor for some minutes."""

    number: int
    name: str
    mark: int | None = None
    """The target group's, where it is one."""


def speakers_of(activity: Activity) -> list[Speaker]:
    """In order; nobody where no turns are taken."""
    if not activity.turn_minutes:
        return []
    groups = activity.conference.target_groups
    return [Speaker(number, group.name, group.mark) for number, group in enumerate(groups, start=1)]


def speaker_of(activity: Activity, number: int | None = None) -> Speaker | None:
    """Who has that number; without one, whose turn it is now. None before the first, and for who is no longer there."""
    wanted = number if number is not None else activity.turn.number if activity.turn else 0
    return next((speaker for speaker in speakers_of(activity) if speaker.number == wanted), None)
