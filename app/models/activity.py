"""One item of the programme, and how far it has come. What only one kind of activity has is in the file of the kind."""

import enum
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column, utc_now
from app.models.timed import Timed

if TYPE_CHECKING:
    from app.models.conference import Conference
    from app.models.film import Film
    from app.models.priority import PriorityRound
    from app.models.reaction import ReactionRound
    from app.models.survey import Survey
    from app.models.turn import Turn
    from app.models.vote import Vote

GRACE = timedelta(seconds=60)
"""An answer begun before closing may still be sent for so long after it."""

LONG = 240
"""What lasts so many minutes or more stands open, and nobody counts down to its end."""


class ActivityKind(enum.StrEnum):
    """A new kind is a word here and a file in each layer: docs/kinds.md."""

    DIALOGUE = "dialogue"
    VOTE = "vote"
    SURVEY = "survey"
    REACTIONS = "reactions"
    PRIORITIES = "priorities"
    FILM = "film"
    PLENARY = "plenary"
    BREAK = "break"


GIVING_WAY = frozenset({ActivityKind.FILM, ActivityKind.PLENARY, ActivityKind.BREAK})
"""These ask nothing: no closing and no result, they end when what follows is opened."""


KEPT_AS = {
    ActivityKind.VOTE: "vote",
    ActivityKind.SURVEY: "survey",
    ActivityKind.REACTIONS: "reaction_round",
    ActivityKind.PRIORITIES: "priority_round",
    ActivityKind.FILM: "film",
}
"""Where that is which only one kind has. It stays when the item is given another form."""


COUNTED = frozenset({ActivityKind.VOTE, ActivityKind.SURVEY, ActivityKind.REACTIONS, ActivityKind.PRIORITIES})
"""What these come to is seen when it has been counted, and by then nothing more comes in."""


class Grouping(enum.StrEnum):
    """Who sits together."""

    PLENARY = "plenary"
    HOMOGENEOUS = "homogeneous"
    MIXED = "mixed"


class ActivityState(enum.StrEnum):
    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"
    SHOWN = "shown"


class Activity(Timed, Model):
    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("minutes between 0 and 1440", name="minutes"),
        CheckConstraint("closed_at is null or opened_at is not null", name="closed_after_opened"),
        CheckConstraint("shown_at is null or closed_at is not null", name="shown_after_closed"),
        CheckConstraint("takes_advice or takes_input", name="takes_something"),
        CheckConstraint("turn_minutes between 0 and 60", name="turn_minutes"),
        CheckConstraint("closes_at is null or (opened_at is not null and closed_at is null)", name="closing_is_open"),
        # One activity is open at a time in a conference: two facilitators who press Next together cannot open two.
        Index(
            "uq_activity_open",
            "conference_id",
            unique=True,
            sqlite_where=text("opened_at is not null and closed_at is null and removed_at is null"),
            postgresql_where=text("opened_at is not null and closed_at is null and removed_at is null"),
        ),
        {"sqlite_autoincrement": True},  # as conference.id
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ActivityKind] = mapped_column(enum_column(ActivityKind, "kind"), default=ActivityKind.DIALOGUE)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(240), default="")
    question: Mapped[str] = mapped_column(String(240), default="")
    advice_prompt: Mapped[str] = mapped_column(String(160), default="")
    input_prompt: Mapped[str] = mapped_column(String(160), default="")
    takes_advice: Mapped[bool] = mapped_column(default=True)
    takes_input: Mapped[bool] = mapped_column(default=True)
    grouping: Mapped[Grouping] = mapped_column(enum_column(Grouping, "grouping"), default=Grouping.PLENARY)
    minutes: Mapped[int] = mapped_column(default=15)
    turn_minutes: Mapped[int] = mapped_column(default=0)
    """A plenary: so long has each that reports; 0 where nobody takes turns."""
    note: Mapped[str] = mapped_column(Text, default="")
    """For facilitators only; shown nowhere else."""
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The hall has been told that it closes by itself then."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody could first see what it came to. Hiding it again does not take that back."""
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    conference: Mapped["Conference"] = relationship()
    # What only one kind has: KEPT_AS. None where it has never been of that kind.
    vote: Mapped["Vote | None"] = relationship(back_populates="activity", foreign_keys="Vote.activity_id")
    survey: Mapped["Survey | None"] = relationship(back_populates="activity")
    reaction_round: Mapped["ReactionRound | None"] = relationship(
        back_populates="activity", foreign_keys="ReactionRound.activity_id"
    )
    priority_round: Mapped["PriorityRound | None"] = relationship(
        back_populates="activity", foreign_keys="PriorityRound.activity_id"
    )
    film: Mapped["Film | None"] = relationship(back_populates="activity", foreign_keys="Film.activity_id")
    turn: Mapped["Turn | None"] = relationship(back_populates="activity", cascade="all, delete-orphan")
    """Whose it is to report in a plenary; None before the first."""

    @property
    def state(self) -> ActivityState:
        if self.opened_at is None:
            return ActivityState.READY
        if self.closed_at is None:
            return ActivityState.OPEN
        return ActivityState.CLOSED if self.shown_at is None else ActivityState.SHOWN

    @property
    def is_dialogue(self) -> bool:
        return self.kind is ActivityKind.DIALOGUE

    def has_been(self, kind: ActivityKind) -> bool:
        """Of that kind, now or until somebody gave it another form."""
        return getattr(self, KEPT_AS[kind]) is not None

    @property
    def asks(self) -> bool:
        """Whether people answer it, so that it is closed, and its result shown."""
        return self.kind not in GIVING_WAY

    @property
    def is_open(self) -> bool:
        return self.state is ActivityState.OPEN

    @property
    def is_closing(self) -> bool:
        """Open, and the hall has been told when it closes."""
        return self.is_open and self.closes_at is not None

    @property
    def is_done(self) -> bool:
        return self.closed_at is not None

    @property
    def is_counted(self) -> bool:
        """Somebody may have seen the figures: no answer may come any more, for the difference would tell it."""
        return self.kind in COUNTED and (self.shown_at or self.counted_at) is not None

    @property
    def heading(self) -> str:
        """What the hall reads: the question, or the title of what has none."""
        return self.question or self.title

    @property
    def planned_end(self) -> datetime | None:
        return None if self.opened_at is None else self.opened_at + timedelta(minutes=self.minutes)

    @property
    def ends_at(self) -> datetime | None:
        """When it is planned to end, counted from its opening, or closes; None before that."""
        return self.closes_at or super().ends_at

    @property
    def is_counted_down(self) -> bool:
        """Whether it has an end that the hall is told."""
        return self.is_open and (self.closes_at is not None or 0 < self.minutes < LONG)

    @property
    def clock(self) -> Timed:
        """The time that runs now: the turn's in a plenary where they take turns, else its own."""
        return self.turn or self

    @property
    def time_ends_at(self) -> datetime | None:
        """When the time that runs now is over: the minute before closing, else that of the clock."""
        return self.closes_at or self.clock.ends_at

    @property
    def touched_at(self) -> datetime | None:
        """When it last changed state."""
        return self.shown_at or self.closed_at or self.opened_at

    def takes_answers(self, now: datetime | None = None) -> bool:
        """Open, or closed so short ago that an answer begun before may still come."""
        if self.opened_at is None or self.removed_at is not None:
            return False
        end = self.closed_at or self.closes_at
        return end is None or (now or utc_now()) < end + GRACE

    def takes_contributions(self, now: datetime | None = None) -> bool:
        return self.is_dialogue and self.takes_answers(now)
