"""The page where paper forms are typed: what stays from line to line, and the one line."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.domain.paper import PaperLine
from app.forms.contributions import clean_text, fault_of
from app.forms.joining import read_table, read_target_group
from app.models import Activity, Conference, ContributionKind, Table, TargetGroup
from app.queries.activities import activity_on_stage
from app.queries.tables import table_of

MOST_FORMS = 9999


@dataclass(frozen=True)
class PaperForm:
    activity: Activity | None
    number: int
    """0: what was typed is no number of a form."""
    typed_number: str
    kind: ContributionKind
    group: TargetGroup | None
    table: Table | None
    text: str
    client_key: uuid.UUID

    @property
    def error(self) -> str | None:
        if self.activity is None:
            return _("Velg en dialog i programmet.")
        if self.group is None:
            return _("Velg en målgruppe først.")
        if not self.number:
            return _("Skriv nummeret på skjemaet, fra 1 til %(most)s.", most=MOST_FORMS)
        return fault_of(self.text)

    def line(self) -> PaperLine:
        if self.group is None:
            raise ValueError("a line without a group has an error")
        return PaperLine(self.number, self.kind, self.group, self.table, self.text, self.client_key)

    @property
    def kept(self) -> dict[str, Any]:
        """For the address of the next line."""
        return {
            "activity": self.activity and self.activity.id,
            "form": self.number,
            "kind": self.kind.value,
            "group": self.group and self.group.mark,
            "number": self.table and self.table.number,
        }


def dialogues_of(conference: Conference) -> list[Activity]:
    return [activity for activity in conference.activities if activity.is_dialogue]


def read_paper_form(values: Mapping[str, str], conference: Conference) -> PaperForm:
    """What is missing is as likely as can be: the question on stage, form 1, advice."""
    dialogues = dialogues_of(conference)
    stage = activity_on_stage(conference)
    likely = stage if stage in dialogues else next(iter(dialogues), None)
    activity = next((each for each in dialogues if str(each.id) == values.get("activity")), likely)
    typed, table = values.get("form", "1").strip(), read_table(values)
    number = int(typed) if typed.isdecimal() and len(typed) <= 6 else 0
    kind = ContributionKind.INPUT if values.get("kind") == "input" else ContributionKind.ADVICE
    if activity is not None and not (activity.takes_advice and activity.takes_input):
        kind = ContributionKind.ADVICE if activity.takes_advice else ContributionKind.INPUT
    try:
        key = uuid.UUID(values.get("client_key", ""))
    except ValueError:
        key = uuid.uuid4()
    return PaperForm(
        activity=activity,
        number=number if number <= MOST_FORMS else 0,
        typed_number=typed,
        kind=kind,
        group=read_target_group(values, conference),
        table=None if table is None else table_of(conference, table),
        text=" ".join(clean_text(values.get("text", "")).split()),
        client_key=key,
    )
