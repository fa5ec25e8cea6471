"""Rules that reactions and priorities share: what they are about is chosen before they open, and is there by then."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity
from app.queries.offers import dialogues_beside, is_about_themes, offered_count_of


def check_source(activity: Activity, source: Activity | None) -> None:
    """Refused once it has been opened: what came in is about what was offered then."""
    if activity.opened_at is not None:
        raise Refused(_("Dette kan ikke endres etter at aktiviteten er åpnet."))
    if source is not None and source not in dialogues_beside(activity):
        raise Refused(_("Velg en dialog som står i programmet."))


def check_something_offered(activity: Activity) -> None:
    if offered_count_of(activity):
        return
    if is_about_themes(activity):
        raise Refused(_("Lag noen temaer først. Det er ingenting å sette prikker på ennå."))
    raise Refused(_("Godkjenn noen råd eller innspill først. Det er ingenting å ta stilling til ennå."))


def is_taken_now(activity: Activity) -> bool:
    """Closed is closed: a tap needs no grace, and a result that somebody has seen does not move any more."""
    return activity.is_open and activity.removed_at is None and not activity.conference.is_finished
