"""A ballot as a phone posts it, what is decided about a tie, and the editor of a vote's options."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import Field, ValidationError

from app.domain.errors import Refused
from app.domain.guiding_rules import RulePlan
from app.domain.seen import mark_of, stored_plan
from app.domain.votes import OptionPlan, options_of, vote_of
from app.forms.contributions import clean_text
from app.forms.fields import Form, LineField, NumberField, RowsForm, at_most, between, needed
from app.forms.fields import lazy as _
from app.models import Activity, ActivityKind, GuidingRule
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
    title = LineField(validators=[at_most(60)])
    sentence = LineField(validators=[at_most(160)])

    def __init__(self, number: int, title: str = "", sentence: str = "") -> None:
        at = f"option-{number - 1}-"
        super().__init__(MultiDict({f"{at}title": title, f"{at}sentence": sentence}), prefix=at)
        self.title.label.text = _("Alternativ %(number)s, navn", number=number)
        self.sentence.label.text = _("Alternativ %(number)s, setning", number=number)

    def validate_title(self, field: LineField) -> None:
        if not field.data and self.sentence.data:
            raise ValidationError(_("Skriv hva alternativet heter, eller tøm hele raden."))


class PlacesForm(Form):
    places = NumberField(_("Hver velger opptil"), [between(1, MOST_OPTIONS - 1)])


@dataclass(kw_only=True)
class OptionsForm(RowsForm[OptionForm]):
    """A row without a title is no option. Rows are moved about in the page, and stored when all of it is saved."""

    about: ClassVar = ActivityKind.VOTE
    places: PlacesForm
    is_locked: bool = False
    """The vote has been opened."""
    is_draft: bool = False
    """Something was moved, and is not stored yet."""
    touched: int = 0
    """The number of the row that was."""

    def validate(self) -> bool:
        return all([self.places.validate(), super().validate()])

    def __iter__(self) -> Iterator[Field]:
        yield from self.places
        yield from super().__iter__()

    def plans(self) -> list[OptionPlan]:
        rows = self.rows.values()
        return [OptionPlan(row.title.data or "", row.sentence.data or "") for row in rows if row.title.data]


def options_form(activity: Activity, beside: OptionsForm | None = None) -> OptionsForm:
    """As stored, with as many rows as the one `beside`, which is given those that it lacks."""
    vote = vote_of(activity)
    rows = _rows_of([vars(option) for option in options_of(vote)[1]], len(beside.rows) if beside else 0)
    if beside:
        beside.rows = _rows_of([], len(rows)) | beside.rows
    is_locked = activity.opened_at is not None
    return OptionsForm(rows, mark_of(options_of(vote)), places=PlacesForm(obj=vote), is_locked=is_locked)


def read_options(values: MultiDict[str, str]) -> OptionsForm:
    """As it was posted; a press on one of the rows' own buttons has moved, removed or added a row."""
    rows = [
        {name: values.get(f"option-{at}-{name}", "") for name in ("title", "sentence")} for at in _places_in(values)
    ]
    verb, at = _pressed(values, len(rows))
    touched = at + 1
    if verb == "add":
        rows = [row for row in rows if any(row.values())]
        touched = len(rows) + 1
    elif verb == "remove":
        del rows[at]
    elif verb in ("up", "down"):
        to = min(max(at + (1 if verb == "down" else -1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        touched = to + 1
    seen, places = values.get("seen", ""), PlacesForm(values)
    return OptionsForm(_rows_of(rows), seen, places=places, is_draft=bool(verb), touched=touched)


def _places_in(values: MultiDict[str, str]) -> list[int]:
    return [at for at in range(MOST_OPTIONS) if f"option-{at}-title" in values]


def _pressed(values: MultiDict[str, str], count: int) -> tuple[str, int]:
    """`press` is «up 3», «down 3», «remove 3» or «add»."""
    verb, _space, at = values.get("press", "").partition(" ")
    if verb == "add":
        return verb, -1
    row = int(at) if at.isdecimal() and len(at) < 3 else count
    return (verb, row) if verb in ("up", "down", "remove") and row < count else ("", -1)


def _rows_of(rows: list[dict[str, str]], least: int = 0) -> dict[int, OptionForm]:
    """By their numbers, with spare ones below, and `least` in all."""
    filled = max([number for number, row in enumerate(rows, start=1) if any(row.values())], default=0)
    wanted = min(max(filled + SPARE_ROWS, len(rows), least), MOST_OPTIONS)
    rows = rows + [{}] * (wanted - len(rows))
    return {number: OptionForm(number, **row) for number, row in enumerate(rows, start=1)}


class GuidingRuleForm(Form):
    title = LineField(_("Navn"), [needed(_("Skriv hva leveregelen heter.")), at_most(60)])
    sentence = LineField(_("Setning"), [at_most(160)])

    def plan(self) -> RulePlan:
        return RulePlan(**self.data)


def guiding_rule_form_of(rule: GuidingRule) -> GuidingRuleForm:
    form = GuidingRuleForm(obj=rule, prefix=_prefix_of(rule))
    form.seen = mark_of(stored_plan(RulePlan, rule))
    return form


def read_guiding_rule(rule: GuidingRule, values: MultiDict[str, str]) -> GuidingRuleForm:
    return GuidingRuleForm(values, prefix=_prefix_of(rule))


def _prefix_of(rule: GuidingRule) -> str:
    return f"rule-{rule.id}-"
