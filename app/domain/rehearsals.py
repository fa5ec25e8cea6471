"""A rehearsal begins, is hurried or held, and ends.

It is a conference of its own, a copy: no query of a real conference can see into it, and to end it is to delete it.
"""

import secrets
from datetime import datetime

from flask_babel import lazy_gettext as _
from flask_babel import to_user_timezone
from sqlalchemy import ColumnElement, Delete, FromClause, delete, select, update

from app.domain.conferences import add_conference, open_conference
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction, writing
from app.extensions import Base, db
from app.live.announcing import announce
from app.live.revisions import take_turn
from app.models import Account, Activity, Conference, Film, Media, Pace, Rehearsal, Theme, utc_now
from app.models.rehearsal import LONGEST_RUN, MOST_PEOPLE, PEOPLE_WITHOUT_PLAN
from app.queries.rehearsals import rehearsal_of
from app.queries.themes import themes_in

_COPIED = ("title", "organiser", "place", "purpose", "privacy_contact", "language")


def start_rehearsal(source: Conference, account: Account | None, pace: Pace = Pace.NORMAL) -> Conference:
    """A copy of `source` that begins now, open for participants, where simulated people of every group arrive.

    Everybody who has a role in `source` has it there too. Refused while there is one already.
    """
    with transaction(source.id):
        if source.is_rehearsal:
            raise Refused(_("Dette er alt en øvelse."))
        if not source.target_groups:
            raise Refused(_("En konferanse trenger minst én målgruppe."))
        if rehearsal_of(source) is not None:
            raise Refused(_("En øvelse er alt i gang. Gå til den, eller avslutt den først."))
        now = to_user_timezone(utc_now())
        copied = {name: getattr(source, name) for name in _COPIED}
        begins = {"held_on": now.date(), "starts_at": now.time().replace(second=0, microsecond=0)}
        conference = add_conference(Conference(rehearsal_of_id=source.id, **copied, **begins), source)
        db.session.flush()
        _copy_what_stays_within(source, conference)
        db.session.add(
            Rehearsal(
                conference_id=conference.id,
                seed=secrets.token_hex(16),
                people=min(sum(seats_of(conference).values()), MOST_PEOPLE),
                pace=pace,
                ends_at=utc_now() + LONGEST_RUN,
            )
        )
        open_conference(conference, account)
        note(source.id, account, "start_rehearsal", source.id)
    return conference


def seats_of(conference: Conference) -> dict[int, int]:
    """How many simulated people each target group would have, by its mark, before the limit for all."""
    return {group.mark: group.planned or PEOPLE_WITHOUT_PLAN for group in conference.target_groups}


def _copy_what_stays_within(source: Conference, conference: Conference) -> None:
    """What a copy for another year does not take along: themes; what points to other parts of the programme,
    such as what is reacted to and prioritised; and a film with its files."""
    for theme in themes_in(source.id):
        copied = {name: getattr(theme, name) for name in ("position", "name", "stems")}
        db.session.add(Theme(conference_id=conference.id, **copied))
    copies: dict[int | None, Activity] = {
        activity.id: copy for activity, copy in zip(source.activities, conference.activities, strict=True)
    }
    for activity in source.activities:
        copy = copies[activity.id]
        if activity.reaction_round is not None and copy.reaction_round is not None:
            copy.reaction_round.source = copies.get(activity.reaction_round.source_id)
        if activity.priority_round is not None and copy.priority_round is not None:
            copy.priority_round.source = copies.get(activity.priority_round.source_id)
        if activity.film is not None and copy.film is not None:
            copy.film.leads_to = copies.get(activity.film.leads_to_id)
            _copy_film(activity.film, copy.film)


def _copy_film(film: Film, copy: Film) -> None:
    for name in ("text", "transcript", "poster_alt", "has_no_speech", "captions_language"):
        setattr(copy, name, getattr(film, name))
    columns = ("role", "name", "mimetype", "size", "modified_ms", "sha256")
    for media in film.media:
        if media.is_shown:
            copy.media.append(Media(bytes_of_id=media.id, **{name: getattr(media, name) for name in columns}))


def set_pace(conference: Conference, pace: Pace | None) -> None:
    """How fast the simulated people go on from now; None holds them. They go on for an hour at most."""
    with transaction(conference.id):
        rehearsal = _rehearsal(conference)
        rehearsal.pace = pace
        if pace is not None:
            rehearsal.turn_at, rehearsal.ends_at = utc_now(), utc_now() + LONGEST_RUN


def stop_when_over(conference: Conference, now: datetime) -> bool:
    """Holds the simulated people when their time is over. Returns whether they stand still."""
    with transaction(conference.id):
        rehearsal = _rehearsal(conference)
        if rehearsal.pace is not None and rehearsal.ends_at <= now:
            rehearsal.pace = None
        return rehearsal.pace is None


def claim_turn(conference_id: int, now: datetime) -> Pace | None:
    """The pace of a turn that is due, for the one process that gets it; None for all others and where none is due."""
    with writing():
        rehearsal = db.session.get(Rehearsal, conference_id)
        if rehearsal is None or rehearsal.pace is None:
            return None
        pace = rehearsal.pace
        due = Rehearsal.conference_id == conference_id, Rehearsal.turn_at <= now, Rehearsal.pace == pace
        moved = update(Rehearsal).where(*due).values(turn_at=now + pace.rest)
        result = db.session.execute(moved.execution_options(synchronize_session=False))
        return pace if result.rowcount == 1 else None  # type: ignore[attr-defined]  # an UPDATE's result has it


def end_rehearsal(conference: Conference, account: Account | None) -> Conference:
    """Deletes the rehearsal and all that anybody, simulated or real, did in it. Returns the real conference.

    Nothing of the real one is touched but for two lines in its log: that it was rehearsed, and when that ended.
    """
    source_id, conference_id = conference.rehearsal_of_id, conference.id
    if source_id is None:
        raise Refused(_("Dette er ingen øvelse. Ingenting er endret."))
    with transaction(source_id):
        take_turn(conference_id)  # whoever is writing there now comes first, and what they wrote goes too
        source = db.session.get_one(Conference, source_id)
        for statement in deletions_of(conference_id):
            db.session.execute(statement.execution_options(synchronize_session=False))
        db.session.expunge(conference)
        note(source_id, account, "end_rehearsal", source_id)
    announce(conference_id)  # streams and polls find that it is gone
    return source


def deletions_of(conference_id: int) -> list[Delete]:
    """All rows that hang on a conference, found by the foreign keys, so that a new table cannot be forgotten.

    Those that point come before those that are pointed to. (Left to its cascades, PostgreSQL may look for whoever
    points to a target group before they are gone.)
    """
    conference = Base.metadata.tables[Conference.__tablename__]
    belongs: dict[FromClause, ColumnElement[bool]] = {conference: conference.c.id == conference_id}
    for table in Base.metadata.sorted_tables:
        # By what a row cannot be without: what a table's device says has no participant, and is found all the same.
        for key in sorted(table.foreign_keys, key=lambda key: (bool(key.parent.nullable), key.ondelete != "CASCADE")):
            owner = key.column.table
            if table not in belongs and owner is not table and owner in belongs:
                belongs[table] = key.parent.in_(select(key.column).where(belongs[owner]))
    return [delete(table).where(belongs[table]) for table in reversed(Base.metadata.sorted_tables) if table in belongs]


def _rehearsal(conference: Conference) -> Rehearsal:
    rehearsal = db.session.get(Rehearsal, conference.id)
    if rehearsal is None:
        raise Refused(_("Dette er ingen øvelse. Ingenting er endret."))
    return rehearsal
