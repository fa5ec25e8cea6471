"""How many slips are printed, for which target group."""

from wtforms import SelectField

from app.domain.code_slips import MOST_AT_ONCE
from app.forms.fields import Form, NumberField, between, choices
from app.forms.fields import lazy as _
from app.models import Conference


class SlipsForm(Form):
    group = SelectField(_("Målgruppe"), coerce=int)
    count = NumberField(_("Antall lapper"), [between(1, MOST_AT_ONCE)], default=20)

    def offer(self, conference: Conference) -> "SlipsForm":
        self.group.choices = choices((group.mark, group.name) for group in conference.target_groups)
        return self
