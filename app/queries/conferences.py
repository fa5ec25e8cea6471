"""Which conferences there are, for whom."""

import enum
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from app.extensions import db
from app.models import Account, Activity, Conference, Contribution, LogEntry, Membership, Participant
from app.models.participant import IS_PERSON

# Made once: each request of a phone asks this, and putting it together costs more than asking it.
_WITH_CODE = select(Conference).where(Conference.code == bindparam("code"))


def conference_with_code(code: str) -> Conference | None:
    """`code` as people type it: small letters, spaces and hyphens are fine."""
    return db.session.scalar(_WITH_CODE, {"code": tidy_code(code)})


def read_anew() -> None:
    """What this request has read until now is asked for again when it is needed."""
    db.session.expire_all()


def tidy_code(code: str) -> str:
    """What was typed, as codes are kept."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def conference_of_screen(screen_token: str) -> Conference | None:
    return db.session.scalar(select(Conference).where(Conference.screen_token == screen_token))


def conference_of_summary(summary_token: str) -> Conference | None:
    """By its public link. A rehearsal has none."""
    has_link = Conference.summary_token == summary_token, Conference.rehearsal_of_id.is_(None)
    return db.session.scalar(select(Conference).where(*has_link))


def membership_of(account: Account, conference_id: int) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(Membership.account_id == account.id, Membership.conference_id == conference_id)
    )


def conference_with_membership(account: Account, conference_id: int) -> tuple[Conference, Membership] | None:
    """What the account may see of the conference. Its role in a rehearsal is the one that it has in the real one."""
    row = db.session.execute(
        select(Conference, Membership)
        .join(Membership, Membership.conference_id == func.coalesce(Conference.rehearsal_of_id, Conference.id))
        .where(Membership.account_id == account.id, Conference.id == conference_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def members_of(conference: Conference) -> list[Membership]:
    return list(
        db.session.scalars(
            select(Membership)
            .join(Membership.account)
            .options(contains_eager(Membership.account))
            .where(Membership.conference_id == conference.id)
            .order_by(Account.name, Account.id)
        )
    )


def account_with_email(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def account_known_in(conference: Conference, account_id: int) -> Account | None:
    """A member of the conference, or somebody who was removed from it; nobody else's account can be asked for."""
    was_removed = (
        select(LogEntry.id)
        .where(
            LogEntry.conference_id == conference.id,
            LogEntry.action == "remove_member",
            LogEntry.subject_id == account_id,
        )
        .exists()
    )
    is_member = (
        select(Membership.id)
        .where(Membership.conference_id == conference.id, Membership.account_id == account_id)
        .exists()
    )
    return db.session.scalar(select(Account).where(Account.id == account_id, or_(is_member, was_removed)))


class Readiness(enum.StrEnum):
    """How far a conference has come, in the words of the list."""

    NO_GROUPS = "no_groups"
    NO_QUESTIONS = "no_questions"
    READY = "ready"
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True)
class ConferenceFacts:
    """One conference in the list, with what is worth knowing before it is opened."""

    membership: Membership
    joined: int
    received: int

    @property
    def conference(self) -> Conference:
        return self.membership.conference

    @property
    def readiness(self) -> Readiness:
        conference = self.conference
        if conference.is_finished:
            return Readiness.FINISHED
        if conference.is_open:
            return Readiness.RUNNING
        if not conference.target_groups:
            return Readiness.NO_GROUPS
        has_question = any(activity.asks for activity in conference.activities)
        return Readiness.READY if has_question else Readiness.NO_QUESTIONS


@dataclass(frozen=True)
class ConferenceList:
    today: list[ConferenceFacts]
    """Held today, or open for participants whatever its date says."""
    later: list[ConferenceFacts]
    """The nearest first."""
    done: list[ConferenceFacts]
    """The newest first."""


def conference_list_of(account: Account, today: date) -> ConferenceList:
    """All conferences of the account, in as many questions for one as for thirty."""
    memberships = db.session.scalars(
        select(Membership)
        .join(Membership.conference)
        .options(
            contains_eager(Membership.conference).options(
                selectinload(Conference.target_groups), selectinload(Conference.activities)
            )
        )
        .where(Membership.account_id == account.id)
        .order_by(Conference.held_on, Conference.id)
    ).all()
    ids = [membership.conference_id for membership in memberships]
    joined, received = _joined_in(ids), _received_in(ids)
    lists = ConferenceList([], [], [])
    for membership in memberships:
        id = membership.conference_id
        facts = ConferenceFacts(membership, joined.get(id, 0), received.get(id, 0))
        _part_for(facts, lists, today).append(facts)
    lists.done.reverse()
    return lists


def _part_for(facts: ConferenceFacts, lists: ConferenceList, today: date) -> list[ConferenceFacts]:
    conference = facts.conference
    if conference.is_open or (conference.held_on == today and not conference.is_finished):
        return lists.today
    return lists.later if conference.held_on > today and not conference.is_finished else lists.done


def _joined_in(conference_ids: list[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Participant.conference_id, func.count())
        .where(Participant.conference_id.in_(conference_ids), IS_PERSON)
        .group_by(Participant.conference_id)
    )
    return dict(rows.all())


def _received_in(conference_ids: list[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Activity.conference_id, func.count())
        .join(Contribution, Contribution.activity_id == Activity.id)
        .where(Activity.conference_id.in_(conference_ids), Activity.removed_at.is_(None))
        .group_by(Activity.conference_id)
    )
    return dict(rows.all())
