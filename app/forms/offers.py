"""What reactions and priorities are about, as an organiser chooses it."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import SelectField

from app.domain.priorities import PriorityPlan
from app.domain.seen import mark_of, stored_plan
from app.forms.fields import Form, NumberField, between, choices
from app.forms.fields import lazy as _
from app.models import Activity, ActivityKind, PriorityRound
from app.queries.offers import dialogues_beside, source_id_of

ALL, THEMES = 0, -1
MOST_SHOWN = 1_000
"""Of a person's list in one page."""


class ReactionsForm(Form):
    about: ClassVar = ActivityKind.REACTIONS
    source = SelectField(_("Hva det gjelder"), coerce=int, default=ALL)

    others: tuple[tuple[int, str], ...] = ()
    """What can be chosen beside dialogues."""

    def offer(self, activity: Activity) -> None:
        """Which dialogues can be chosen."""
        pairs = [(dialogue.id, dialogue.title) for dialogue in dialogues_beside(activity)]
        self.source.choices = choices([(ALL, _("Alle dialogene")), *self.others, *pairs])

    def chosen(self, activity: Activity) -> Activity | None:
        return next((each for each in dialogues_beside(activity) if each.id == self.source.data), None)


class PrioritiesForm(ReactionsForm):
    about: ClassVar = ActivityKind.PRIORITIES
    dots = NumberField(_("Prikker til hver"), [between(1, 20)], default=3)
    others = ((THEMES, _("Temaene")),)

    @property
    def is_about_themes(self) -> bool:
        return bool(self.source.data == THEMES)


def reactions_editor(activity: Activity) -> ReactionsForm:
    form = ReactionsForm(data={"source": source_id_of(activity) or ALL})
    form.seen = mark_of(source_id_of(activity))
    form.offer(activity)
    return form


def priorities_editor(activity: Activity) -> PrioritiesForm:
    asked = activity.priority_round or PriorityRound(dots=3, is_about_themes=False)
    source = THEMES if asked.is_about_themes else asked.source_id or ALL
    form = PrioritiesForm(data={"source": source, "dots": asked.dots})
    form.seen = mark_of(stored_plan(PriorityPlan, asked))
    form.offer(activity)
    return form


def read_shown(values: Mapping[str, str], first: int) -> int:
    """How many of a list are asked for: `first`, or more up to a bound. Anything odd is the first."""
    wanted = values.get("shown", "")
    return int(wanted) if wanted.isdecimal() and first <= int(wanted) <= MOST_SHOWN else first
