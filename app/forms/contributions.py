"""What a person writes about a question: cleaned, counted, held back when it tells who somebody is."""

import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from app.analysis.personal_data import IdentifierKind, hard_identifiers
from app.domain.errors import Refused
from app.models import Activity, ContributionKind
from app.models.contribution import EPOCH, TEXT_LIMIT

# Invisible characters that turn the direction of what comes after them, beyond the text itself.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

_MOST_MARKS = 30
"""Accents on one letter, as in Unicode's stream-safe text (UAX 15). To put thousands in order would take minutes."""


@dataclass(frozen=True)
class ContributionForm:
    kind: ContributionKind
    text: str
    """Cleaned."""
    client_key: uuid.UUID
    error: str | None
    """A sentence, when it cannot be taken as it is."""


def read_contribution(values: Mapping[str, str], activity: Activity) -> ContributionForm:
    text = clean_text(values.get("text", ""))
    kind = _read_kind(values.get("kind", ""), activity)
    return ContributionForm(kind, text, _read_key(values.get("client_key", "")), fault_of(text))


def edited_text(values: Mapping[str, str], name: str = "text") -> str:
    """A text that a facilitator mends, cleaned and held to the same rules; refused with a sentence."""
    text = clean_text(values.get(name, ""))
    fault = fault_of(text)
    if fault:
        raise Refused(fault)
    return text


def _read_kind(value: str, activity: Activity) -> ContributionKind:
    try:
        return ContributionKind(value)
    except ValueError:
        return ContributionKind.ADVICE if activity.takes_advice else ContributionKind.INPUT


def _read_key(value: str) -> uuid.UUID:
    """Without the phone's own key, or with a garbled one, a resending cannot be recognised and counts anew."""
    try:
        return uuid.UUID(value)
    except ValueError:
        return uuid.uuid4()


def clean_text(typed: str) -> str:
    """One form for each letter (NFC), no control characters, no empty runs; at most two line breaks in a row."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = unicodedata.normalize("NFC", "".join(_with_few_marks(text)))
    kept = (letter for letter in text if letter == "\n" or not _is_dropped(letter))
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(kept).split("\n")]
    cleaned = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    is_empty = all(unicodedata.category(letter)[0] in "CZM" for letter in cleaned)
    return "" if is_empty else cleaned


def _with_few_marks(text: str) -> Iterator[str]:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            yield letter


def _is_dropped(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNING


def fault_of(text: str) -> str | None:
    """Why a cleaned text cannot be taken as it is: a sentence, or None."""
    if not text:
        return _("Skriv noe først.")
    if len(text) > TEXT_LIMIT:
        return _(
            "Teksten har %(count)s tegn. Det er plass til %(limit)s. Del den gjerne opp: én tanke per innspill.",
            count=len(text),
            limit=TEXT_LIMIT,
        )
    found = [_sentence(identifier.kind, identifier.text) for identifier in hard_identifiers(text)]
    if found:
        advice = _("Ta det bort, og send på nytt. Ikke skriv navn eller andre personopplysninger.")
        return " ".join([*found, advice])
    return None


def _sentence(kind: IdentifierKind, found: str) -> str:
    match kind:
        case IdentifierKind.NATIONAL_ID:
            return _("Teksten har et fødselsnummer: %(found)s.", found=found)
        case IdentifierKind.ELEVEN_DIGITS:
            return _("Teksten har et tall på elleve sifre, som et kontonummer: %(found)s.", found=found)
        case IdentifierKind.EMAIL:
            return _("Teksten har en e-postadresse: %(found)s.", found=found)
        case IdentifierKind.PHONE:
            return _("Teksten har et telefonnummer: %(found)s.", found=found)


def read_place(value: str) -> tuple[datetime, int] | None:
    """`Contribution.place` read back: where in the list to go on. None when it is garbled."""
    match = re.fullmatch(r"(\d{1,16})-(\d{1,12})", value)
    if match is None:
        return None
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
