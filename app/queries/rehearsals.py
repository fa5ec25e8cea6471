"""Rehearsals: of which conference, and how the simulated people stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import Conference, Rehearsal
from app.queries.participants import joined_count_of


def rehearsal_of(conference: Conference) -> Conference | None:
    """The rehearsal of a real conference, if one is going on."""
    return db.session.scalar(select(Conference).where(Conference.rehearsal_of_id == conference.id))


@dataclass(frozen=True)
class RehearsalFacts:
    """A rehearsal as the control room shows it."""

    rehearsal: Rehearsal
    joined: int
    """Real people who try it too are among them."""


def rehearsal_facts_of(conference: Conference) -> RehearsalFacts | None:
    """None for a real conference."""
    rehearsal = db.session.get(Rehearsal, conference.id) if conference.is_rehearsal else None
    return None if rehearsal is None else RehearsalFacts(rehearsal, joined_count_of(conference.id))


@dataclass(frozen=True)
class Running:
    """A rehearsal whose simulated people move."""

    conference_id: int
    turn_at: datetime
    ends_at: datetime


def running_rehearsals() -> list[Running]:
    columns = select(Rehearsal.conference_id, Rehearsal.turn_at, Rehearsal.ends_at)
    return [Running(*row) for row in db.session.execute(columns.where(Rehearsal.pace.is_not(None)))]
