"""The team writes a section: saved as it is typed, never over what somebody else wrote, every version kept."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction, writing
from app.extensions import db
from app.live.revisions import take_turn
from app.models import Account, Conference, SummaryText, utc_now
from app.models.summary_text import Section
from app.queries.summary_texts import standing_section, summary_text_of, summary_texts_of, versions_of

ONE_SITTING = timedelta(minutes=5)
"""What one person saves within it is one version, unless much is taken away."""


@dataclass(frozen=True)
class Saved:
    version: SummaryText
    """What was written, as it is kept."""
    other: SummaryText | None = None
    """What somebody else saved meanwhile, and what the section still says. `version` was put aside then."""


def write_summary_text(
    conference: Conference, section: Section, text: str, seen: str, account: Account | None
) -> Saved:
    """`seen` is the mark of the text that the writer began from. Where the section says something else by now, nothing
    is overwritten: what was written is put aside, and both texts come back. About a theme that was merged meanwhile it
    is written where that one's stands.

    Nobody in a hall waits for it, so no revision is raised: what everybody may read changes when it is published.
    """
    with writing():
        take_turn(conference.id)
        section = standing_section(conference, section)
        now = summary_text_of(conference, section)
        if (now.text if now else "") == text:
            return Saved(now or _version(section, text))
        if now is not None and seen != now.mark:
            return Saved(_kept(conference, section, text, account, is_aside=True), now)
        return Saved(_kept(conference, section, text, account))


def restore_version(version: SummaryText, conference: Conference, account: Account | None) -> SummaryText:
    """The section says again what it said then. What it says now stays among the versions.

    Refused about a theme that was merged meanwhile: the text stands with the other's.
    """
    with writing():
        take_turn(conference.id)
        if standing_section(conference, version.section) != version.section:
            raise Refused(_("Temaet er slått sammen med et annet i mellomtiden. Ingenting er endret."))
        now = summary_text_of(conference, version.section)
        if now is not None and now.text == version.text:
            return now
        return add_version(conference, version.section, version.text, account, "restore_summary_text")


def _kept(
    conference: Conference, section: Section, text: str, account: Account | None, *, is_aside: bool = False
) -> SummaryText:
    """In the version that the writer is writing on, or in a new one."""
    last = next((each for each in versions_of(conference, section) if each.is_aside is is_aside), None)
    if last is not None and _goes_on(last, text, account, utc_now()):
        last.text, last.saved_at = text, utc_now()
        return last
    return add_version(conference, section, text, account, "write_summary_text", is_aside=is_aside)


def _goes_on(last: SummaryText, text: str, account: Account | None, now: datetime) -> bool:
    """Whether the text may take the place of the last version. Not where half of it would be gone."""
    if last.published_at is not None:
        return False
    is_same_sitting = account is not None and last.account_id == account.id and now - last.begun_at < ONE_SITTING
    return is_same_sitting and 2 * len(text) >= len(last.text)


def add_version(
    conference: Conference,
    section: Section,
    text: str,
    account: Account | None,
    action: str,
    *,
    is_aside: bool = False,
) -> SummaryText:
    """Part of a running transaction."""
    version = _version(section, text)
    version.conference_id, version.account_id = conference.id, account.id if account else None
    version.is_aside = is_aside
    db.session.add(version)
    note(conference.id, account, action, section.activity_id, section.part)
    db.session.flush()
    return version


def _version(section: Section, text: str) -> SummaryText:
    return SummaryText(part=section.part, activity_id=section.activity_id, theme_id=section.theme_id, text=text)


def publish_words(conference: Conference, account: Account | None) -> None:
    """Everybody reads from now on what stands in each section at this moment, with themes, quotes and follow-ups."""
    with transaction(conference.id):
        now = utc_now()
        for text in summary_texts_of(conference).values():
            text.published_at = now
        conference.words_published_at = now
        note(conference.id, account, "publish_words", conference.id)


def unpublish_words(conference: Conference, account: Account | None) -> None:
    """Nobody but the team reads what it wrote. Publishing again undoes it."""
    with transaction(conference.id):
        if conference.words_published_at is not None:
            conference.words_published_at = None
            note(conference.id, account, "unpublish_words", conference.id)


def together(theirs: str, mine: str) -> str:
    """Both texts, so that a person can make one of them."""
    return f"{theirs}\n\n{mine}".strip()


def stands_in(text: str, whole: str) -> bool:
    """Whether each paragraph of it is one of the whole's."""
    return set(_paragraphs_of(text)) <= set(_paragraphs_of(whole))


def _paragraphs_of(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
