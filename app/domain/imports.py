"""Contributions from a file, as paper notes that were typed afterwards."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import insert

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import (
    Account,
    Activity,
    Contribution,
    ContributionKind,
    ContributionState,
    Origin,
    utc_now,
)
from app.queries.contributions import imported_keys_of

NAMESPACE = uuid.UUID("5d0f2b8e-6f55-4c2a-9a55-3f2f0b1f7c11")
"""Ours alone. A change of it would let every file be imported once more."""


@dataclass(frozen=True, kw_only=True)
class ImportedRow:
    """One row of a file that can become a contribution. The text is cleaned and within the limit."""

    number: int
    """As a spreadsheet counts: the first row of the file is 1."""
    target_group_id: int
    kind: ContributionKind
    text: str
    submitted_at: datetime | None = None
    """None: now."""


@dataclass(frozen=True)
class ImportCount:
    stored: int
    known: int
    """Were there already, from the same file."""


def client_key_of(activity: Activity, row: ImportedRow) -> str:
    """The same row of the same file has the same key; the same text in two rows has two."""
    content = (activity.id, row.number, row.target_group_id, row.kind.value, row.text)
    return str(uuid.uuid5(NAMESPACE, "\n".join(map(str, content))))


def import_contributions(
    activity: Activity, rows: Sequence[ImportedRow], state: ContributionState, account: Account | None
) -> ImportCount:
    """Stores all rows or none, with one announcement. Also after the conference: paper is typed when there is time.

    Refused for anything but a dialogue in the programme, for a kind that it does not take, and as hidden.
    """
    with transaction(activity.conference_id):
        _check(activity, rows, state)
        known = imported_keys_of(activity)
        now = utc_now()
        values = {
            key: {
                "activity_id": activity.id,
                "target_group_id": row.target_group_id,
                "client_key": key,
                "kind": row.kind,
                "text": row.text,
                "origin": Origin.PAPER,
                "state": state,
                "submitted_at": row.submitted_at or now,
                "decided_at": now if state is ContributionState.PUBLISHED else None,
            }
            for row in rows
            if (key := client_key_of(activity, row)) not in known
        }
        if values:
            # Two who import the same file in the same instant: the unique key refuses the second, in words.
            db.session.execute(insert(Contribution), list(values.values()))
            detail = f"{len(values)} {state}"
            note(activity.conference_id, account, "import_contributions", activity.id, detail)
    return ImportCount(stored=len(values), known=len(rows) - len(values))


def _check(activity: Activity, rows: Sequence[ImportedRow], state: ContributionState) -> None:
    if not activity.is_dialogue or activity.removed_at is not None:
        raise Refused(_("Velg en dialog i programmet."))
    if state is ContributionState.HIDDEN:
        raise Refused(_("Det som hentes inn, venter på godkjenning eller vises med en gang."))
    taken = {
        ContributionKind.ADVICE: activity.takes_advice,
        ContributionKind.INPUT: activity.takes_input,
    }
    groups = {group.id for group in activity.conference.target_groups}
    if not all(taken[row.kind] and row.target_group_id in groups for row in rows):
        raise Refused(_("Noen rader passer ikke til spørsmålet. Se over dem, og prøv igjen."))
