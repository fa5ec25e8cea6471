"""Contributions out of a table: which column is what, and what each row becomes or why it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_babel import get_timezone

from app.analysis.personal_data import hard_identifiers
from app.domain.errors import Refused
from app.domain.imports import ImportedRow
from app.forms.cells import group_named, kind_named, moment_of
from app.forms.contributions import clean_text
from app.forms.fields import lazy as _
from app.forms.sheets import BROKEN, Sheet, SheetRow
from app.models import Activity, Conference, ContributionKind, TargetGroup
from app.models.contribution import TEXT_LIMIT

TEXT_NAMES = ("tekst", "text", "innspill", "innspel", "råd", "comment body", "comment", "contribution", "kommentar")
GROUP_NAMES = ("målgruppe", "målgruppa", "target group", "stakeholder group", "gruppe", "group")
KIND_NAMES = ("råd eller innspill", "råd eller innspel", "råd/innspill", "type", "slag", "kind", "art")
TIME_NAMES = ("tidspunkt", "timestamp", "tid", "klokkeslett", "når", "time", "datetime", "dato", "date")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where in the table things stand. A fixed group or kind holds for all rows, and a column for each its own."""

    text: int
    group: int | TargetGroup
    kind: int | ContributionKind
    time: int | None = None


@dataclass
class PreviewRow:
    """What one row becomes, as far as it could be understood."""

    number: int
    text: str
    group: TargetGroup | None = None
    kind: ContributionKind | None = None
    submitted_at: datetime | None = None
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def imported(self) -> ImportedRow | None:
        """None for a faulty row."""
        if self.faults or self.group is None or self.kind is None:
            return None
        return ImportedRow(
            number=self.number,
            target_group_id=self.group.id,
            kind=self.kind,
            text=self.text,
            submitted_at=self.submitted_at,
        )


def preview(sheet: Sheet, columns: Columns, activity: Activity) -> list[PreviewRow]:
    reader = _Reader(columns, activity)
    return [reader.read(row) for row in sheet.rows]


def good_rows(rows: Sequence[PreviewRow]) -> list[ImportedRow]:
    return [imported for row in rows if (imported := row.imported()) is not None]


class _Reader:
    def __init__(self, columns: Columns, activity: Activity) -> None:
        self.columns = columns
        self.activity = activity
        self.groups = activity.conference.target_groups
        # Not Flask-Babel's own object: it is pytz's, which dates from the sun (+00:53) until it is asked otherwise.
        self.zone = ZoneInfo(str(get_timezone() or UTC))

    def read(self, row: SheetRow) -> PreviewRow:
        result = PreviewRow(row.number, clean_text(row.cell(self.columns.text)))
        for read in (self._check_text, self._read_group, self._read_kind, self._read_time):
            try:
                read(row, result)
            except Refused as refused:
                result.faults.append(str(refused))
        return result

    def _check_text(self, row: SheetRow, result: PreviewRow) -> None:
        if any(BROKEN in cell for cell in row.cells):
            raise Refused(_("Raden har tegn som var ødelagt da fila ble lagret (�)."))
        if not result.text:
            raise Refused(_("Teksten er tom."))
        if len(result.text) > TEXT_LIMIT:
            raise Refused(
                _("Teksten har %(count)s tegn. Det er plass til %(limit)s.", count=len(result.text), limit=TEXT_LIMIT)
            )
        # Told, not stopped: staff typed the note and answer for it, and a number may be the municipality's own.
        result.warnings += [
            str(_("Kan være en personopplysning: %(found)s", found=found.text))
            for found in hard_identifiers(result.text)
        ]

    def _read_group(self, row: SheetRow, result: PreviewRow) -> None:
        if isinstance(self.columns.group, TargetGroup):
            result.group = self.columns.group
        else:
            result.group = group_named(row.cell(self.columns.group), self.groups)

    def _read_kind(self, row: SheetRow, result: PreviewRow) -> None:
        kind = self.columns.kind
        result.kind = kind if isinstance(kind, ContributionKind) else kind_named(row.cell(kind))
        if result.kind is ContributionKind.ADVICE and not self.activity.takes_advice:
            raise Refused(_("Spørsmålet tar ikke imot råd."))
        if result.kind is ContributionKind.INPUT and not self.activity.takes_input:
            raise Refused(_("Spørsmålet tar ikke imot innspill."))

    def _read_time(self, row: SheetRow, result: PreviewRow) -> None:
        if self.columns.time is not None and (typed := row.cell(self.columns.time).strip()):
            result.submitted_at = moment_of(typed, self.activity.conference.held_on, self.zone)


def guessed_column(sheet: Sheet, names: Sequence[str]) -> int | None:
    """The column that is called one of `names`, the first of them first."""
    header = [" ".join(name.casefold().replace("-", " ").replace("_", " ").split()) for name in sheet.header]
    return next((header.index(name) for name in names if name in header), None)


def guessed_text_column(sheet: Sheet) -> int:
    """By its name, else the column with the longest texts."""
    named = guessed_column(sheet, TEXT_NAMES)
    if named is not None:
        return named
    return max(range(len(sheet.header)), key=lambda column: sum(len(row.cell(column)) for row in sheet.rows))


@dataclass(frozen=True)
class ImportChoices:
    """What is chosen on the page about the file, as the values of its fields."""

    text: str
    group: str
    kind: str
    time: str

    def columns(self, sheet: Sheet, conference: Conference) -> Columns:
        """Refused for a choice that the page does not offer."""
        width = len(sheet.header)
        text, group, kind = _column(self.text, width), _column(self.group, width), _column(self.kind, width)
        groups = {f"all:{each.mark}": each for each in conference.target_groups}
        kinds = {f"all:{each.value}": each for each in ContributionKind}
        chosen_group = groups.get(self.group) if group is None else group
        chosen_kind = kinds.get(self.kind) if kind is None else kind
        if text is None or chosen_group is None or chosen_kind is None:
            raise Refused(_("Velg hvor teksten, målgruppa og typen står."))
        return Columns(text=text, group=chosen_group, kind=chosen_kind, time=_column(self.time, width))


def _column(value: str, width: int) -> int | None:
    prefix, _colon, number = value.partition(":")
    is_column = prefix == "column" and number.isascii() and number.isdigit() and len(number) < 5
    return int(number) if is_column and int(number) < width else None


def guessed_choices(sheet: Sheet, activity: Activity) -> ImportChoices:
    """From the header, in three languages. What is not there must be chosen: a wrong group would look right."""

    def column_or(names: Sequence[str], otherwise: str) -> str:
        column = guessed_column(sheet, names)
        return otherwise if column is None else f"column:{column}"

    only = (
        "" if activity.takes_advice and activity.takes_input else "all:advice" if activity.takes_advice else "all:input"
    )
    return ImportChoices(
        text=f"column:{guessed_text_column(sheet)}",
        group=column_or(GROUP_NAMES, ""),
        kind=column_or(KIND_NAMES, only),
        time=column_or(TIME_NAMES, ""),
    )


def read_choices(values: Mapping[str, str]) -> ImportChoices:
    return ImportChoices(**{name: values.get(f"{name}_column", "") for name in ("text", "group", "kind", "time")})
