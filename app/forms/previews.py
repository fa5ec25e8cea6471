"""The pages of an import: the file, what was chosen about it, and whether what is confirmed is what was seen."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

from werkzeug.datastructures import FileStorage

from app.domain.errors import Refused
from app.forms.fields import lazy as _
from app.forms.imports import ImportChoices, PreviewRow, guessed_choices, preview, read_choices
from app.forms.sheets import LARGEST_BYTES, Sheet, decode, read_sheet
from app.models import Activity, Conference, ContributionState
from app.queries.activities import activity_of


@dataclass
class ImportForm:
    activity: Activity
    content: str
    """The file itself. It goes through the page, so that the server keeps nothing that was not confirmed."""
    has_header: bool
    sheet: Sheet
    choices: ImportChoices
    state: ContributionState
    skips_faulty: bool
    seen: str
    """The choices that the preview was drawn with."""
    rows: list[PreviewRow] = field(default_factory=list)
    refused: str = ""
    is_first: bool = False
    """Nobody has chosen anything yet: what could not be guessed is no fault of theirs."""

    @property
    def chosen(self) -> str:
        """All choices in one text, to compare with `seen`."""
        parts = (self.activity.id, self.choices, self.has_header)
        return "|".join(map(str, parts))

    def check_confirmed(self) -> None:
        if self.refused:
            raise Refused(self.refused)
        if self.seen != self.chosen:
            raise Refused(_("Du har endret valgene etter forhåndsvisningen. Se over radene, og bekreft på nytt."))
        if not self.skips_faulty and any(row.faults for row in self.rows):
            raise Refused(_("Noen rader har feil. Rett dem i fila, eller velg å hoppe over dem."))
        if all(row.faults for row in self.rows):
            raise Refused(_("Det er ingen rader uten feil."))


def read_import(values: Mapping[str, str], file: FileStorage | None, conference: Conference) -> ImportForm:
    """Refused when there is nothing to preview: no activity, no file, or none that can be read."""
    activity = activity_of(conference, _number(values.get("activity", "")))
    if activity is None or not activity.is_dialogue:
        raise Refused(_("Velg hvilket spørsmål lappene svarer på."))
    content = _content(values, file)
    is_first = "text_column" not in values
    has_header = is_first or "has_header" in values
    sheet = read_sheet(content, has_header=has_header)
    form = ImportForm(
        activity=activity,
        content=content,
        has_header=has_header,
        sheet=sheet,
        choices=guessed_choices(sheet, activity) if is_first else read_choices(values),
        state=_state(values.get("state", "")),
        skips_faulty="skip" in values,
        seen=values.get("seen", ""),
        is_first=is_first,
    )
    try:
        form.rows = preview(sheet, form.choices.columns(sheet, conference), activity)
    except Refused as refused:
        form.refused = str(refused)
    return form


def _content(values: Mapping[str, str], file: FileStorage | None) -> str:
    if file is not None and file.filename:
        with closing(file):
            return decode(file.stream.read(LARGEST_BYTES + 1))
    content = values.get("content", "")
    if not content:
        raise Refused(_("Velg en fil."))
    return content


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _state(value: str) -> ContributionState:
    published = value == ContributionState.PUBLISHED
    return ContributionState.PUBLISHED if published else ContributionState.WAITING
