"""Figures of earlier surveys out of a table: what each row becomes, or why it cannot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from app.analysis.suppression import FEWEST
from app.domain.errors import Refused
from app.domain.survey_waves import EarlierFigure, EarlierWave
from app.forms.cells import group_named
from app.forms.fields import clean_line
from app.forms.fields import lazy as _
from app.forms.imports import guessed_column
from app.forms.sheets import BROKEN, Sheet, SheetRow
from app.models import Activity, Aspect, Comparability, SurveyItem, TargetGroup
from app.models.survey import SCALE
from app.models.survey_wave import FIRST_YEAR, LABEL_LIMIT, LAST_YEAR, REASON_LIMIT

Word = TypeVar("Word")
COLUMNS = {
    "item": ("ledd", "spørsmål", "påstand", "item", "question", "tekst", "text"),
    "area": ("område", "area"),
    "aspect": ("forventning eller erfaring", "aspekt", "aspect", "slag", "type"),
    "group": ("målgruppe", "målgruppa", "target group", "gruppe", "group"),
    "answered": ("n", "svar", "antall", "answers", "answered"),
    "mean": ("snitt", "gjennomsnitt", "mean", "average"),
    "positive": ("andel positive", "del positive", "positive", "andel enige", "positive share", "share positive"),
    "year": ("år", "year"),
    "label": ("måling", "navn", "label", "wave", "name"),
    "comparability": ("sammenlignbarhet", "samanliknbarheit", "sammenlignbar", "comparability"),
    "reason": ("grunn", "begrunnelse", "grunngiving", "reason"),
}
ASPECT_WORDS = {
    Aspect.EXPECTATION: ("forventning", "viktighet", "viktigheit", "expectation", "importance"),
    Aspect.EXPERIENCE: ("erfaring", "opplevelse", "oppleving", "experience", "perception"),
}
COMPARABILITY_WORDS = {
    Comparability.SAME: ("lik", "samme", "same", "full", "ja", "yes"),
    Comparability.LIMITED: ("begrenset", "avgrensa", "limited", "delvis"),
    Comparability.NONE: ("ingen", "none", "nei", "no", "ikke sammenlignbar"),
}
EVERYBODY = ("", "alle", "all", "everybody", "samlet", "samla", "total")
_NUMBER = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,6}))?\s*(%?)")


@dataclass
class WaveRow:
    """What one row becomes, as far as it could be understood."""

    number: int
    label: str = ""
    year: int = 0
    item: SurveyItem | None = None
    group: TargetGroup | None = None
    values: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def figure(self) -> EarlierFigure | None:
        """None for a faulty row."""
        if self.faults or self.item is None:
            return None
        group_id = self.group.id if self.group else None
        return EarlierFigure(item_id=self.item.id, target_group_id=group_id, **self.values)  # type: ignore[arg-type]


def preview_waves(sheet: Sheet, activity: Activity) -> list[WaveRow]:
    """Refused for a table that has neither items nor figures in it."""
    columns = {name: guessed_column(sheet, names) for name, names in COLUMNS.items()}
    if columns["item"] is None and columns["area"] is None:
        raise Refused(_("Fila mangler kolonnen «ledd» (eller «område»). Se eksempelet."))
    if columns["mean"] is None and columns["positive"] is None:
        raise Refused(_("Fila mangler både «snitt» og «andel positive». Uten et av dem er det ingen tall å hente."))
    reader = _Reader(activity, {name: column for name, column in columns.items() if column is not None}, sheet.named)
    rows = [reader.read(row) for row in sheet.rows]
    _mark_twins(rows)
    return rows


def waves_in(rows: Sequence[WaveRow]) -> list[EarlierWave]:
    """Of rows without a fault, by name."""
    named = sorted(rows, key=lambda row: (row.year, row.label))
    return [
        EarlierWave(label=label, year=year, figures=tuple(row.figure for row in of_it if row.figure))
        for (year, label), of_it in groupby(named, key=lambda row: (row.year, row.label))
    ]


def _mark_twins(rows: Sequence[WaveRow]) -> None:
    seen: dict[object, int] = {}
    for row in rows:
        key = (row.label.casefold(), row.item, row.values.get("aspect"), row.group)
        if not row.faults and key in seen:
            row.faults.append(str(_("Det samme står i rad %(number)s.", number=seen[key])))
        seen.setdefault(key, row.number)
    years: dict[str, int] = {}
    for row in rows:
        if years.setdefault(row.label.casefold(), row.year) != row.year and not row.faults:
            row.faults.append(str(_("Målingen «%(label)s» har to ulike årstall.", label=row.label)))


class _Reader:
    def __init__(self, activity: Activity, columns: dict[str, int], width: int) -> None:
        self.activity = activity
        self.columns = columns
        self.width = width
        self.items = activity.survey.items if activity.survey else []
        self.here = {wave.label.casefold() for wave in activity.survey.waves} if activity.survey else set()

    def read(self, row: SheetRow) -> WaveRow:
        result = WaveRow(row.number)
        if any(cell.strip() for cell in row.cells[self.width :]):
            fault = _("Raden har flere felt enn overskriften. Står det desimalkomma i en fil med komma mellom feltene?")
            result.faults.append(str(fault))
            return result
        cells = {name: clean_line(row.cell(column)) for name, column in self.columns.items()}
        if any(BROKEN in cell for cell in row.cells):
            result.faults.append(str(_("Raden har tegn som var ødelagt da fila ble lagret (�).")))
        for read in (self._read_item, self._read_aspect, self._read_group, self._read_figures, self._read_wave):
            try:
                read({name: cells.get(name, "") for name in COLUMNS}, result)
            except Refused as refused:
                result.faults.append(str(refused))
        return result

    def _read_item(self, cells: dict[str, str], result: WaveRow) -> None:
        wanted = cells["item"] or cells["area"]
        names = "text" if cells["item"] else "area"
        found = [each for each in self.items if getattr(each, names).casefold() == wanted.casefold()]
        if not wanted:
            raise Refused(_("Leddet mangler."))
        if not found:
            raise Refused(_("Undersøkelsen har ikke «%(name)s».", name=wanted[:80]))
        if len(found) > 1:
            raise Refused(_("Flere spørsmål heter «%(name)s». Skriv leddet helt ut.", name=wanted[:80]))
        result.item = found[0]

    def _read_aspect(self, cells: dict[str, str], result: WaveRow) -> None:
        asked = result.item.aspects if result.item else (Aspect.EXPECTATION, Aspect.EXPERIENCE)
        word = cells["aspect"].casefold()
        aspect = _named(word, ASPECT_WORDS) if word else asked[0] if len(asked) == 1 else None
        if aspect is None:
            raise Refused(_("Skriv forventning eller erfaring, ikke «%(word)s».", word=cells["aspect"][:40]))
        if aspect not in asked:
            raise Refused(_("Undersøkelsen spør ikke om det her."))
        result.values["aspect"] = aspect

    def _read_group(self, cells: dict[str, str], result: WaveRow) -> None:
        if cells["group"].casefold() not in EVERYBODY:
            result.group = group_named(cells["group"], self.activity.conference.target_groups)

    def _read_figures(self, cells: dict[str, str], result: WaveRow) -> None:
        mean, positive, answered = cells["mean"], cells["positive"], cells["answered"]
        if not (mean or positive):
            raise Refused(_("Raden har verken snitt eller andel positive."))
        if answered:
            if not re.fullmatch(r"[0-9]{1,7}", answered.replace(" ", "")):
                raise Refused(_("n må være et helt tall, ikke «%(typed)s».", typed=answered[:20]))
            count = int(answered.replace(" ", ""))
            if count < FEWEST:
                raise Refused(_("Færre enn fem svarte. Et slikt tall kan vise hva noen svarte, og hentes ikke inn."))
            result.values["answered"] = count
        if mean:
            result.values["mean"] = _mean(mean)
        if positive:
            result.values["positive"] = _share(positive)

    def _read_wave(self, cells: dict[str, str], result: WaveRow) -> None:
        year = cells["year"]
        if not re.fullmatch(r"[0-9]{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise Refused(_("Skriv året med fire sifre."))
        result.year, result.label = int(year), (cells["label"] or year)[:LABEL_LIMIT]
        if result.label.casefold() in self.here:
            raise Refused(_("Målingen «%(label)s» er her fra før. Fjern den først.", label=result.label))
        word = cells["comparability"].casefold()
        comparability = _named(word, COMPARABILITY_WORDS)
        if comparability is None:
            raise Refused(_("Skriv om tallet er sammenlignbart: lik, begrenset eller ingen."))
        if comparability is not Comparability.SAME and not cells["reason"]:
            raise Refused(_("Skriv grunnen til at tallet ikke er helt sammenlignbart."))
        result.values |= {"comparability": comparability, "reason": cells["reason"][:REASON_LIMIT]}


def _named(word: str, words: Mapping[Word, tuple[str, ...]]) -> Word | None:
    return next((each for each, names in words.items() if word in names), None)


def _mean(typed: str) -> float:
    match = _NUMBER.fullmatch(typed)
    value = float(f"{match[1]}.{match[2] or 0}") if match and not match[3] else 0.0
    if not SCALE[0] <= value <= SCALE[-1]:
        raise Refused(
            _("Snittet må være fra 1 til 6, ikke «%(typed)s». Regn om fra andre skalaer først.", typed=typed[:20])
        )
    return value


def _share(typed: str) -> float:
    """«28 %», «28» and «0,28» are the same. Between 0 and 1 a sign is needed where it could be either."""
    match = _NUMBER.fullmatch(typed)
    if match is None:
        raise Refused(_("Andelen kan ikke leses: «%(typed)s».", typed=typed[:20]))
    value = float(f"{match[1]}.{match[2] or 0}")
    if value == 1 and not match[3]:
        raise Refused(_("Skriv 1 prosent eller 100 prosent, så det ikke er tvil."))
    share = value / 100 if match[3] or value > 1 else value
    if share > 1:
        raise Refused(_("Andelen er over 100 %%: «%(typed)s».", typed=typed[:20]))
    return share
