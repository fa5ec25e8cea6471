"""How a published text stands in every output: what is no more than some of a table's view says so itself."""

from app.models import Contribution
from app.queries.contribution_reports import Said
from app.queries.contribution_words import told


def printed(said: Said | Contribution) -> str:
    """In the language that is being gathered."""
    return told(said.text, said.is_minority)
