"""How a published text stands in every output: what is no more than some of a table's view says so itself."""

from flask_babel import gettext as _

from app.models import Contribution
from app.queries.contribution_reports import Said


def printed(said: Said | Contribution) -> str:
    """In the language that is being gathered."""
    return _("Mindretallets syn: %(text)s", text=said.text) if said.is_minority else said.text
