"""What a person thinks of what another said."""

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Opinion

MOST_IDS = 60


def read_opinion(values: Mapping[str, str]) -> Opinion:
    try:
        return Opinion(values.get("opinion", ""))
    except ValueError:
        raise Refused(_("Velg enig, uenig eller stå over.")) from None


def read_ids(value: str) -> list[int]:
    """Whole numbers with commas between; what is garbled or beyond MOST_IDS is left out."""
    return [int(part) for part in value.split(",")[:MOST_IDS] if re.fullmatch(r"[0-9]{1,12}", part)]
