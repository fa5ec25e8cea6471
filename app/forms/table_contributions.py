"""What a table's device posts: a text, the minority's view, whose voice it is, and which step the button asks for."""

import enum
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.domain.table_contributions import TableText
from app.forms.contributions import clean_text, fault_of, read_contribution
from app.forms.joining import read_target_group
from app.models import Activity, ContributionKind, TargetGroup


class Step(enum.StrEnum):
    READ = "read"
    """Back to the table, before anything is stored."""
    MEND = "mend"
    SEND = "send"


@dataclass(frozen=True)
class TableForm:
    step: Step
    kind: ContributionKind
    group: TargetGroup | None
    text: str
    minority: str
    client_key: uuid.UUID
    errors: dict[str, str] = field(default_factory=dict)
    """A sentence for each field that must be mended; of the whole under `all`."""

    @property
    def mark(self) -> int | None:
        return None if self.group is None else self.group.mark

    def said(self) -> TableText:
        if self.group is None:
            raise ValueError("a form without a group has an error")
        return TableText(self.kind, self.group, self.text, self.minority, self.client_key)

    def refused(self, message: object) -> "TableForm":
        return replace(self, errors={"all": str(message)})


def new_table_form(
    activity: Activity, groups: Sequence[TargetGroup], values: Mapping[str, str] | None = None
) -> TableForm:
    """Empty. Where one group alone sits at the table, it is chosen; else the one that the address says was last."""
    only = groups[0] if len(groups) == 1 else None
    if len(activity.conference.target_groups) == 1:
        only = activity.conference.target_groups[0]
    group = only or read_target_group(values or {}, activity.conference)
    kind = ContributionKind.ADVICE if activity.takes_advice else ContributionKind.INPUT
    return TableForm(Step.MEND, kind, group, "", "", uuid.uuid4())


def read_table_form(values: Mapping[str, str], activity: Activity) -> TableForm:
    said = read_contribution(values, activity)
    step = values.get("step", "")
    form = TableForm(
        step=Step(step) if step in set(Step) else Step.READ,
        kind=said.kind,
        group=read_target_group(values, activity.conference),
        text=said.text,
        minority=clean_text(values.get("minority", "")),
        client_key=said.client_key,
    )
    return form if form.step is Step.MEND else replace(form, errors=_faults_of(form, said.error))


def _faults_of(form: TableForm, text_error: str | None) -> dict[str, str]:
    faults = {
        "group": _("Velg hvem det kommer fra.") if form.group is None else None,
        "text": text_error,
        "minority": fault_of(form.minority) if form.minority else None,
    }
    return {name: sentence for name, sentence in faults.items() if sentence}


def read_chosen(values: MultiDict[str, str]) -> set[int]:
    """The ids of the advice that is ticked."""
    return {int(id) for id in values.getlist("important") if id.isdecimal() and len(id) <= 12}
