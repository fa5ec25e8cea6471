"""Sentences about a survey's result that pages, screen and paper share: whom it speaks for, how many answered."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.models import Basis


def basis_sentence(basis: Basis) -> str:
    match basis:
        case Basis.SAMPLE:
            return _("Tilfeldig utvalg. Marginene er konfidensintervall på 95 prosent.")
        case Basis.OPEN:
            return _("Åpen undersøkelse, ikke representativt utvalg. Da kan ingen feilmargin regnes ut.")
        case Basis.HALL:
            return _("Alle i rommet ble spurt. Tallene gjelder dem som var her, uten feilmargin.")


def basis_words(basis: Basis) -> str:
    """The same, as short as the hall's screen wants it."""
    match basis:
        case Basis.SAMPLE:
            return _("tilfeldig utvalg")
        case Basis.OPEN:
            return _("åpen undersøkelse, ikke representativt utvalg")
        case Basis.HALL:
            return _("alle i rommet")


def rate_sentence(answered: int, asked: int, rate: float | None) -> str:
    if rate is None:
        return ngettext("%(num)d svar.", "%(num)d svar.", answered)
    return ngettext(
        "%(num)d svar av %(asked)s spurte (%(rate)s %%).",
        "%(num)d svar av %(asked)s spurte (%(rate)s %%).",
        answered,
        asked=asked,
        rate=round(rate * 100),
    )
