"""A figure that is told in words, as its cell says it."""

from flask_babel import gettext as _

from app.charts.values import Absence
from app.report.cells import Cell


def told(value: float | Absence | None) -> Cell:
    """Of what is told so in a sheet; of any other absence there is no word here."""
    if not isinstance(value, Absence):
        return value
    return {Absence.WITHHELD: _("skjult"), Absence.MOST: _("de fleste"), Absence.LEAST: _("få")}[value]
