"""One item of the programme, as an organiser writes it."""

import re

from wtforms import BooleanField, RadioField, SelectField

from app.domain.activities import ActivityPlan
from app.domain.seen import mark_of, stored_plan
from app.forms.fields import Form, LineField, NumberField, TextField, at_most, between, choices, clean_line, needed
from app.forms.fields import lazy as _
from app.models import Activity, ActivityKind, Grouping
from app.models.activity import GIVING_WAY

KINDS = [
    (ActivityKind.DIALOGUE, _("Dialog")),
    (ActivityKind.REACTIONS, _("Reaksjoner")),
    (ActivityKind.PRIORITIES, _("Prioritering")),
    (ActivityKind.VOTE, _("Avstemning")),
    (ActivityKind.SURVEY, _("Undersøkelse")),
    (ActivityKind.PLENARY, _("Plenum")),
    (ActivityKind.FILM, _("Film eller informasjon")),
    (ActivityKind.BREAK, _("Pause")),
]
GROUPINGS = [
    (Grouping.HOMOGENEOUS, _("Hver målgruppe for seg")),
    (Grouping.MIXED, _("Blandede grupper")),
    (Grouping.PLENARY, _("Alle sammen")),
]


class ActivityForm(Form):
    kind = RadioField(_("Form"), choices=choices(KINDS), coerce=ActivityKind, default=ActivityKind.DIALOGUE)
    title = LineField(_("Hva"), [needed(_("Skriv hva dette er.")), at_most(120)])
    question = TextField(_("Spørsmål"), [at_most(240)])
    input_prompt = LineField(_("Innspill, hjelpetekst"), [at_most(160)])
    advice_prompt = LineField(_("Råd, begynnelsen på setningen"), [at_most(160)])
    takes_advice = BooleanField(_("Ta imot råd"), default=True)
    takes_input = BooleanField(_("Ta imot innspill"), default=True)
    minutes = NumberField(_("Minutter"), [between(0, 1440)], default=15)
    turn_minutes = NumberField(_("Minutter til hvert bord"), [between(0, 60)], default=0)
    grouping = SelectField(_("Sitter"), choices=choices(GROUPINGS), coerce=Grouping, default=Grouping.HOMOGENEOUS)
    description = LineField(_("Beskrivelse"), [at_most(240)])
    note = TextField(_("Notat til prosessleder"), [at_most(2000)])

    def plan(self) -> ActivityPlan:
        """What only a dialogue has is left out of anything else, and the question of what asks nothing."""
        values = dict(self.data, question=clean_line(self.question.data or ""))
        if self.kind.data is not ActivityKind.DIALOGUE:
            values |= {"takes_advice": True, "takes_input": True, "input_prompt": "", "advice_prompt": ""}
            values |= {"grouping": Grouping.PLENARY}
        if self.kind.data is not ActivityKind.PLENARY:
            values |= {"turn_minutes": 0}
        if self.kind.data in GIVING_WAY:
            values |= {"question": ""}
        return ActivityPlan(**values)


def activity_form_of(activity: Activity) -> ActivityForm:
    form = ActivityForm(obj=activity)
    form.seen = mark_of(stored_plan(ActivityPlan, activity))
    return form


def read_place(values: dict[str, str]) -> int | None:
    """The place in the programme that an item is moved to; None when it is no number."""
    place = values.get("place", "")
    return int(place) if re.fullmatch(r"-?[0-9]{1,4}", place) else None
