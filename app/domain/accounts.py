"""Accounts: made, given a password, signed in; and who belongs to which conference."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import writing
from app.extensions import db
from app.models import Account, Conference, LogEntry, Membership, Role
from app.models.account import new_login_key

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""Longer ones would only cost hashing time."""
PASSWORD_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # noqa: S105 - what passwords are made of

AT_ONCE = 2
"""Passwords looked at in the same moment, of all accounts: each costs 64 MB and a core, and the hall needs both."""
MOST_WAITING = 2
"""Those who may wait for that: each of them holds a thread, and the phones need threads too."""
WAIT_SECONDS = 3.0

_hasher = PasswordHasher()
_slots = BoundedSemaphore(AT_ONCE)
_queue = BoundedSemaphore(AT_ONCE + MOST_WAITING)
_NO_ACCOUNT = _hasher.hash(secrets.token_urlsafe(16))


def new_password() -> str:
    """A first password that can be read aloud: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))


def create_account(email: str, name: str, password: str) -> Account:
    """Refused when the address is taken or the password too short."""
    password_hash = _hashed(password)
    with writing():
        email = email.strip().lower()
        if db.session.scalar(select(Account.id).where(Account.email == email)) is not None:
            raise Refused(_("Det finnes allerede en konto med denne e-postadressen."))
        account = Account(email=email, name=name.strip(), password_hash=password_hash)
        db.session.add(account)
    return account


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(_("Passordet må ha minst %(count)s tegn.", count=SHORTEST_PASSWORD))
    return _hasher.hash(password)


def account_with(email: str, password: str) -> Account | None:
    """The account that these belong to. Takes as long for an unknown address as for a wrong password."""
    account = db.session.scalar(select(Account).where(Account.email == email.strip().lower()))
    is_right = _verifies(account.password_hash if account else _NO_ACCOUNT, password)
    return account if is_right else None


def _verifies(password_hash: str, password: str) -> bool:
    """Refused when too many are being looked at already."""
    with _taken(_queue, 0), _taken(_slots, WAIT_SECONDS):
        try:
            return _hasher.verify(password_hash, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False


@contextmanager
def _taken(places: BoundedSemaphore, seconds: float) -> Iterator[None]:
    if not places.acquire(timeout=seconds):
        raise Refused(_("Mange logger inn akkurat nå. Vent litt, og prøv igjen."))
    try:
        yield
    finally:
        places.release()


def change_password(account: Account, old: str, new: str) -> None:
    """Sets a new password and signs the account out everywhere else. Refused when the old one is wrong."""
    if not _verifies(account.password_hash, old):
        raise Refused(_("Det gamle passordet stemmer ikke."))
    set_password(account, new)


def set_password(account: Account, password: str) -> None:
    password_hash = _hashed(password)
    with writing():
        account.password_hash = password_hash
        account.login_key = new_login_key()


def add_member(conference: Conference, member: Account, role: Role, account: Account | None) -> None:
    """Gives `member` a role in the conference, or another one. Harmless the second time. The last facilitator stays
    one.
    """
    with writing():
        membership = _membership_of(conference, member)
        if membership is None:
            db.session.add(Membership(account_id=member.id, conference_id=conference.id, role=role))
        elif membership.role is role:
            return
        else:
            if role is not Role.FACILITATOR:
                _check_not_last(conference, membership)
            membership.role = role
        note(conference.id, account, "add_member", member.id, role)


def change_role(conference: Conference, member: Account, role: Role, account: Account | None) -> None:
    """As add_member(), of somebody who is a member. Refused where a colleague has removed them meanwhile."""
    with writing():
        if _membership_of(conference, member) is None:
            raise Refused(
                _("%(name)s er fjernet herfra i mellomtiden. Legg til på nytt hvis det var feil.", name=member.name)
            )
        add_member(conference, member, role, account)


def remove_member(conference: Conference, member: Account, account: Account | None, seen: Role | None = None) -> None:
    """Takes the conference away from `member`. Refused for the last facilitator, and for oneself.

    Whoever removed themselves could not undo it. Refused too where `member` had the role `seen` and has another by now.
    """
    with writing():
        membership = _membership_of(conference, member)
        if membership is None:
            return
        if seen is not None and membership.role is not seen:
            raise Refused(_("%(name)s har fått en annen rolle i mellomtiden. Ingen er fjernet.", name=member.name))
        _check_not_last(conference, membership)
        if account is not None and account.id == member.id:
            raise Refused(_("Du kan ikke fjerne deg selv. Be en annen prosessleder om det."))
        note(conference.id, account, "remove_member", member.id, membership.role)
        db.session.delete(membership)


def restore_member(conference: Conference, member: Account, account: Account | None) -> None:
    """Undoes the last removal: the same role again. Refused for somebody who was never removed from here."""
    with writing():
        if _membership_of(conference, member) is not None:
            return
        role = db.session.scalar(
            select(LogEntry.detail)
            .where(
                LogEntry.conference_id == conference.id,
                LogEntry.action == "remove_member",
                LogEntry.subject_id == member.id,
            )
            .order_by(LogEntry.id.desc())
            .limit(1)
        )
        if role is None:
            raise Refused(_("Personen er ikke fjernet herfra."))
        db.session.add(Membership(account_id=member.id, conference_id=conference.id, role=Role(role)))
        note(conference.id, account, "restore_member", member.id, role)


def _membership_of(conference: Conference, member: Account) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(Membership.conference_id == conference.id, Membership.account_id == member.id)
    )


def _check_not_last(conference: Conference, membership: Membership) -> None:
    # On PostgreSQL two facilitators may take the role from each other at the same moment: these rows are the lock.
    facilitators = db.session.scalars(
        select(Membership)
        .where(Membership.conference_id == conference.id, Membership.role == Role.FACILITATOR)
        .order_by(Membership.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if list(facilitators) == [membership]:
        raise Refused(_("Konferansen må ha minst én prosessleder."))
