"""A file to keep, for whoever may have it."""

from datetime import date
from io import BytesIO

from flask import Response, g, send_file
from flask_babel import force_locale
from flask_babel import gettext as _

LONGEST_NAME = 100
FORBIDDEN_IN_NAMES = '<>:"/\\|?*'


def download(content: bytes, mimetype: str, ending: str) -> Response:
    """A file to keep, named after the conference in its own language."""
    with force_locale(str(g.conference.language)):
        name = file_name(g.conference.title, g.conference.held_on, ending)
    response = send_file(BytesIO(content), mimetype, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(title: str, held_on: date, ending: str = "pdf") -> str:
    """A name that every file system takes."""
    name = _("Oppsummering %(title)s", title=title)
    allowed = "".join(letter for letter in name if letter.isprintable() and letter not in FORBIDDEN_IN_NAMES)
    return f"{' '.join(allowed.split())[:LONGEST_NAME].rstrip(' .')} {held_on:%Y-%m-%d}.{ending}"
