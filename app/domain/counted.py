"""What has been counted stays counted: an answer that came after could be told by the difference. METHODS.md, 4."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity
from app.queries.answers import counted_with_answers


def check_not_counted(activity: Activity) -> None:
    """Refused once somebody may have seen figures. Where nobody has answered there is nothing to tell."""
    if counted_with_answers([activity]):
        raise Refused(
            _(
                "Svarene er talt opp. Åpnes den igjen, kan noen regne seg fram til hva de nye svarte. "
                "Lag heller en ny aktivitet."
            )
        )
