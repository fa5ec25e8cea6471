"""An edit says what its writer began from, so that nobody's words are overwritten unseen."""

import hashlib
from dataclasses import fields
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, ActivityKind

Plan = TypeVar("Plan")


class Overtaken(Refused):
    """Somebody else has saved the same since the writer's form was drawn."""


def stored_plan(plan: type[Plan], row: object) -> Plan:
    """What stands in the database, as what somebody would write to make it so."""
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(plan)}  # type: ignore[arg-type]
    return plan(**values)


def mark_of(stored: object) -> str:
    """Short, and another one when any of the plain values is another. It travels with the form."""
    return hashlib.sha256(repr(stored).encode()).hexdigest()[:16]


_CHANGED = _("Dette er endret av en annen mens du skrev.")


def stands_already(stored: object, wanted: object, seen: str | None, sentence: object = _CHANGED) -> bool:
    """Whether nothing is to be changed. Within a running transaction, so that nobody writes in between.

    `seen` is the mark of what the writer's form was drawn from; None: of a program that writes whatever stood there.
    Overtaken, with `sentence`, when something else is stored by now.
    """
    told = _("%(told)s Der det er ulikt, står begge deler. Lagre igjen hvis ditt skal gjelde.", told=sentence)
    return _stands(stored, wanted, seen, told)


def order_stands_already(stored: list[int], wanted: list[int], seen: str | None) -> bool:
    """As stands_already(), of the ids in a list that somebody moves one of."""
    told = _("Rekkefølgen er endret i mellomtiden. Slik er den nå. Flytt igjen hvis du fortsatt vil.")
    return _stands(stored, wanted, seen, told)


def check_in_programme(activity: Activity, kind: ActivityKind | None = None) -> None:
    """Within a running transaction. Refused where it was taken out of the programme while somebody wrote about it, or
    made another `kind`.
    """
    if activity.removed_at is not None:
        raise Refused(
            _(
                "Dette er tatt ut av programmet i mellomtiden. Det du skrev, står her ennå. Angre fjerningen, og lagre "
                "igjen."
            )
        )
    if kind not in (None, activity.kind):
        raise Refused(
            _("Dette har fått en annen form i mellomtiden. Det du skrev, står her ennå, så du kan kopiere det.")
        )


def _stands(stored: object, wanted: object, seen: str | None, told: object) -> bool:
    if stored == wanted:
        return True
    if seen is not None and seen != mark_of(stored):
        raise Overtaken(told)
    return False
