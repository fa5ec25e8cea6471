"""Finds what may tell who somebody is, or hurt: signs for whoever reads it before it is shown. Rules: METHODS.md, 6.

Nothing is held back by a sign. What is never stored is in personal_data.py.
"""

import enum
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.analysis.personal_data import hard_identifiers


class SignKind(enum.StrEnum):
    IDENTIFIER = "identifier"
    """As on paper notes, which are not stopped on a phone."""
    NAME = "name"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    SWEAR_WORD = "swear_word"


@dataclass(frozen=True)
class Sign:
    kind: SignKind
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of a text that is marked, or is not."""

    text: str
    is_marked: bool


_CAPITAL = "A-ZÆØÅÄÖÜÉČĐŊŠŦŽÁ"
_NAME = rf"[{_CAPITAL}][\w'’\-]*\.?"
# Those whom people meet, in both written languages. A title alone is no sign; a name after it is.
_TITLES = (
    r"saksbehandler|saksbehandlar|rådgiver|rådgjevar|konsulent|lærer|lærar|kontaktlærer|kontaktlærar|trener|"
    r"trenar|leder|leiar|avdelingsleder|avdelingsleiar|enhetsleder|einingsleiar|rektor|styrer|styrar|assistent|"
    r"vaktmester|vaktmeister|lege|fastlege|tannlege|overlege|doktor|dr|psykolog|tannpleier|sykepleier|"
    r"sjukepleiar|helsesykepleier|helsesjukepleiar|helsesøster|fysioterapeut|jordmor|miljøarbeider|ordfører|"
    r"ordførar|rådmann|kommunedirektør|kommunalsjef|sjef|prest|politibetjent|lensmann|nabo|onkel|tante|herr|hr|"
    r"fru|frøken|frk|mr|mrs|ms|doctor|teacher|nurse"
)
_NAMED = re.compile(rf"(?<!\w)(?i:(?:{_TITLES})(?:en|n|a)?\.?) +{_NAME}(?: +{_NAME}){{0,2}}(?!\w)")
_STREET = r"(?:vei|vegen|veien|veg|gat[ae]n?|gt\.|all[eé](?:en)?|plass(?:en)?|stien|tunet|ringen|svingen)"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:[{_CAPITAL}]\w+{_STREET}|{_NAME}(?: +\w+){{0,2}} +{_STREET}"
    rf"|[{_CAPITAL}]\w+(?:bakken|lia|haugen|kroken|løkka|brinken|terrasse|åsen|jordet)) +\d{{1,4}} ?[A-Za-z]?(?!\w)"
)
_MONTH = r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*\.?"
_DAY = rf"\d{{1,2}}(?:[./\- ] ?\d{{1,2}}[./\- ] ?|\. ?{_MONTH} ?)"
_BORN = re.compile(
    rf"(?<!\w)(?i:f(?:ødt|ødd|ødselsdato|\.) ?:?(?: den)? ?){_DAY}(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?<![\w.]){_DAY}19\d\d(?!\d)"  # a whole date of the last century is hardly anything else
)
_WORD = re.compile(r"\w+")


def soft_signs(text: str, swear_words: frozenset[str]) -> list[Sign]:
    """In the order of the text, none over another. `swear_words` are single words in lower case, matched whole."""
    found: list[Sign] = []
    for sign in _candidates(text, swear_words):
        if not any(sign.start < other.end and other.start < sign.end for other in found):
            found.append(sign)
    return sorted(found, key=lambda sign: sign.start)


def _candidates(text: str, swear_words: frozenset[str]) -> Iterator[Sign]:
    for identifier in hard_identifiers(text):
        start = text.find(identifier.text)
        yield Sign(SignKind.IDENTIFIER, start, start + len(identifier.text))
    for kind, pattern in ((SignKind.BIRTH_DATE, _BORN), (SignKind.NAME, _NAMED), (SignKind.ADDRESS, _ADDRESS)):
        for match in pattern.finditer(text):
            yield Sign(kind, *match.span())
    for match in _WORD.finditer(text):
        if unicodedata.normalize("NFC", match.group().lower()) in swear_words:
            yield Sign(SignKind.SWEAR_WORD, *match.span())


def pieces_of(text: str, signs: Sequence[Sign]) -> list[Piece]:
    """The whole text, parted where it is marked."""
    pieces, at = [], 0
    for sign in signs:
        pieces += [Piece(text[at : sign.start], is_marked=False), Piece(text[sign.start : sign.end], is_marked=True)]
        at = sign.end
    pieces.append(Piece(text[at:], is_marked=False))
    return [piece for piece in pieces if piece.text]
