"""NOUNS: one file a noun, with columns, constraints, relations and yes/no questions."""

from app.models.account import Account, Membership, Role
from app.models.activity import Activity, ActivityKind, ActivityState, Grouping
from app.models.base import utc_now
from app.models.conference import Conference, ConferenceRevision, Language, ModerationPolicy
from app.models.contribution import (
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Origin,
    Spotlight,
)
from app.models.log_entry import LogEntry
from app.models.participant import Participant
from app.models.target_group import TargetGroup

__all__ = [
    "Account",
    "Activity",
    "ActivityKind",
    "ActivityState",
    "Conference",
    "ConferenceRevision",
    "Contribution",
    "ContributionKind",
    "ContributionState",
    "Grouping",
    "HiddenReason",
    "Language",
    "LogEntry",
    "Membership",
    "ModerationPolicy",
    "Origin",
    "Participant",
    "Role",
    "Spotlight",
    "TargetGroup",
    "utc_now",
]
