"""A new conference, its settings, its target groups."""

import enum
from datetime import date
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import DateField, RadioField, SelectField, TimeField, ValidationError
from wtforms.validators import InputRequired

from app.domain.conferences import ConferencePlan, TargetGroupPlan, target_groups_as_planned
from app.domain.seen import mark_of, stored_plan
from app.forms.fields import Form, LineField, NumberField, RowsForm, TextField, at_most, between, choices, needed
from app.forms.fields import lazy as _
from app.languages import NAMES
from app.models import Conference, Language
from app.models.target_group import MARKS

_KEPT = ("starts_at", "organiser", "place", "purpose", "privacy_contact", "language")
DATES = ["%Y-%m-%d", "%d.%m.%Y"]
TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]


class Start(enum.StrEnum):
    """What a new conference is made of."""

    TEMPLATE = "template"
    QUESTION = "question"
    COPY = "copy"
    EMPTY = "empty"


STARTS = [
    (Start.TEMPLATE, _("Dialogkonferanse, hel dag")),
    (Start.QUESTION, _("Ett spørsmål")),
    (Start.COPY, _("Kopi av en tidligere")),
    (Start.EMPTY, _("Tom")),
]


class NewConferenceForm(Form):
    start = RadioField(_("Begynn med"), choices=choices(STARTS), coerce=Start, default=Start.TEMPLATE)
    source = SelectField(_("Hvilken"), coerce=int, validate_choice=False, default=0)
    title = LineField(_("Navn"), [needed(_("Skriv hva konferansen heter.")), at_most(120)])
    held_on = DateField(_("Dato"), [InputRequired(_("Skriv datoen."))], format=DATES)

    def offer(self, sources: list[Conference]) -> "NewConferenceForm":
        """Which conferences can be copied."""
        self.source.choices = choices((source.id, source.title) for source in sources)
        return self

    def plan(self, source: Conference | None = None, **values: Any) -> ConferencePlan:
        """What was typed, and of `source` all else that is said about a conference."""
        if source is not None:
            values |= {name: getattr(source, name) for name in _KEPT}
        return ConferencePlan(title=self.title.data or "", held_on=cast(date, self.held_on.data), **values)

    def validate_source(self, field: SelectField) -> None:
        if self.start.data is Start.COPY and field.data not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(_("Velg hvilken konferanse du vil kopiere."))


class ConferenceForm(Form):
    title = LineField(_("Navn"), [needed(_("Skriv hva konferansen heter.")), at_most(120)])
    organiser = LineField(_("Arrangør"), [at_most(120)])
    place = LineField(_("Sted"), [at_most(120)])
    held_on = DateField(_("Dato"), [InputRequired(_("Skriv datoen."))], format=DATES)
    starts_at = TimeField(_("Begynner kl."), [InputRequired(_("Skriv når det begynner."))], format=TIMES)
    purpose = TextField(_("Formål"), [at_most(600)])
    privacy_contact = LineField(_("Spørsmål om personvern går til"), [at_most(120)])
    language = SelectField(_("Språk"), choices=choices(NAMES.items()), coerce=Language)

    def plan(self) -> ConferencePlan:
        return ConferencePlan(**self.data)


class TargetGroupForm(Form):
    name = LineField(validators=[at_most(60)])
    description = LineField(validators=[at_most(160)])
    planned = NumberField(validators=[between(0, 9999)])

    def __init__(self, mark: int, values: Any = None, **kwargs: Any) -> None:
        super().__init__(values, prefix=f"group-{mark}-", **kwargs)
        self.name.label.text = _("Navn på målgruppe %(mark)s", mark=mark)
        self.description.label.text = _("Beskrivelse av målgruppe %(mark)s", mark=mark)
        self.planned.label.text = _("Plasser til målgruppe %(mark)s", mark=mark)

    def validate_name(self, field: LineField) -> None:
        if not field.data and (self.description.data or self.planned.data):
            raise ValidationError(_("Skriv hva målgruppa heter, eller tøm hele raden."))


class TargetGroupsForm(RowsForm[TargetGroupForm]):
    """One row for each mark; a row without a name is no group."""

    def plans(self) -> list[TargetGroupPlan]:
        return [TargetGroupPlan(mark=mark, **row.data) for mark, row in self.rows.items() if row.name.data]


def conference_form_of(conference: Conference) -> ConferenceForm:
    form = ConferenceForm(obj=conference)
    form.seen = mark_of(stored_plan(ConferencePlan, conference))
    return form


def read_target_groups(values: MultiDict[str, str]) -> TargetGroupsForm:
    rows = {mark: TargetGroupForm(mark, values) for mark in MARKS}
    return TargetGroupsForm(rows, values.get("seen", ""))


def target_groups_form(conference: Conference) -> TargetGroupsForm:
    groups = {group.mark: group for group in conference.target_groups}
    rows = {mark: TargetGroupForm(mark, obj=groups.get(mark)) for mark in MARKS}
    return TargetGroupsForm(rows, mark_of(target_groups_as_planned(conference)))
