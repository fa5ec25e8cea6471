"""A survey's answers as a form posts them, and its items as an organiser writes them."""

import re
from collections import defaultdict
from collections.abc import Mapping

from wtforms import BooleanField, RadioField, SelectField

from app.domain.errors import Refused
from app.domain.seen import mark_of, stored_plan
from app.domain.survey_answers import ItemAnswer
from app.domain.survey_items import ItemPlan, words_of
from app.domain.surveys import SentTo
from app.forms.contributions import clean_text, fault_of
from app.forms.fields import Form, LineField, NumberField, TextField, at_most, between, choices, clean_line, needed
from app.forms.fields import lazy as _
from app.models import Activity, Aspect, ItemKind, Survey, SurveyItem
from app.models.survey import AREA_LIMIT, ITEM_LIMIT

_FIELD = re.compile(r"item-([0-9]{1,9})-(expectation|experience|answer|text)")
_VALUE = re.compile(r"[0-9]{1,2}")
IMPOSSIBLE = -1
"""In place of a value that is no number: on no scale."""
ITEM_KINDS = [
    (ItemKind.SCALE, _("Skala 1–6")),
    (ItemKind.CHOICE, _("Svaralternativer")),
    (ItemKind.TEXT, _("Fritekst")),
]


def read_survey_answers(values: Mapping[str, str], only_item: int | None = None) -> list[ItemAnswer]:
    """What is in the form; what is left open is no answer. Refused when a text tells who somebody is, or is too long.

    With `only_item` other items' fields are left out, and `clear` takes that one's answer away.
    """
    chosen: dict[int, dict[Aspect, int]] = defaultdict(dict)
    texts: dict[int, str] = {}
    for name, value in values.items():
        match = _FIELD.fullmatch(name)
        if match is None or (only_item is not None and int(match[1]) != only_item):
            continue
        if match[2] == "text":
            texts[int(match[1])] = _read_text(value)
        elif value:
            chosen[int(match[1])][Aspect(match[2])] = int(value) if _VALUE.fullmatch(value) else IMPOSSIBLE
    clears = {only_item} if only_item is not None and "clear" in values else set()
    return [
        ItemAnswer(item_id=item_id, values=chosen.get(item_id, {}), text=texts.get(item_id), clears=item_id in clears)
        for item_id in sorted({*chosen, *texts, *clears})
    ]


def _read_text(typed: str) -> str:
    text = clean_text(typed)
    fault = fault_of(text) if text else None
    if fault:
        raise Refused(fault)
    return text


class ItemForm(Form):
    kind = RadioField(_("Form"), choices=choices(ITEM_KINDS), coerce=ItemKind, default=ItemKind.SCALE)
    text = LineField(_("Spørsmål eller påstand"), [needed(_("Skriv hva det spørres om.")), at_most(ITEM_LIMIT)])
    area = LineField(_("Område"), [at_most(AREA_LIMIT)])
    asks_expectation = BooleanField(_("Forventning: «Hvor viktig er dette for deg?»"), default=True)
    asks_experience = BooleanField(_("Erfaring: «I hvilken grad opplever du dette?»"), default=True)
    choices = TextField(_("Svaralternativer, ett på hver linje"), [at_most(1000)])
    only_mark = SelectField(_("Hvem spørres"), coerce=int, default=0)

    def offer(self, activity: Activity) -> "ItemForm":
        """Which target groups can be asked alone."""
        groups = [(group.mark, _("Bare %(group)s", group=group.name)) for group in activity.conference.target_groups]
        self.only_mark.choices = choices([(0, _("Alle målgrupper")), *groups])
        return self

    def plan(self) -> ItemPlan:
        values = dict(self.data, only_mark=self.only_mark.data or None)
        lines = [clean_line(line) for line in (self.choices.data or "").splitlines()]
        return ItemPlan(**values | {"choices": tuple(line for line in lines if line)})


def item_form(item: SurveyItem) -> ItemForm:
    """Filled with what is stored."""
    activity = item.survey.activity
    marks = {group.id: group.mark for group in activity.conference.target_groups}
    form = ItemForm(obj=item, only_mark=marks.get(item.only_group_id or 0, 0)).offer(activity)
    form.seen = mark_of(words_of(item))
    return form


class BasisForm(Form):
    is_sample = BooleanField(_("Lenka er sendt til et tilfeldig utvalg"))
    invited = NumberField(_("Hvor mange den er sendt til"), [between(0, 9_999_999)])

    def plan(self) -> SentTo:
        return SentTo(**self.data)


def basis_form(survey: Survey) -> BasisForm:
    form = BasisForm(obj=survey)
    form.seen = mark_of(stored_plan(SentTo, survey))
    return form


def survey_of(activity: Activity) -> Survey | None:
    """What the panel beside the programme says about it."""
    return activity.survey
