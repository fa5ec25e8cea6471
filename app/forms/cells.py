"""One cell of a table of contributions: a target group, a kind, a time. Refused says what is wrong with it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time

from app.domain.errors import Refused
from app.forms.fields import lazy as _
from app.models import ContributionKind, TargetGroup, utc_now

KIND_WORDS = {
    ContributionKind.ADVICE: ("råd", "advice", "recommendation", "anbefaling"),
    ContributionKind.INPUT: ("innspill", "innspel", "input", "contribution"),
}
SHORTEST_START = 4
"""So many letters of a target group's name are enough where only one begins with them."""
DAY_FORMATS = ("%d.%m.%Y", "%d.%m.%y")
CLOCK_FORMATS = ("%H.%M", "%H:%M", "%H.%M.%S", "%H:%M:%S")
FIRST_YEAR = 2000


def group_named(typed: str, groups: Sequence[TargetGroup]) -> TargetGroup:
    """By its whole name, or by a beginning that only one has (also «Innbygger» for «Innbyggere»)."""
    name = " ".join(typed.split()).casefold()
    if not name:
        raise Refused(_("Målgruppa mangler."))
    begins = []
    for group in groups:
        if group.name.casefold() == name:
            return group
        if len(name) >= SHORTEST_START and group.name.casefold().startswith(name):
            begins.append(group)
    if len(begins) != 1:
        raise Refused(_("Ukjent målgruppe: «%(name)s».", name=typed.strip()[:60]))
    return begins[0]


def kind_named(typed: str) -> ContributionKind:
    name = typed.strip().casefold()
    for kind, words in KIND_WORDS.items():
        if name in words:
            return kind
    raise Refused(_("Ukjent type: «%(name)s». Skriv råd eller innspill.", name=typed.strip()[:60]))


def moment_of(typed: str, day: date, zone: tzinfo) -> datetime:
    """A time as people and machines write it: ISO, «19.11.2026 09.43», «09.43» (on `day`), seconds or ms since 1970.

    Without a zone it is the place's own time.
    """
    try:
        moment = _parse_moment(typed, day)
        if moment is not None:
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        moment = None
    if moment is None:
        raise Refused(_("Tidspunktet kan ikke leses: «%(typed)s».", typed=typed[:40]))
    if moment.year < FIRST_YEAR or moment > utc_now() + timedelta(days=1):
        raise Refused(_("Tidspunktet kan ikke være riktig: «%(typed)s».", typed=typed[:40]))
    return moment


def _parse_moment(typed: str, day: date) -> datetime | None:
    if typed.isascii() and typed.isdigit() and len(typed) in (9, 10, 12, 13):
        return datetime.fromtimestamp(int(typed) / (1000 if len(typed) > 10 else 1), UTC)
    for form in CLOCK_FORMATS:
        if (clock := _parsed(typed, form)) is not None:
            return datetime.combine(day, clock.time())
    first, _space, rest = typed.replace(" kl.", "").partition(" ")
    for form in DAY_FORMATS:
        if (moment := _parsed(first, form)) is not None:
            clocks = (_parsed(rest.strip(), each) for each in CLOCK_FORMATS)
            clock = next((each for each in clocks if each is not None), None)
            if rest and clock is None:
                return None
            return datetime.combine(moment, clock.time() if clock else clock_time(12))
    return datetime.fromisoformat(typed)


def _parsed(typed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(typed, form)  # noqa: DTZ007 - the zone is added where all forms meet
    except ValueError:
        return None
