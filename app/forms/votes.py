"""A ballot as a phone posts it, what is decided about a tie, and the editor of a vote's options."""

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from app.domain.errors import Refused
from app.domain.votes import OptionPlan
from app.forms.contributions import clean_text
from app.forms.fields import Form, LineField, NumberField, at_most, between, clean_line, needed
from app.forms.fields import lazy as _
from app.models import Activity
from app.models.vote import MOST_OPTIONS

SPARE_ROWS = 3
"""So many empty rows stand below the options."""
UNKNOWN = 0
"""In place of what is no number: an option that no vote has."""


def read_ballot(values: MultiDict[str, str]) -> list[int]:
    """Ids of the options chosen; none for a blank ballot, which is a choice of its own."""
    chosen = [int(value) if value.isdecimal() and len(value) < 10 else UNKNOWN for value in values.getlist("choice")]
    is_blank = "blank" in values
    if chosen and is_blank:
        raise Refused(_("Velg enten alternativer eller blank stemme, ikke begge deler."))
    if not chosen and not is_blank:
        raise Refused(_("Velg minst ett alternativ, eller stem blankt."))
    return chosen


def read_lot(values: MultiDict[str, str]) -> tuple[str, list[int]]:
    """The record, and ids of the options that were drawn in the room."""
    drawn = [] if "draw" in values else [int(value) for value in values.getlist("drawn") if value.isdecimal()]
    if not drawn and "draw" not in values:
        raise Refused(_("Velg hvem loddet falt på, eller la programmet trekke."))
    return clean_text(values.get("record", ""))[:500], drawn


def read_rows(values: MultiDict[str, str]) -> int:
    """How many rows of the result are to be seen."""
    return min(values.get("rows", 0, int), MOST_OPTIONS)


class OptionForm(Form):
    title = LineField(_("Navn"), [at_most(60)])
    sentence = LineField(_("Setning"), [at_most(160)])

    def validate_title(self, field: LineField) -> None:
        if not field.data and self.sentence.data:
            raise ValidationError(_("Skriv hva alternativet heter, eller tøm hele raden."))


class PlacesForm(Form):
    places = NumberField(_("Hver velger opptil"), [between(1, MOST_OPTIONS - 1)])


@dataclass
class OptionsForm:
    """A row without a title is no option. Rows are moved about in the page, and stored when all of it is saved."""

    places: PlacesForm
    rows: list[OptionForm]
    is_locked: bool = False
    """The vote has been opened."""
    refused: str = ""
    is_draft: bool = False
    """Something was moved, and is not stored yet."""
    touched: int = -1
    """The row that was."""

    def validate(self) -> bool:
        return all([self.places.validate(), *(row.validate() for row in self.rows)])

    @property
    def errors(self) -> list[Form]:
        return [form for form in (self.places, *self.rows) if form.errors]

    def plans(self) -> list[OptionPlan]:
        return [OptionPlan(row.title.data or "", row.sentence.data or "") for row in self.rows if row.title.data]


def options_form(activity: Activity) -> OptionsForm:
    vote = activity.vote
    options = list(vote.options) if vote else []
    rows = [{"title": option.title, "sentence": option.sentence} for option in options]
    return OptionsForm(PlacesForm(obj=vote), _rows_of(rows), is_locked=activity.opened_at is not None)


def read_options(values: MultiDict[str, str]) -> OptionsForm:
    """As it was posted; a press on one of the rows' own buttons has moved, removed or added a row."""
    rows = [
        {name: values.get(f"option-{at}-{name}", "") for name in ("title", "sentence")} for at in _places_in(values)
    ]
    verb, at = _pressed(values, len(rows))
    touched = at
    if verb == "add":
        rows = [row for row in rows if any(row.values())]
        touched = len(rows)
    elif verb == "remove":
        del rows[at]
    elif verb in ("up", "down"):
        touched = min(max(at + (1 if verb == "down" else -1), 0), len(rows) - 1)
        rows.insert(touched, rows.pop(at))
    return OptionsForm(PlacesForm(values), _rows_of(rows), is_draft=bool(verb), touched=touched)


def _places_in(values: MultiDict[str, str]) -> list[int]:
    return [at for at in range(MOST_OPTIONS) if f"option-{at}-title" in values]


def _pressed(values: MultiDict[str, str], count: int) -> tuple[str, int]:
    """`press` is «up 3», «down 3», «remove 3» or «add»."""
    verb, _space, at = values.get("press", "").partition(" ")
    if verb == "add":
        return verb, -1
    row = int(at) if at.isdecimal() and len(at) < 3 else count
    return (verb, row) if verb in ("up", "down", "remove") and row < count else ("", -1)


def _rows_of(rows: list[dict[str, Any]]) -> list[OptionForm]:
    filled = max([at + 1 for at, row in enumerate(rows) if any(row.values())], default=0)
    wanted = min(max(filled + SPARE_ROWS, len(rows)), MOST_OPTIONS)
    rows = rows + [{"title": "", "sentence": ""}] * (wanted - len(rows))
    return [
        OptionForm(
            MultiDict({f"option-{at}-{name}": clean_line(text) for name, text in row.items()}), prefix=f"option-{at}-"
        )
        for at, row in enumerate(rows)
    ]


class GuidingRuleForm(Form):
    title = LineField(_("Navn"), [needed(_("Skriv hva leveregelen heter.")), at_most(60)])
    sentence = LineField(_("Setning"), [at_most(160)])
