"""What people answered a survey: each by nobody in particular, as ballots are."""

import enum
import hashlib
import secrets

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, enum_column
from app.models.survey import MOST_CHOICES, Aspect


class TextState(enum.StrEnum):
    """Whether a free text is in the results. Only facilitators and the project team read those that are not."""

    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class SurveyResponse(Model):
    """One person's answers, by nobody in particular. Stored in the order of its key, which is random.

    (By PostgreSQL only once the survey is closed: domain/shaking.py.)
    """

    __tablename__ = "survey_response"
    __table_args__ = (
        UniqueConstraint("activity_id", "key", "target_group_id"),  # for the answers to hang on
        {"sqlite_with_rowid": False},
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """response_key() of the secret that only the respondent's browser keeps."""
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))
    by_link: Mapped[bool] = mapped_column(default=False)
    """Somebody who was not in the hall, or was not yet: the two cannot be told apart."""


class SurveyAnswer(Model):
    """One person's answer to one item; expectation and experience stay together. No row, or None: skipped.

    0 is «Ikke sikker».
    """

    __tablename__ = "survey_answer"
    __table_args__ = (
        # The group follows its response, so that figures are counted from this table alone, in the index's own order.
        ForeignKeyConstraint(
            ["activity_id", "key", "target_group_id"],
            ["survey_response.activity_id", "survey_response.key", "survey_response.target_group_id"],
            name="fk_survey_answer_response",  # the usual name is too long for PostgreSQL
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        CheckConstraint("expectation between 0 and 6", name="expectation"),
        CheckConstraint("experience between 0 and 6", name="experience"),
        CheckConstraint(f"choice between 0 and {MOST_CHOICES}", name="choice"),
        CheckConstraint(
            "expectation is not null or experience is not null or choice is not null or text is not null",
            name="says_something",
        ),
        CheckConstraint("(text is null) = (text_id is null)", name="text_has_id"),
        Index(
            "ix_survey_answer_counts",
            "activity_id",
            "item_id",
            "target_group_id",
            "expectation",
            "experience",
            "choice",
        ),
        {"sqlite_with_rowid": False},
    )

    activity_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("survey_item.id", ondelete="CASCADE"), primary_key=True, index=True)
    target_group_id: Mapped[int]
    expectation: Mapped[int | None]
    experience: Mapped[int | None]
    choice: Mapped[int | None]
    """The number of what was chosen, from 1."""
    text: Mapped[str | None] = mapped_column(Text)
    text_id: Mapped[str | None] = mapped_column(String(16), unique=True)
    """What a decision about the text names: by chance, and another one when the text is another."""
    text_state: Mapped[TextState] = mapped_column(enum_column(TextState, "text_state"), default=TextState.WAITING)

    def value_of(self, aspect: Aspect) -> int | None:
        return {
            Aspect.EXPECTATION: self.expectation,
            Aspect.EXPERIENCE: self.experience,
            Aspect.ANSWER: self.choice,
        }[aspect]


def response_key(activity_id: int, token: str) -> str:
    """SHA-256 in hex of the survey and a browser's token; see ballot_key()."""
    return hashlib.sha256(f"survey {activity_id} {token}".encode()).hexdigest()


def new_text_id() -> str:
    return secrets.token_hex(8)
