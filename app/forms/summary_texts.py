"""What the team types in a section, and which section it is."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.domain.errors import Refused
from app.forms.contributions import clean_text
from app.models import Conference
from app.models.summary_text import TEXT_LIMIT, Section
from app.queries.summary_texts import sections_of


def read_section(conference: Conference, name: str) -> Section | None:
    """The section of this conference with this name (`Section.name`)."""
    return next((section for section in sections_of(conference) if section.name == name), None)


def read_words(values: Mapping[str, str]) -> str:
    """Refused with a sentence where it is too long."""
    text = clean_text(values.get("text", ""))
    if len(text) > TEXT_LIMIT:
        raise Refused(_("Teksten har %(count)s tegn. Det er plass til %(limit)s.", count=len(text), limit=TEXT_LIMIT))
    return text
