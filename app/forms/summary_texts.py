"""What the team types in a section, and which section it is."""

import re
from collections.abc import Mapping

from flask_babel import gettext as _

from app.domain.errors import Refused
from app.forms.contributions import clean_text
from app.models import Conference, SummaryPart
from app.models.summary_text import TEXT_LIMIT, Section
from app.queries.summary_texts import sections_of
from app.queries.themes import roots_in, theme_of

ESSENCE = re.compile(r"essence-(?P<activity>[0-9]{1,9})-(?P<theme>[0-9]{1,9})")


def read_section(conference: Conference, name: str) -> Section | None:
    """The section of this conference with this name (`Section.name`).

    Of a theme that was merged meanwhile it is the one of the theme that stands for it, and of one that was removed its
    own: nobody's text is lost because somebody else tidied up.
    """
    sections = {section.name: section for section in sections_of(conference)}
    if name in sections:
        return sections[name]
    essence = ESSENCE.fullmatch(name)
    theme = theme_of(conference, int(essence["theme"])) if essence else None
    if essence is None or theme is None:
        return None
    activity_id = int(essence["activity"])
    root = roots_in(conference.id).get(theme.id)
    if root is not None:
        return sections.get(Section(SummaryPart.ESSENCE, activity_id, root.id).name)
    is_asked = any(each.is_dialogue and each.id == activity_id for each in conference.activities)
    return Section(SummaryPart.ESSENCE, activity_id, theme.id) if is_asked else None


def read_words(values: Mapping[str, str]) -> str:
    """Refused with a sentence where it is too long."""
    text = clean_text(values.get("text", ""))
    if len(text) > TEXT_LIMIT:
        raise Refused(_("Teksten har %(count)s tegn. Det er plass til %(limit)s.", count=len(text), limit=TEXT_LIMIT))
    return text
