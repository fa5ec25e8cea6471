"""Who the simulated people of a rehearsal are. All of it follows from the rehearsal's seed, so that it is the same in
every process and after a restart, and nothing is kept about them but what is kept about everybody."""

import hashlib
from random import Random

from sqlalchemy import select

from app.domain.participants import join_conference
from app.domain.rehearsals import seats_of
from app.extensions import db
from app.models import Conference, Language, Participant, Rehearsal, TargetGroup
from app.models.participant import IS_PERSON, token_hash
from app.queries.tables import tables_of

NYNORSK_EVERY = 8


class People:
    """Those who have come so far, and who comes next."""

    def __init__(self, conference: Conference, rehearsal: Rehearsal) -> None:
        self._conference, self._rehearsal = conference, rehearsal
        self._numbers = {token_hash(self.token_of(number)): number for number in range(rehearsal.people)}
        everybody = db.session.scalars(select(Participant).where(Participant.conference_id == conference.id, IS_PERSON))
        numbers = ((self._numbers.get(person.token_hash), person) for person in everybody)
        self.arrived = {number: person for number, person in numbers if number is not None}
        """By their number. Real people who try it too are not among them."""

    def token_of(self, number: int) -> str:
        """What a real phone's cookie would hold."""
        return hashlib.sha256(f"{self._rehearsal.seed} {number}".encode()).hexdigest()[:32]

    @property
    def next_number(self) -> int | None:
        """None when all have come."""
        return next((number for number in range(self._rehearsal.people) if number not in self.arrived), None)

    def let_in(self, number: int) -> None:
        language = Language.NYNORSK if number % NYNORSK_EVERY == NYNORSK_EVERY - 1 else Language.BOKMAL
        tables = tables_of(self._conference)
        table = tables[number % len(tables)].number if tables else None
        join_conference(self._conference, self._group_of(number), language, self.token_of(number), table)

    def _group_of(self, number: int) -> TargetGroup:
        """As many of each group as are planned, in an order drawn by lot."""
        seats = [mark for mark, count in seats_of(self._conference).items() for _seat in range(count)]
        Random(self._rehearsal.seed).shuffle(seats)  # noqa: S311 - made-up people, the same each time
        return next(group for group in self._conference.target_groups if group.mark == seats[number])
