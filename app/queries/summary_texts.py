"""What the team has written: the text of each section, and the versions behind it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Conference, SummaryPart, SummaryText, Theme
from app.models.summary_text import HEARD, OF_AN_ACTIVITY, Section
from app.queries.themes import all_themes_in, heads_in, themes_in


def summary_texts_of(conference: Conference, *, published: bool = False) -> dict[Section, SummaryText]:
    """The present text of every section that has one, in one question; or the one that everybody was last given."""
    newest = (
        select(func.max(SummaryText.id))
        .where(SummaryText.conference_id == conference.id, SummaryText.is_aside.is_(False))
        .group_by(SummaryText.part, SummaryText.activity_id, SummaryText.theme_id)
    )
    if published:
        newest = newest.where(SummaryText.published_at.is_not(None))
    asked = select(SummaryText).options(joinedload(SummaryText.account)).where(SummaryText.id.in_(newest))
    return {text.section: text for text in db.session.scalars(asked)}


def sections_of(conference: Conference) -> list[Section]:
    """Every place where the team may write."""
    about = [(part, activity.id) for activity in conference.activities if activity.asks for part in OF_AN_ACTIVITY]
    themes = [theme.id for theme in themes_in(conference.id)]
    of_themes = [
        Section(SummaryPart.ESSENCE, activity.id, theme)
        for activity in conference.activities
        if activity.is_dialogue
        for theme in themes
    ]
    return [HEARD, *(Section(part, activity_id) for part, activity_id in about), *of_themes]


def standing_section(conference: Conference, section: Section) -> Section:
    """Where the text of this one stands: about a theme that was merged, with the one that stands for it."""
    head = heads_in(conference.id).get(section.theme_id or 0)
    return section if head is None else replace(section, theme_id=head.id)


@dataclass(frozen=True)
class Stray:
    """What the team wrote about a theme that the summary does not show in this question, or shows no more."""

    theme: Theme
    text: SummaryText


def strays_in(activity: Activity, shown: Collection[int]) -> list[Stray]:
    """`shown` are the ids of the themes that something was said about. What was merged stands with the other theme,
    unless it was written after that."""
    texts = summary_texts_of(activity.conference)
    about = {section.theme_id: text for section, text in texts.items() if section.activity_id == activity.id}
    return [
        Stray(theme, about[theme.id])
        for theme in all_themes_in(activity.conference_id)
        if theme.id in about and theme.id not in shown and not _stands_elsewhere(theme, about[theme.id])
    ]


def _stands_elsewhere(theme: Theme, text: SummaryText) -> bool:
    return theme.merged_at is not None and theme.merged_into_id is not None and text.saved_at <= theme.merged_at


def versions_of(conference: Conference, section: Section) -> Sequence[SummaryText]:
    """The newest first, with those that were put aside."""
    return db.session.scalars(
        select(SummaryText)
        .options(joinedload(SummaryText.account))
        .where(
            SummaryText.conference_id == conference.id,
            SummaryText.part == section.part,
            SummaryText.activity_id.is_not_distinct_from(section.activity_id),
            SummaryText.theme_id.is_not_distinct_from(section.theme_id),
        )
        .order_by(SummaryText.id.desc())
    ).all()


def summary_text_of(conference: Conference, section: Section) -> SummaryText | None:
    """The section's present text."""
    return next((version for version in versions_of(conference, section) if not version.is_aside), None)


def unpublished_count_of(conference: Conference) -> int:
    """How many sections say something else than what everybody was last given to read."""
    published = {section: text.text for section, text in summary_texts_of(conference, published=True).items()}
    return sum(text.text != published.get(section, "") for section, text in summary_texts_of(conference).items())


def version_of(conference: Conference, version_id: int) -> SummaryText | None:
    version = db.session.get(SummaryText, version_id)
    return version if version is not None and version.conference_id == conference.id else None


@dataclass(frozen=True)
class Words:
    """The team's own work in the summary: its texts, and whether themes, quotes and follow-ups are in it."""

    texts: Mapping[Section, str] = field(default_factory=dict)
    is_whole: bool = False

    def of(self, part: SummaryPart, activity_id: int | None = None, theme_id: int | None = None) -> str:
        return self.texts.get(Section(part, activity_id, theme_id), "")


def words_of(conference: Conference) -> Words:
    """As they stand now, for the team itself."""
    return Words({section: text.text for section, text in summary_texts_of(conference).items()}, is_whole=True)


def public_words_of(conference: Conference) -> Words:
    """As everybody may read them: what was written since is not in it. Nothing before they were published."""
    if conference.words_published_at is None:
        return Words()
    texts = summary_texts_of(conference, published=True)
    return Words({section: text.text for section, text in texts.items()}, is_whole=True)
