"""What the team wrote about a theme that is gone is put where it can be read, or put away."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.summary_texts import add_version, together
from app.domain.transaction import writing
from app.live.revisions import take_turn
from app.models import Account, Conference
from app.models.summary_text import TEXT_LIMIT, Section
from app.queries.summary_texts import standing_section, summary_text_of


def move_stray_text(
    conference: Conference,
    section: Section,
    to: Section | None,
    seen: str,
    account: Account | None,
    *,
    copies: bool = False,
) -> None:
    """Below what stands at `to`, and away from where it stood unless it `copies`; without `to` away alone. All of it
    stays among the versions. Refused where the text is another one by now than the one with the mark `seen`."""
    with writing():
        take_turn(conference.id)
        text = summary_text_of(conference, section)
        if text is None or text.mark != seen:
            raise Refused(_("Noen andre har endret teksten i mellomtiden. Ingenting er endret."))
        if to is not None:
            to = standing_section(conference, to)
            there = summary_text_of(conference, to)
            both = together(there.text if there else "", text.text)
            if len(both) > TEXT_LIMIT:
                raise Refused(_("Det er ikke plass til begge tekstene der."))
            add_version(conference, to, both, account, "write_summary_text")
        if not copies:
            add_version(conference, section, "", account, "write_summary_text")
