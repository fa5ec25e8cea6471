"""Advice and what happens with it, as the team types it."""

from collections.abc import Iterable

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import Optional

from app.domain.follow_ups import FollowUpPlan
from app.forms.conferences import DATES
from app.forms.fields import Form, LineField, TextField, at_most, choices, needed
from app.forms.fields import lazy as _
from app.models import FollowUp, FollowUpState, Theme
from app.models.follow_up import ACTION_LIMIT, ADVICE_LIMIT, OWNER_LIMIT

NO_THEME = 0
STATES = [
    (FollowUpState.PLANNED, _("Planlagt")),
    (FollowUpState.UNDER_WAY, _("I gang")),
    (FollowUpState.DONE, _("Gjort")),
    (FollowUpState.NOT_NOW, _("Ikke nå")),
]
PRIORITIES = [(1, _("Først")), (2, _("Deretter")), (3, _("Senere"))]


class FollowUpForm(Form):
    advice = LineField(_("Rådet"), [needed(_("Skriv hva rådet er.")), at_most(ADVICE_LIMIT)])
    theme_id = SelectField(_("Tema"), coerce=int, default=NO_THEME)
    priority = RadioField(_("Prioritet"), choices=choices(PRIORITIES), coerce=int, default=2)
    state = RadioField(_("Status"), choices=choices(STATES), coerce=FollowUpState, default=FollowUpState.PLANNED)
    action = TextField(_("Hva skjer nå, hva ble gjort, eller hvorfor ikke"), [at_most(ACTION_LIMIT)])
    owner = LineField(_("Ansvarlig"), [at_most(OWNER_LIMIT)])
    due_on = DateField(_("Frist"), [Optional()], format=DATES)

    def offer(self, themes: Iterable[Theme]) -> "FollowUpForm":
        """Which themes it can belong to."""
        self.theme_id.choices = choices([(NO_THEME, _("Ikke noe tema")), *((each.id, each.name) for each in themes)])
        return self

    def plan(self) -> FollowUpPlan:
        """After validate()."""
        return FollowUpPlan(
            advice=self.advice.data or "",
            theme_id=self.theme_id.data or None,
            priority=self.priority.data,
            state=self.state.data,
            action=self.action.data or "",
            owner=self.owner.data or "",
            due_on=self.due_on.data,
        )


def form_of(follow_up: FollowUp, themes: Iterable[Theme], theme: Theme | None) -> FollowUpForm:
    """`theme` is the one that stands for its own now."""
    kept = {"theme_id": theme.id if theme else NO_THEME}
    return FollowUpForm(obj=follow_up, data=kept, prefix=f"follow-up-{follow_up.id}-").offer(themes)
