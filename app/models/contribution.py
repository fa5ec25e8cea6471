"""What somebody said: one thought, as advice or input, and whether the hall may see it."""

import enum
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.analysis.redaction import may_have_been
from app.models.base import Model, UtcDateTime, enum_column, utc_now
from app.models.conference import Language

if TYPE_CHECKING:
    from app.models.account import Account
    from app.models.activity import Activity
    from app.models.table import Table
    from app.models.target_group import TargetGroup

TEXT_LIMIT = 1000
"""Characters in one contribution."""
TEXT_HINT = 200
"""From here on the page suggests to split it: one thought per contribution."""

REDACTED = {Language.BOKMAL: "[sladdet]", Language.NYNORSK: "[sladda]", Language.ENGLISH: "[redacted]"}
"""What stands in place of words that were taken out, in the language of the conference."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ContributionKind(enum.StrEnum):
    ADVICE = "advice"
    INPUT = "input"


class ContributionState(enum.StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class HiddenReason(enum.StrEnum):
    """Why a contribution is not shown; its author sees the reason."""

    PERSONAL_DATA = "personal_data"
    ABOUT_ONE_PERSON = "about_one_person"
    OFFENSIVE = "offensive"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"


class Origin(enum.StrEnum):
    PHONE = "phone"
    TABLE = "table"
    PAPER = "paper"


class Contribution(Model):
    __tablename__ = "contribution"
    __table_args__ = (
        # Sending twice stores once: the phone makes the key before it sends.
        UniqueConstraint("activity_id", "client_key"),
        CheckConstraint("(state = 'hidden') = (hidden_reason is not null)", name="hidden_has_reason"),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
        CheckConstraint("table_id is null or origin <> 'phone'", name="phone_keeps_no_table"),
        CheckConstraint("original_text is null or edited_at is not null", name="original_is_of_an_edit"),
        Index("ix_contribution_activity_state", "activity_id", "state", "id"),
        # The log speaks of ids: that of a part which was put back together is never given again.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"), index=True)
    """None for what came on paper or was written for a table."""
    table_id: Mapped[int | None] = mapped_column(ForeignKey("conference_table.id", ondelete="SET NULL"), index=True)
    """Whose table wrote it, at its device or on paper. Never kept of a text from a person's own phone."""
    is_minority: Mapped[bool] = mapped_column(default=False)
    """What some at the table think, beside what the table agreed on."""
    is_important: Mapped[bool] = mapped_column(default=False)
    """Among the advice that its table found most important."""
    paper_number: Mapped[int | None]
    """Of the paper form that it was typed from."""
    client_key: Mapped[str] = mapped_column(String(36))
    kind: Mapped[ContributionKind] = mapped_column(enum_column(ContributionKind, "kind"))
    text: Mapped[str] = mapped_column(Text)
    """As it is shown."""
    original_text: Mapped[str | None] = mapped_column(Text)
    """As its author wrote it, once somebody has edited it."""
    replaced_text: Mapped[str | None] = mapped_column(Text)
    """What the last edit put aside, until it is undone."""
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the words were last changed by somebody else than its author."""
    redacted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When words were last taken out for good. The original went with them."""
    origin: Mapped[Origin] = mapped_column(enum_column(Origin, "origin"), default=Origin.PHONE)
    state: Mapped[ContributionState] = mapped_column(
        enum_column(ContributionState, "state"), default=ContributionState.WAITING
    )
    hidden_reason: Mapped[HiddenReason | None] = mapped_column(enum_column(HiddenReason, "hidden_reason"))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was last published or hidden; the order of what is newest for the hall."""

    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"), index=True)
    """The one that stands for it, which may itself have been merged later. It keeps its text and counts, and stands
    where that one stands: waiting, published or hidden."""
    merged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"), index=True)
    """What it was a part of before somebody parted it in two. Both keep the whole as what was written."""
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody said that it has been answered in the hall."""
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    activity: Mapped["Activity"] = relationship()
    answered_by: Mapped["Account | None"] = relationship()
    merged_into: Mapped["Contribution | None"] = relationship(remote_side=[id], foreign_keys=[merged_into_id])
    target_group: Mapped["TargetGroup"] = relationship()
    table: Mapped["Table | None"] = relationship()

    @property
    def place(self) -> str:
        """Where it stands among the published, newest first: microseconds and id. Empty before a decision."""
        if self.decided_at is None:
            return ""
        return f"{(self.decided_at - EPOCH) // timedelta(microseconds=1)}-{self.id}"

    @property
    def is_edited(self) -> bool:
        return self.original_text is not None and self.original_text != self.text

    @property
    def text_mark(self) -> str:
        """Another one when the text is another: a press that takes many says by it what was seen."""
        return f"{crc32(self.text.encode()):08x}"

    @property
    def seen_as(self) -> str:
        return f"{self.id}.{self.text_mark}"

    def was_sent_as(self, kind: ContributionKind, text: str) -> bool:
        """Whether its author wrote this very text; of redacted words nobody can say more than that there were some."""
        original = self.text if self.original_text is None else self.original_text
        mark = REDACTED[self.activity.conference.language]
        is_it = original == text or (self.redacted_at is not None and may_have_been(original, text, mark))
        return is_it and self.kind is kind

    @property
    def is_waiting(self) -> bool:
        return self.state is ContributionState.WAITING

    @property
    def is_published(self) -> bool:
        return self.state is ContributionState.PUBLISHED

    @property
    def is_hidden(self) -> bool:
        return self.state is ContributionState.HIDDEN


class Spotlight(Model):
    """The one contribution that the hall's screen shows big; a conference has at most one."""

    __tablename__ = "spotlight"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)

    contribution: Mapped["Contribution"] = relationship()


class Look(Model):
    """Which contribution somebody has before them to change its words; one at a time in a conference."""

    __tablename__ = "contribution_look"

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    account: Mapped["Account"] = relationship()
