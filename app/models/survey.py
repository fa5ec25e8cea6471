"""A survey: reputation areas with items, anonymous responses, and the figures of earlier waves."""

import enum
import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column

if TYPE_CHECKING:
    from app.models.activity import Activity

SCALE = range(1, 7)
"""1–6; «Ikke sikker» stands apart from it."""


class ItemKind(enum.StrEnum):
    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"


class Aspect(enum.StrEnum):
    """What an answer on the scale is about. A choice or a text is always an ANSWER."""

    EXPECTATION = "expectation"
    EXPERIENCE = "experience"
    ANSWER = "answer"


class Comparability(enum.StrEnum):
    """How far an earlier wave's figure can be held against this one's."""

    SAME = "same"
    LIMITED = "limited"
    NONE = "none"


class Survey(Model):
    """What an activity of kind survey has beside its title.

    Its own link lets people answer before the conference and without being there; in the hall it opens as any activity.
    """

    __tablename__ = "survey"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    link_token: Mapped[str | None] = mapped_column(String(32), unique=True)
    link_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link_closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    activity: Mapped["Activity"] = relationship(back_populates="survey")
    items: Mapped[list["SurveyItem"]] = relationship(
        back_populates="survey", order_by="SurveyItem.position, SurveyItem.id", cascade="all, delete-orphan"
    )
    waves: Mapped[list["SurveyWave"]] = relationship(
        back_populates="survey", order_by="SurveyWave.year, SurveyWave.id", cascade="all, delete-orphan"
    )

    @property
    def is_open_by_link(self) -> bool:
        return self.link_opened_at is not None and self.link_closed_at is None


class SurveyItem(Model):
    __tablename__ = "survey_item"
    __table_args__ = (
        CheckConstraint("kind <> 'scale' or asks_expectation or asks_experience", name="scale_asks_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(enum_column(ItemKind, "kind"), default=ItemKind.SCALE)
    area: Mapped[str] = mapped_column(String(60), default="")
    """The reputation area that it belongs to."""
    text: Mapped[str] = mapped_column(String(240))
    asks_expectation: Mapped[bool] = mapped_column(default=True)
    asks_experience: Mapped[bool] = mapped_column(default=True)
    only_group_id: Mapped[int | None] = mapped_column(ForeignKey("target_group.id", ondelete="SET NULL"))
    """Asked of this target group alone; None: of all."""
    choices: Mapped[str] = mapped_column(Text, default="")
    """Of a choice: what can be chosen, one a line."""

    survey: Mapped["Survey"] = relationship(back_populates="items")


class SurveyResponse(Model):
    """One person's answers, by nobody in particular."""

    __tablename__ = "survey_response"
    __table_args__ = ({"sqlite_with_rowid": False},)

    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """response_key() of the secret that only the respondent's browser keeps."""
    target_group_id: Mapped[int] = mapped_column(ForeignKey("target_group.id"))


class SurveyAnswer(Model):
    """One answer. No row: skipped."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["activity_id", "key"], ["survey_response.activity_id", "survey_response.key"], ondelete="CASCADE"
        ),
        CheckConstraint(
            "(value is not null and text is null and not dont_know)"
            " or (value is null and text is not null and not dont_know)"
            " or (value is null and text is null and dont_know)",
            name="one_answer",
        ),
        {"sqlite_with_rowid": False},
    )

    activity_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("survey_item.id", ondelete="CASCADE"), primary_key=True, index=True)
    aspect: Mapped[Aspect] = mapped_column(enum_column(Aspect, "aspect"), primary_key=True)
    value: Mapped[int | None]
    """1–6, or the number of the choice from 1; None for «Ikke sikker» and for a text."""
    dont_know: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str | None] = mapped_column(Text)


class SurveyWave(Model):
    """An earlier survey, as figures: the answers themselves are not here."""

    __tablename__ = "survey_wave"
    __table_args__ = (UniqueConstraint("activity_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]

    survey: Mapped["Survey"] = relationship(back_populates="waves")
    figures: Mapped[list["WaveFigure"]] = relationship(
        back_populates="wave", order_by="WaveFigure.id", cascade="all, delete-orphan"
    )


class WaveFigure(Model):
    __tablename__ = "wave_figure"
    __table_args__ = (
        UniqueConstraint("wave_id", "item_id", "aspect", "target_group_id"),
        CheckConstraint("comparability = 'same' or reason <> ''", name="reason_where_limited"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("survey_wave.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("survey_item.id", ondelete="CASCADE"), index=True)
    aspect: Mapped[Aspect] = mapped_column(enum_column(Aspect, "aspect"))
    target_group_id: Mapped[int | None] = mapped_column(ForeignKey("target_group.id", ondelete="CASCADE"))
    """None: all together."""
    answered: Mapped[int | None]
    mean: Mapped[float | None]
    """On the scale 1–6."""
    positive: Mapped[float | None]
    """Share of 5 and 6, 0–1."""
    comparability: Mapped[Comparability] = mapped_column(enum_column(Comparability, "comparability"))
    reason: Mapped[str] = mapped_column(String(240), default="")

    wave: Mapped["SurveyWave"] = relationship(back_populates="figures")


def response_key(activity_id: int, token: str) -> str:
    """SHA-256 in hex of the survey and a browser's token; see ballot_key()."""
    return hashlib.sha256(f"survey {activity_id} {token}".encode()).hexdigest()
