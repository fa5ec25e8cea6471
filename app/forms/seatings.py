"""What a seating plan is made with, for whom a seat is added, and how many blank forms are printed."""

from wtforms import BooleanField, SelectField

from app.forms.fields import Form, NumberField, between, choices
from app.forms.fields import lazy as _
from app.models import Conference

MOST_BLANK_FORMS = 200


class SeatingForm(Form):
    hosts_stay = BooleanField(_("Bordverten er en av deltakerne og blir sittende ved bordet hele dagen"))


class BlankFormsForm(Form):
    """Read from an address: looking at forms changes nothing."""

    activity = SelectField(_("Spørsmål"), coerce=int)
    first = NumberField(_("Fra nummer"), [between(1, 9999)], default=1)
    count = NumberField(_("Antall skjemaer"), [between(1, MOST_BLANK_FORMS)], default=20)

    def offer(self, conference: Conference) -> "BlankFormsForm":
        dialogues = [activity for activity in conference.activities if activity.is_dialogue]
        self.activity.choices = choices((activity.id, activity.title) for activity in dialogues)
        return self
