"""A vote: options, who has voted, and the ballots. Nothing here joins a person to a ballot."""

import enum
import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, enum_column

if TYPE_CHECKING:
    from app.models.activity import Activity

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20


class TieResolution(enum.StrEnum):
    """What the hall decided about a tie at the line. A run-off is a vote of its own, that names this one."""

    ALL_WIN = "all_win"
    LOT = "lot"


class Vote(Model):
    """What an activity of kind vote has beside its title and question."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint(f"places between 1 and {MOST_OPTIONS}", name="places"),
        CheckConstraint("(resolution = 'lot') = (lot_record <> '')", name="lot_has_record"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    places: Mapped[int] = mapped_column(default=3)
    """At most so many are chosen on a ballot, and so many win."""
    run_off_of_id: Mapped[int | None] = mapped_column(ForeignKey("vote.activity_id", ondelete="SET NULL"))
    """The vote whose tie this one decides."""
    resolution: Mapped[TieResolution | None] = mapped_column(enum_column(TieResolution, "resolution"))
    lot_record: Mapped[str] = mapped_column(Text, default="")
    """Who drew the lot, how, and who saw it, in the facilitator's words."""
    revealed: Mapped[int] = mapped_column(default=0)
    """So many rows of the shown result the hall sees, from the last to the first."""
    is_row_by_row: Mapped[bool] = mapped_column(default=False)
    """It was shown so, and is taken back so."""

    activity: Mapped["Activity"] = relationship(back_populates="vote")
    options: Mapped[list["VoteOption"]] = relationship(
        back_populates="vote", order_by="VoteOption.number", cascade="all, delete-orphan"
    )

    def takes_ballots(self, now: datetime | None = None) -> bool:
        """Open, or in the short grace after it; showing the result ends that too."""
        return not self.activity.is_counted and self.activity.takes_answers(now)

    @property
    def is_revealed(self) -> bool:
        """Shown, all of it: everybody may see the result."""
        return self.activity.shown_at is not None and self.revealed >= len(self.options)


class VoteOption(Model):
    __tablename__ = "vote_option"
    __table_args__ = (
        UniqueConstraint("activity_id", "number"),
        CheckConstraint(f"number between 0 and {MOST_OPTIONS - 1}", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("vote.activity_id", ondelete="CASCADE"))
    number: Mapped[int]
    """Its order in the editor, and its bit in `Ballot.choices`; fixed once the vote has been opened."""
    title: Mapped[str] = mapped_column(String(60))
    sentence: Mapped[str] = mapped_column(String(160), default="")
    won_by_lot: Mapped[bool] = mapped_column(default=False)

    vote: Mapped["Vote"] = relationship(back_populates="options")


class Issued(Model):
    """Who has voted. No time, and no order in storage."""

    __tablename__ = "issued"
    __table_args__ = ({"sqlite_with_rowid": False},)

    activity_id: Mapped[int] = mapped_column(ForeignKey("vote.activity_id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)


class Ballot(Model):
    """What was voted, by nobody in particular. Stored in the order of its key, which is random."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    activity_id: Mapped[int] = mapped_column(ForeignKey("vote.activity_id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """ballot_key() of the secret that only the voter's phone keeps."""
    target_group_id: Mapped[int | None] = mapped_column(ForeignKey("target_group.id"))
    """None for a voter of a group that is too small to be told apart."""
    choices: Mapped[int]
    """A bit for each option chosen, by its number; 0 is blank."""


def ballot_key(activity_id: int, token: str) -> str:
    """SHA-256 in hex of the vote and the participant's token.

    The database keeps another hash of the token alone, so this one can be made only while the phone's request is here.
    """
    return hashlib.sha256(f"ballot {activity_id} {token}".encode()).hexdigest()
