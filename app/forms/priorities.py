"""A person's dots, as a form sends them: `dots-<contribution id>`, 0 for none."""

import re
from collections.abc import Mapping

from app.domain.errors import Refused
from app.forms.fields import lazy as _

NAME = re.compile(r"dots-([0-9]{1,12})")
COUNT = re.compile(r"[0-9]{1,4}")
MOST = 20
"""No more than so many dots can a person have."""


def sent_dots(values: Mapping[str, str]) -> dict[int, int]:
    """The whole set that is sent, by contribution id. Refused where a number is none: read as 0 it would take away
    dots that were placed before, unseen."""
    if any(NAME.fullmatch(name) and not COUNT.fullmatch(value) for name, value in values.items()):
        raise Refused(_("Antallet prikker kan ikke leses. Ingenting er sendt."))
    return read_dots(values) or {}


def read_dots(values: Mapping[str, str]) -> dict[int, int] | None:
    """By contribution id, those with any; None where an address says nothing of dots. Garbled counts as none."""
    found = {int(match[1]): _count(value) for name, value in values.items() if (match := NAME.fullmatch(name))}
    return {id: count for id, count in found.items() if count} if found else None


def within(dots: dict[int, int]) -> dict[int, int]:
    """As many of them as a person can have at all: what stands in an address can be as long as somebody likes."""
    return dict(list(dots.items())[:MOST])


def _count(value: str) -> int:
    return int(value) if COUNT.fullmatch(value) else 0
