"""Earlier surveys, as figures: the answers themselves are not here."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, UtcDateTime, enum_column
from app.models.survey import Aspect, Survey

REASON_LIMIT = 240
LABEL_LIMIT = 60
FIRST_YEAR, LAST_YEAR = 1950, 2100


class Comparability(enum.StrEnum):
    """How far an earlier wave's figure can be held against this one's."""

    SAME = "same"
    LIMITED = "limited"
    NONE = "none"


class SurveyWave(Model):
    __tablename__ = "survey_wave"
    __table_args__ = (
        Index(
            "uq_survey_wave_label",
            "activity_id",
            "label",
            unique=True,
            sqlite_where=text("removed_at is null"),
            postgresql_where=text("removed_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(LABEL_LIMIT))
    year: Mapped[int]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    survey: Mapped["Survey"] = relationship()
    figures: Mapped[list["WaveFigure"]] = relationship(
        back_populates="wave", order_by="WaveFigure.id", cascade="all, delete-orphan"
    )


class WaveFigure(Model):
    __tablename__ = "wave_figure"
    __table_args__ = (
        UniqueConstraint("wave_id", "item_id", "aspect", "target_group_id"),
        CheckConstraint("comparability = 'same' or reason <> ''", name="reason_where_limited"),
        CheckConstraint("mean between 1 and 6", name="mean"),
        CheckConstraint("positive between 0 and 1", name="positive"),
        CheckConstraint("mean is not null or positive is not null", name="says_something"),
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
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="")

    wave: Mapped["SurveyWave"] = relationship(back_populates="figures")
