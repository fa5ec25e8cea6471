"""Two facilitators write in the same form: nobody's words are overwritten unseen."""

from dataclasses import dataclass, replace

import pytest

from app.domain.activities import ActivityPlan, change_activity
from app.domain.conferences import (
    ConferencePlan,
    describe_conference,
    set_target_groups,
    target_groups_as_planned,
)
from app.domain.seen import stored_plan
from app.domain.tables import TableWords, name_tables, set_table_count, words_of
from app.extensions import db
from app.models import LogEntry
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from
from tests.routes.facilitator.conftest import words_of as text_of


@dataclass
class Form:
    """One of the forms, what is stored of it, and how somebody else changes it."""

    story: Story
    name: str

    @property
    def page(self) -> str:
        ends = {"activity": f"programme/{self.story.dialogue.id}", "tables": "tables"}
        return f"/conferences/{self.story.conference.id}/{ends.get(self.name, 'settings')}"

    @property
    def action(self) -> str:
        return self.page + {"groups": "/target-groups#target-groups", "tables": "/names"}.get(self.name, "")

    @property
    def fields(self) -> dict[str, str]:
        """As drawn."""
        match self.name:
            case "activity":
                plan = vars(self.stored)
                ticks = {name: "y" for name in ("takes_advice", "takes_input") if plan[name]}
                return {k: str(v) for k, v in plan.items() if not isinstance(v, bool)} | ticks
            case "settings":
                return {k: str(v) for k, v in vars(self.stored).items()}
            case "groups":
                return {f"group-{g.mark}-{k}": str(v) for g in self.stored for k, v in vars(g).items() if k != "mark"}
            case _:
                return {f"table-{n}-{k}": v for n, words in self.stored.items() for k, v in vars(words).items()}

    @property
    def stored(self):
        story = self.story
        db.session.expire_all()
        match self.name:
            case "activity":
                return stored_plan(ActivityPlan, story.dialogue)
            case "settings":
                return stored_plan(ConferencePlan, story.conference)
            case "groups":
                return target_groups_as_planned(story.conference)
            case _:
                return words_of(tables_of(story.conference))

    def change(self) -> None:
        """By Bjørn's colleague."""
        story = self.story
        match self.name:
            case "activity":
                change_activity(story.dialogue, replace(self.stored, title="Kollegaens", minutes=99), story.david)
            case "settings":
                describe_conference(story.conference, replace(self.stored, title="Kollegaens"), story.david)
            case "groups":
                one, *others = self.stored
                set_target_groups(story.conference, [replace(one, name="Kollegaens"), *others], story.david)
            case _:
                name_tables(story.conference, {1: TableWords("Kollegaens", "")}, story.david)

    def post(self, seen: str, **fields: str):
        return self.story.as_bjorn.post(self.action, data=self.fields | {"seen": seen} | fields)


OWN = {"activity": "title", "settings": "title", "groups": "group-1-name", "tables": "table-1-name"}


@pytest.fixture(params=["activity", "settings", "groups", "tables"])
def form(request: pytest.FixtureRequest, story: Story) -> Form:
    set_table_count(story.conference, 2, story.bjorn)
    return Form(story, request.param)


def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(form: Form) -> None:
    seen = drawn_from(form.story.as_bjorn, form.page, form.action)
    form.change()
    theirs = form.stored
    answer = form.post(seen, **{OWN[form.name]: "Mitt"})

    assert answer.status_code == 422
    assert form.stored == theirs
    assert "er endret av en annen mens du skrev. Der det er ulikt, står begge deler." in text_of(answer.text)
    assert 'value="Mitt"' in answer.text
    assert "Nå står det «Kollegaens»." in answer.text
    assert "Nå står det ingenting." not in answer.text


def test_once_it_has_been_seen_it_is_overwritten(form: Form) -> None:
    seen = drawn_from(form.story.as_bjorn, form.page, form.action)
    form.change()
    refused = form.post(seen, **{OWN[form.name]: "Mitt"}).text
    seen = refused.split(f'action="{form.action}"')[1].split('name="seen" value="')[1].split('"')[0]

    assert form.post(seen, **{OWN[form.name]: "Mitt"}).status_code == 303
    assert "Mitt" in str(form.stored)
    assert "Kollegaens" not in str(form.stored)


def test_a_fault_in_a_field_does_not_count_as_having_seen(form: Form) -> None:
    seen = drawn_from(form.story.as_bjorn, form.page, form.action)
    form.change()
    refused = form.post(seen, **{OWN[form.name]: "x" * 200}).text

    assert "Bruk høyst" in refused
    assert f'name="seen" value="{seen}"' in refused


def test_the_same_saved_twice_is_harmless_and_told_once(form: Form) -> None:
    seen = drawn_from(form.story.as_bjorn, form.page, form.action)
    fields = form.fields | {"seen": seen, OWN[form.name]: "Mitt"}
    before = db.session.scalar(db.select(db.func.count(LogEntry.id)))

    for _time in range(2):
        assert form.story.as_bjorn.post(form.action, data=fields).status_code == 303
    assert db.session.scalar(db.select(db.func.count(LogEntry.id))) == before + 1


def test_a_form_that_says_nothing_of_what_it_was_drawn_from_changes_nothing(form: Form) -> None:
    theirs = form.stored
    assert form.post("", **{OWN[form.name]: "Mitt"}).status_code == 422
    assert form.stored == theirs


def test_ticks_choices_numbers_and_moments_are_told_in_words(story: Story) -> None:
    activity, settings = Form(story, "activity"), Form(story, "settings")
    fields = {"minutes": "7", "grouping": "mixed", "question": "Hva da?", "description": "Ny"}
    drawn = {name: value for name, value in activity.fields.items() if name != "takes_advice"}
    page = story.as_bjorn.post(activity.action, data=drawn | fields).text
    assert "Nå er det krysset av." in page
    assert "Nå står det «30»." in page
    assert "Nå står det «Alle sammen»." in page
    assert "Nå står det ingenting." in page

    page = settings.post("", held_on="2031-01-02", starts_at="10:00", language="en").text
    assert f"Nå står det «{story.conference.held_on:%d.%m.%Y}»." in page
    assert "Nå står det «08.30»." in page
    assert "Nå står det «Bokmål»." in page
