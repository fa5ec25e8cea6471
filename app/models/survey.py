"""A survey: reputation areas with items, and its own link."""

import enum
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.activity import GRACE
from app.models.base import Model, UtcDateTime, enum_column, utc_now

if TYPE_CHECKING:
    from app.models.activity import Activity
    from app.models.survey_wave import SurveyWave
    from app.models.target_group import TargetGroup

SCALE = range(1, 7)
"""1–6; «Ikke sikker» stands apart from it."""
NOT_SURE = 0
AREA_LIMIT, ITEM_LIMIT = 60, 240
FEWEST_CHOICES, MOST_CHOICES = 2, 12
MOST_ITEMS = 60


class ItemKind(enum.StrEnum):
    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"


class Aspect(enum.StrEnum):
    """What an answer on the scale is about. A choice or a text is always an ANSWER."""

    EXPECTATION = "expectation"
    EXPERIENCE = "experience"
    ANSWER = "answer"


class Basis(enum.StrEnum):
    """Whom the answers speak for, which decides whether a margin can be told."""

    SAMPLE = "sample"
    """Drawn by chance, and asked by link alone."""
    OPEN = "open"
    """Whoever had the link."""
    HALL = "hall"
    """Everybody in the hall was asked."""


class Survey(Model):
    """What an activity of kind survey has beside its title.

    Its own link lets people answer before the conference and without being there; in the hall it opens as any activity.
    """

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint("link_closed_at is null or link_opened_at is not null", name="link_closed_after_opened"),
        CheckConstraint("link_opened_at is null or link_token is not null", name="link_has_token"),
        CheckConstraint("invited >= 0", name="invited"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    link_token: Mapped[str | None] = mapped_column(String(32), unique=True)
    link_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    link_closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_sample: Mapped[bool] = mapped_column(default=False)
    """The link was sent to people drawn by chance."""
    invited: Mapped[int] = mapped_column(default=0)
    """How many the link was sent to; 0 where nobody knows."""

    activity: Mapped["Activity"] = relationship(back_populates="survey")
    items: Mapped[list["SurveyItem"]] = relationship(
        primaryjoin="and_(Survey.activity_id == SurveyItem.activity_id, SurveyItem.removed_at.is_(None))",
        order_by="SurveyItem.position, SurveyItem.id",
        viewonly=True,
    )
    all_items: Mapped[list["SurveyItem"]] = relationship(back_populates="survey", cascade="all, delete-orphan")
    """Also those that were taken out."""
    waves: Mapped[list["SurveyWave"]] = relationship(
        primaryjoin="and_(Survey.activity_id == SurveyWave.activity_id, SurveyWave.removed_at.is_(None))",
        order_by="SurveyWave.year, SurveyWave.id",
        viewonly=True,
    )

    @property
    def is_open_by_link(self) -> bool:
        return self.link_opened_at is not None and self.link_closed_at is None

    @property
    def was_asked_in_hall(self) -> bool:
        """Not where its result was shown there without a question: then it opened and closed in one moment."""
        return self.activity.opened_at is not None and self.activity.opened_at != self.activity.closed_at

    @property
    def may_be_shown_unopened(self) -> bool:
        """Answered by link alone, it can be shown in the hall without being asked there."""
        return self.link_opened_at is not None and not self.is_open_by_link

    @property
    def has_begun(self) -> bool:
        return self.activity.opened_at is not None or self.link_opened_at is not None

    def takes_answers(self, now: datetime | None = None) -> bool:
        """In the hall or by link, open or in the short grace after it. Until it is counted there are no figures."""
        is_taken = self.activity.takes_answers(now) or self.takes_answers_by_link(now)
        return is_taken and not self.activity.is_counted

    @property
    def basis(self) -> Basis:
        if self.link_opened_at is None:
            return Basis.HALL
        return Basis.SAMPLE if self.is_sample and not self.was_asked_in_hall else Basis.OPEN

    def takes_answers_by_link(self, now: datetime | None = None) -> bool:
        """Open, or closed so short ago that an answer begun before may still come."""
        if self.link_opened_at is None or self.activity.removed_at is not None:
            return False
        return self.link_closed_at is None or (now or utc_now()) < self.link_closed_at + GRACE


class SurveyItem(Model):
    __tablename__ = "survey_item"
    __table_args__ = (
        CheckConstraint("kind <> 'scale' or asks_expectation or asks_experience", name="scale_asks_something"),
        CheckConstraint("kind <> 'choice' or choices <> ''", name="choice_has_choices"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(enum_column(ItemKind, "kind"), default=ItemKind.SCALE)
    area: Mapped[str] = mapped_column(String(AREA_LIMIT), default="")
    """The reputation area that it belongs to."""
    text: Mapped[str] = mapped_column(String(ITEM_LIMIT))
    asks_expectation: Mapped[bool] = mapped_column(default=True)
    asks_experience: Mapped[bool] = mapped_column(default=True)
    only_group_id: Mapped[int | None] = mapped_column(ForeignKey("target_group.id", ondelete="SET NULL"))
    """Asked of this target group alone; None: of all."""
    choices: Mapped[str] = mapped_column(Text, default="")
    """Of a choice: what can be chosen, one a line."""
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    survey: Mapped["Survey"] = relationship(back_populates="all_items")
    only_group: Mapped["TargetGroup | None"] = relationship()

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What it asks, in the order of the page."""
        if self.kind is not ItemKind.SCALE:
            return (Aspect.ANSWER,)
        asked = ((Aspect.EXPECTATION, self.asks_expectation), (Aspect.EXPERIENCE, self.asks_experience))
        return tuple(aspect for aspect, is_asked in asked if is_asked)

    @property
    def choice_list(self) -> list[str]:
        return self.choices.splitlines()

    @property
    def highest(self) -> int:
        """The largest value that can be answered; 0 for a text."""
        return {ItemKind.SCALE: SCALE[-1], ItemKind.CHOICE: len(self.choice_list)}.get(self.kind, 0)

    def is_asked_of(self, group_id: int | None) -> bool:
        return self.only_group_id is None or self.only_group_id == group_id


def new_link_token() -> str:
    return secrets.token_urlsafe(24)
