"""Finds hard identifiers in free text: what must never be stored. Rules: METHODS.md, 6.

No program finds «jenta i 7B med rullestol»; that is what reading before showing is for.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass


class IdentifierKind(enum.StrEnum):
    NATIONAL_ID = "national_id"
    ELEVEN_DIGITS = "eleven_digits"
    """An account number, or a national id with a slip."""
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True)
class Identifier:
    kind: IdentifierKind
    text: str
    """As it stands in the text."""


_GAP = r"[ \u00a0\u202f.\-\u2013/]?"
_ELEVEN_SEPARATED = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{10}}(?!\d)")
# 12345678901, 123456 78901 and an account's 1234.56.78901; other groupings are mostly lists of numbers.
_ELEVEN_TOGETHER = re.compile(rf"(?<!\d)(?:\d{{11}}|\d{{6}}{_GAP}\d{{5}}|\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{5}})(?!\d)")
_EMAIL = re.compile(
    r"[\w.+\-]{1,64} ?"
    r"(?:@|[(\[{] ?(?:at|a|@|kr[øo]llalfa|alfakr[øo]ll) ?[)\]}]|\b(?:kr[øo]llalfa|alfakr[øo]ll)\b) ?"
    r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,4}"
    r"(?:\.| ?[(\[]? ?\b(?:punktum|prikk|dot)\b ?[)\]]? ?)[a-zæøå]{2,24}\b",
    re.IGNORECASE,
)
_COUNTRY_CODE = re.compile(rf"(?<![\d+])(?:\+ ?|00)[1-9](?:{_GAP}[()]?{_GAP}\d){{7,14}}(?!\d)")
# 99 99 99 99, 999 99 999 and 99999999. Norwegian numbers begin with 2–9.
_NORWEGIAN = re.compile(
    r"(?<![\d.,+])(?:"
    r"[2-9]\d(?:([ \u00a0\u202f.\-])\d\d)(?:\1\d\d){2}"
    r"|[2-9]\d\d([ \u00a0\u202f.\-])\d\d\2\d{3}"
    r"|[2-9]\d{7}"
    r")(?!\d|[.,]\d| ?(?:kr\b|kroner|,-|%|mill|tonn))",
    re.IGNORECASE,
)
_CUED = re.compile(rf"(?:tlf|telefon\w*|mobil\w*|ring)\b\D{{0,12}}([2-9](?:{_GAP}\d){{7}})(?!\d)", re.IGNORECASE)
_DAY_WRITTEN_TOGETHER = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def hard_identifiers(text: str) -> list[Identifier]:
    """Each one once, in the order of the text."""
    found: dict[int, Identifier] = {}
    taken: list[range] = []
    for kind, start, end in _candidates(text):
        if not any(start < span.stop and span.start < end for span in taken):
            taken.append(range(start, end))
            found[start] = Identifier(kind, text[start:end])
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def _candidates(text: str) -> Iterator[tuple[IdentifierKind, int, int]]:
    """The surer kinds first: what they have taken is not told a second time as something else."""
    for match in _ELEVEN_SEPARATED.finditer(text):
        if is_national_id(match.group()):
            yield IdentifierKind.NATIONAL_ID, *match.span()
    for match in _EMAIL.finditer(text):
        yield IdentifierKind.EMAIL, *match.span()
    for match in _COUNTRY_CODE.finditer(text):
        yield IdentifierKind.PHONE, *match.span()
    for match in _ELEVEN_TOGETHER.finditer(text):
        yield IdentifierKind.ELEVEN_DIGITS, *match.span()
    for match in _CUED.finditer(text):
        yield IdentifierKind.PHONE, *match.span(1)
    for match in _NORWEGIAN.finditer(text):
        if not _DAY_WRITTEN_TOGETHER.fullmatch(match.group()):
            yield IdentifierKind.PHONE, *match.span()


def is_national_id(text: str) -> bool:
    """Eleven digits, with or without separators: a possible date and right control digits.

    D-numbers have 40 more on the day; synthetic ones 40, 65 or 80 more on the month. The first control
    remainder is 0 today and 0–3 for numbers given from 2032 (Skatteetaten); the second is 0.
    """
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(digits) != 11:
        return False
    day = digits[0] * 10 + digits[1]
    month = digits[2] * 10 + digits[3]
    if not (1 <= day <= 31 or 41 <= day <= 71):
        return False
    if not any(1 <= month - added <= 12 for added in (0, 40, 65, 80)):
        return False
    first = sum(weight * digit for weight, digit in zip(_FIRST_WEIGHTS, digits, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(_SECOND_WEIGHTS, digits, strict=True)) % 11
    return first <= 3 and second == 0
