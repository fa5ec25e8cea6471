"""What the team has written: the text of each section, and the versions behind it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Conference, SummaryText
from app.models.summary_text import HEARD, OF_AN_ACTIVITY, Section


def summary_texts_of(conference: Conference) -> dict[Section, SummaryText]:
    """The present text of every section that has one, in one question."""
    newest = (
        select(func.max(SummaryText.id))
        .where(SummaryText.conference_id == conference.id, SummaryText.is_aside.is_(False))
        .group_by(SummaryText.part, SummaryText.activity_id)
    )
    asked = select(SummaryText).options(joinedload(SummaryText.account)).where(SummaryText.id.in_(newest))
    return {text.section: text for text in db.session.scalars(asked)}


def sections_of(conference: Conference) -> list[Section]:
    """Every place where the team may write."""
    about = [(part, activity.id) for activity in conference.activities if activity.asks for part in OF_AN_ACTIVITY]
    return [HEARD, *(Section(part, activity_id) for part, activity_id in about)]


def versions_of(conference: Conference, section: Section) -> Sequence[SummaryText]:
    """The newest first, with those that were put aside."""
    return db.session.scalars(
        select(SummaryText)
        .options(joinedload(SummaryText.account))
        .where(
            SummaryText.conference_id == conference.id,
            SummaryText.part == section.part,
            SummaryText.activity_id.is_not_distinct_from(section.activity_id),
        )
        .order_by(SummaryText.id.desc())
    ).all()


def summary_text_of(conference: Conference, section: Section) -> SummaryText | None:
    """The section's present text."""
    return next((version for version in versions_of(conference, section) if not version.is_aside), None)


def version_of(conference: Conference, version_id: int) -> SummaryText | None:
    version = db.session.get(SummaryText, version_id)
    return version if version is not None and version.conference_id == conference.id else None


Words = Mapping[Section, str]
"""What the summary says in the team's words, by section. A section without text may be missing."""


def words_of(conference: Conference) -> Words:
    """As they stand now, for the team itself."""
    return {section: text.text for section, text in summary_texts_of(conference).items()}
