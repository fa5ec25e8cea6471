"""What a conference lacks before it opens, by the same rules that it will be opened by. Changes nothing."""

import enum
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.domain.errors import Refused
from app.domain.kinds import rules_of
from app.models import Activity, ActivityKind, ActivityState, Conference, Role
from app.queries.conferences import members_of

WITH_CONTENT = frozenset({ActivityKind.VOTE, ActivityKind.SURVEY, ActivityKind.FILM})
"""What is to be in these is there before the day; reactions and priorities are about what is said on it."""


class Check(enum.StrEnum):
    """What is looked at, in the order of the list."""

    GROUPS = "groups"
    QUESTIONS = "questions"
    CONTENT = "content"
    """One activity that could not be opened as it is."""
    ADDRESS = "address"
    DATE = "date"
    PURPOSE = "purpose"
    PRIVACY = "privacy"
    TEAM = "team"
    DEPUTY = "deputy"
    SEATS = "seats"
    ENCRYPTION = "encryption"


NEEDED = frozenset({Check.GROUPS, Check.QUESTIONS, Check.CONTENT, Check.ADDRESS, Check.DATE})
"""Without these the day stops; the others are advice."""


@dataclass(frozen=True)
class Lack:
    check: Check
    activity: Activity | None = None
    reason: str = ""
    """Why it could not be opened, in the words that it would be refused with."""

    @property
    def is_needed(self) -> bool:
        return self.check in NEEDED


@dataclass(frozen=True)
class Checklist:
    lacks: list[Lack]
    """What stops the day first."""
    fine: list[Check]


def checklist_of(conference: Conference, base_url: str, today: date) -> Checklist:
    """`base_url` is where the QR code leads."""
    activities, members = conference.activities, members_of(conference)
    address = urlsplit(base_url)
    is_lacking = {
        Check.GROUPS: not conference.target_groups,
        Check.QUESTIONS: not any(activity.asks for activity in activities),
        Check.ADDRESS: _is_this_machine(address.hostname or ""),
        Check.DATE: conference.held_on < today,
        Check.PURPOSE: not conference.purpose,
        Check.PRIVACY: not conference.privacy_contact,
        Check.TEAM: not any(member.role is Role.PROJECT_TEAM for member in members),
        Check.DEPUTY: sum(member.is_facilitator for member in members) < 2,
        Check.SEATS: bool(conference.target_groups) and not conference.planned,
        Check.ENCRYPTION: address.scheme != "https",
    }
    closed = [lack for activity in activities if (lack := _lack_in(activity)) is not None]
    lacks = [Lack(check) for check, lacking in is_lacking.items() if lacking] + closed
    order = list(Check)
    return Checklist(
        sorted(lacks, key=lambda lack: order.index(lack.check)),
        [check for check in order if not is_lacking.get(check, bool(closed))],
    )


def _lack_in(activity: Activity) -> Lack | None:
    if activity.kind not in WITH_CONTENT or activity.state is not ActivityState.READY:
        return None
    try:
        rules_of(activity).check_opens(activity)
    except Refused as refused:
        return Lack(Check.CONTENT, activity, str(refused))
    return None


def _is_this_machine(host: str) -> bool:
    """Nobody else's phone can reach it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
