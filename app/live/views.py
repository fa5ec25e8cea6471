"""A view: which regions somebody sees, in which language, through which filter. Never who it is."""

import enum
from dataclasses import dataclass

from app.models import Language


class Audience(enum.StrEnum):
    PARTICIPANT = "participant"
    SCREEN = "screen"
    FACILITATOR = "facilitator"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class View:
    """All who share a view get the same bytes."""

    conference_id: int
    audience: Audience
    language: Language
    filter: str = ""
    """Participant: the mark of a target group. Facilitator: the state of the queue that is looked at."""
