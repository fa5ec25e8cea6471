"""A dialogue conference: what it is called, when it is, who may see what. Its programme is in activity.py."""

import enum
import secrets
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column, utc_now

if TYPE_CHECKING:
    from app.models.activity import Activity
    from app.models.target_group import TargetGroup

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I or L: a code is read aloud and typed by people without their glasses."""
CODE_LENGTH = 6


class Language(enum.StrEnum):
    """The languages the pages speak."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


class ModerationPolicy(enum.StrEnum):
    """What happens to a contribution when it arrives. Nothing but the facilitator's own switch changes it."""

    APPROVE_FIRST = "approve_first"
    SHOW_AT_ONCE = "show_at_once"


def new_code() -> str:
    """A join code: 6 of 31 letters and digits, 887 million of them."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_screen_token() -> str:
    """The secret part of the screen's view-only link, 128 bits."""
    return secrets.token_urlsafe(16)


def new_summary_token() -> str:
    """The secret part of the summary's public link, 128 bits."""
    return secrets.token_urlsafe(16)


class Conference(Model):
    __tablename__ = "conference"
    # A rehearsal goes with its rows. What is remembered of it by number (drawings, addresses of streams) must never
    # be taken for that of a later conference, so a number is not given again.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True, default=new_code)
    screen_token: Mapped[str] = mapped_column(String(32), unique=True, default=new_screen_token)
    title: Mapped[str] = mapped_column(String(120))
    organiser: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    held_on: Mapped[date]
    starts_at: Mapped[time]
    """Local time of the first item of the programme."""
    purpose: Mapped[str] = mapped_column(Text, default="")
    """«Hva brukes dette til, hvem bestemmer»: one or two sentences that everybody sees before joining."""
    privacy_contact: Mapped[str] = mapped_column(String(120), default="")
    """Whom people may ask about their data; everybody sees it before joining."""
    language: Mapped[Language] = mapped_column(enum_column(Language, "language"), default=Language.BOKMAL)
    policy: Mapped[ModerationPolicy] = mapped_column(
        enum_column(ModerationPolicy, "policy"), default=ModerationPolicy.APPROVE_FIRST
    )
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When participants were let in; before that the code leads to a page that says so."""
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    slips_only_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when nobody comes in without a printed slip; None where the code is enough."""
    summary_token: Mapped[str | None] = mapped_column(String(32), unique=True)
    """The secret part of the summary's public link; None where there is none, or it was taken back."""
    rehearsal_of_id: Mapped[int | None] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), unique=True)
    """The real conference that this one is a rehearsal of; one at a time."""
    words_published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the project team last gave everybody what it has written to read; None where it has not, or took it back."""

    target_groups: Mapped[list["TargetGroup"]] = relationship(
        back_populates="conference", order_by="TargetGroup.mark", cascade="all, delete-orphan"
    )
    activities: Mapped[list["Activity"]] = relationship(
        back_populates="conference",
        order_by="Activity.position, Activity.id",
        primaryjoin="and_(Conference.id == Activity.conference_id, Activity.removed_at.is_(None))",
        viewonly=True,
    )

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_rehearsal(self) -> bool:
        """Nothing in it is meant, and all of it will be deleted."""
        return self.rehearsal_of_id is not None

    @property
    def is_open(self) -> bool:
        """Participants may come in and stay."""
        return self.opened_at is not None and self.finished_at is None

    @property
    def spoken_code(self) -> str:
        """The code in two groups of three, as it is shown and read aloud."""
        return f"{self.code[:3]} {self.code[3:]}"

    @property
    def planned(self) -> int:
        """Planned seats, all target groups together."""
        return sum(group.planned for group in self.target_groups)


class ConferenceRevision(Model):
    """Counts the changes of one conference, so that everybody who shows it can tell that it moved.

    Raised by one in the transaction of the change itself; a narrow row of its own, since it is read very often.
    """

    __tablename__ = "conference_revision"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    substance: Mapped[int] = mapped_column(default=1)
    """The revision of the last change that was more than somebody's arrival."""
    course: Mapped[int] = mapped_column(default=1)
    """The revision of the last change that was more than an arrival or a contribution."""
