"""What the team types in a section, and which section it is."""

import re
from collections.abc import Mapping

from flask_babel import gettext as _

from app.domain.errors import Refused
from app.forms.contributions import clean_text
from app.models import Conference, SummaryPart
from app.models.summary_text import TEXT_LIMIT, Section
from app.queries.summary_texts import sections_of
from app.queries.themes import theme_of

ESSENCE = re.compile(r"essence-(?P<activity>[0-9]{1,9})-(?P<theme>[0-9]{1,9})")


def read_section(conference: Conference, name: str) -> Section | None:
    """The section of this conference with this name (`Section.name`); also about a theme that was merged or removed:
    nobody's text is lost because somebody else tidied up."""
    essence = ESSENCE.fullmatch(name)
    if essence is None:
        return next((section for section in sections_of(conference) if section.name == name), None)
    section = Section(SummaryPart.ESSENCE, int(essence["activity"]), int(essence["theme"]))
    is_asked = any(each.is_dialogue and each.id == section.activity_id for each in conference.activities)
    return section if is_asked and theme_of(conference, int(essence["theme"])) else None


def read_words(values: Mapping[str, str]) -> str:
    """Refused with a sentence where it is too long."""
    text = clean_text(values.get("text", ""))
    if len(text) > TEXT_LIMIT:
        raise Refused(_("Teksten har %(count)s tegn. Det er plass til %(limit)s.", count=len(text), limit=TEXT_LIMIT))
    return text
