"""How a published text stands where nothing beside it says what it is."""

from flask_babel import gettext as _


def told(text: str, is_minority: bool) -> str:
    """In the reader's language: what is no more than some of a table's view says so itself."""
    return _("Mindretallets syn: %(text)s", text=text) if is_minority else text
