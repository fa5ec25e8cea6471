"""NOUNS: one file a noun, with columns, constraints, relations and yes/no questions."""

from app.models.account import Account, Membership, Role
from app.models.activity import Activity, ActivityKind, ActivityState, Grouping
from app.models.base import utc_now
from app.models.code_slip import CodeSlip
from app.models.conference import Conference, ConferenceRevision, Language, ModerationPolicy
from app.models.contribution import (
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Look,
    Origin,
    Spotlight,
)
from app.models.edition import Edition, EditionChunk, EditionVariant
from app.models.film import Film, FilmSeen, Media, MediaChunk, MediaRole
from app.models.follow_up import FollowUp, FollowUpState
from app.models.guiding_rule import GuidingRule
from app.models.hall import Cover, CoverPicture, Freeze, FrozenRegion, Nudge
from app.models.log_entry import LogEntry
from app.models.participant import Participant
from app.models.priority import Priority, PriorityRound, ThemePriority
from app.models.quote import Quote
from app.models.reaction import Opinion, Reaction, ReactionRound
from app.models.rehearsal import Pace, Rehearsal
from app.models.seating import Seat, SeatAssignment, Seating
from app.models.summary_text import SummaryPart, SummaryText
from app.models.survey import Aspect, Basis, ItemKind, Survey, SurveyItem
from app.models.survey_response import SurveyAnswer, SurveyResponse, TextState
from app.models.survey_wave import Comparability, SurveyWave, WaveFigure
from app.models.table import Table
from app.models.target_group import TargetGroup
from app.models.theme import ContributionTheme, Theme
from app.models.turn import Turn
from app.models.vote import Ballot, Issued, TieResolution, Vote, VoteOption

__all__ = [
    "Account",
    "Activity",
    "ActivityKind",
    "ActivityState",
    "Aspect",
    "Ballot",
    "Basis",
    "CodeSlip",
    "Comparability",
    "Conference",
    "ConferenceRevision",
    "Contribution",
    "ContributionKind",
    "ContributionState",
    "ContributionTheme",
    "Cover",
    "CoverPicture",
    "Edition",
    "EditionChunk",
    "EditionVariant",
    "Film",
    "FilmSeen",
    "FollowUp",
    "FollowUpState",
    "Freeze",
    "FrozenRegion",
    "Grouping",
    "GuidingRule",
    "HiddenReason",
    "Issued",
    "ItemKind",
    "Language",
    "LogEntry",
    "Look",
    "Media",
    "MediaChunk",
    "MediaRole",
    "Membership",
    "ModerationPolicy",
    "Nudge",
    "Opinion",
    "Origin",
    "Pace",
    "Participant",
    "Priority",
    "PriorityRound",
    "Quote",
    "Reaction",
    "ReactionRound",
    "Rehearsal",
    "Role",
    "Seat",
    "SeatAssignment",
    "Seating",
    "Spotlight",
    "SummaryPart",
    "SummaryText",
    "Survey",
    "SurveyAnswer",
    "SurveyItem",
    "SurveyResponse",
    "SurveyWave",
    "Table",
    "TargetGroup",
    "TextState",
    "Theme",
    "ThemePriority",
    "TieResolution",
    "Turn",
    "Vote",
    "VoteOption",
    "WaveFigure",
    "utc_now",
]
