"""The essence of a theme follows when the theme is merged into another one, and goes back when they are separated."""

from collections.abc import Iterator

from app.domain.summary_texts import add_version, stands_in, together
from app.extensions import db
from app.models import Account, Conference, SummaryPart, SummaryText, Theme, utc_now
from app.models.summary_text import Section
from app.queries.summary_texts import summary_texts_of, versions_of


def essences_follow(theme: Theme, into: Theme, account: Account | None) -> None:
    """Part of a running transaction. Below what stands there, as a new version; everybody may read it who could read
    both."""
    conference = db.session.get_one(Conference, theme.conference_id)
    for section, own, there in _pairs(conference, theme.id, into.id):
        standing = there.text if there else ""
        if stands_in(own.text, standing):
            continue
        version = add_version(conference, section, together(standing, own.text), account, "write_summary_text")
        if own.published_at is not None and (not standing or (there and there.published_at is not None)):
            version.published_at = utc_now()


def essences_return(theme: Theme, account: Account | None) -> None:
    """Part of a running transaction. Where nobody has written since, the other says again what it said before."""
    if theme.merged_into_id is None:
        return
    conference = db.session.get_one(Conference, theme.conference_id)
    for section, own, there in _pairs(conference, theme.id, theme.merged_into_id):
        earlier = [each for each in versions_of(conference, section) if not each.is_aside][1:]
        before = earlier[0].text if earlier else ""
        if there is not None and there.text != before and there.text == together(before, own.text):
            version = add_version(conference, section, before, account, "restore_summary_text")
            version.published_at = there.published_at and utc_now()


def _pairs(
    conference: Conference, theme_id: int, other_id: int
) -> Iterator[tuple[Section, SummaryText, SummaryText | None]]:
    """Of each question where something is written about the theme: where the other's essence stands, and both."""
    texts = summary_texts_of(conference)
    for section, own in texts.items():
        if section.part is SummaryPart.ESSENCE and section.theme_id == theme_id and own.text:
            there = Section(SummaryPart.ESSENCE, section.activity_id, other_id)
            yield there, own, texts.get(there)
