"""Two facilitators write in the same form: nobody's words are overwritten unseen."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.activities import ActivityPlan, change_activity, close_activity, move_activity, remove_activity
from app.domain.seen import stored_plan
from app.domain.survey_items import move_item, remove_item
from app.domain.votes import OptionPlan, change_options
from app.extensions import db
from app.models import ActivityKind, LogEntry
from tests.conftest import Story
from tests.routes.facilitator import stale_forms
from tests.routes.facilitator.conftest import drawn_from, words_of
from tests.routes.facilitator.stale_forms import FORMS, Form
from tests.survey_story import SERVICES, VISION, item, survey_in


@pytest.fixture(params=FORMS, ids=lambda made: made.__name__)
def form(request: pytest.FixtureRequest, story: Story) -> Form:
    return request.param(story, f"/conferences/{story.conference.id}")


def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(form: Form) -> None:
    seen = form.draw()
    form.change(form.stored)
    theirs = form.stored
    answer = form.post(seen, **{form.own: form.mine})

    assert answer.status_code == 422
    assert form.stored == theirs
    assert "er endret av en annen mens du skrev. Der det er ulikt, står begge deler." in words_of(answer.text)
    assert (form.kept or f'value="{form.mine}"') in answer.text
    assert f"Nå står det «{form.theirs}»." in answer.text
    assert "Nå står det ingenting." not in answer.text


def test_once_it_has_been_seen_it_is_overwritten(form: Form) -> None:
    seen = form.draw()
    form.change(form.stored)
    theirs, refused = form.stored, form.post(seen, **{form.own: form.mine}).text
    seen = refused.split(f'action="{form.action}"')[1].split('name="seen" value="')[1].split('"')[0]

    assert form.post(seen, **{form.own: form.mine}).status_code == 303
    assert form.mine in str(form.stored)
    assert form.stored != theirs


def test_a_fault_in_a_field_does_not_count_as_having_seen(form: Form) -> None:
    seen = form.draw()
    form.change(form.stored)
    typed, sentence = form.fault
    refused = form.post(seen, **{form.own: typed}).text

    assert sentence in refused
    assert f'name="seen" value="{seen}"' in refused


def test_the_same_saved_twice_is_harmless_and_told_once(form: Form) -> None:
    seen = form.draw()
    fields = form.fields | {"seen": seen, form.own: form.mine}
    before = db.session.scalar(db.select(db.func.count(LogEntry.id)))

    for _time in range(2):
        assert form.story.as_bjorn.post(form.action, data=fields).status_code == 303
    assert db.session.scalar(db.select(db.func.count(LogEntry.id))) == before + 1


def test_a_form_that_says_nothing_of_what_it_was_drawn_from_changes_nothing(form: Form) -> None:
    theirs = form.stored
    assert form.post("", **{form.own: form.mine}).status_code == 422
    assert form.stored == theirs


def test_ticks_choices_numbers_and_moments_are_told_in_words(story: Story) -> None:
    at = f"/conferences/{story.conference.id}"
    activity, settings = stale_forms.activity(story, at), stale_forms.settings(story, at)
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


def test_rows_that_a_colleague_added_are_told_beside_empty_ones(story: Story) -> None:
    form = stale_forms.options(story, f"/conferences/{story.conference.id}")
    seen, fields, vote = form.draw(), form.fields, story.conference.activities[-1]
    more = [*form.stored[1], *(OptionPlan(f"Ny {number}") for number in range(5))]
    change_options(vote, 3, more, story.david)
    page = story.as_bjorn.post(form.action, data=fields | {"seen": seen}).text

    assert "Alternativ 15, navn: Nå står det «Ny 4»." in page
    assert 'name="option-14-title" value=""' in page


def test_what_is_typed_over_an_item_that_is_gone_can_be_added_anew(story: Story) -> None:
    form = stale_forms.survey_item(story, f"/conferences/{story.conference.id}")
    seen, survey = form.draw(), story.conference.activities[-1]
    remove_item(item(survey), story.david)
    page = form.post(seen, area="Mitt").text

    assert "Noen andre har fjernet spørsmålet i mellomtiden." in page
    assert (
        'value="Mitt"'
        in page.split(f'action="/conferences/{story.conference.id}/programme/{survey.id}/survey/items"')[1]
    )


@pytest.mark.parametrize("what", ["items", "programme"])
def test_an_order_that_a_colleague_changed_is_shown_before_anything_moves(story: Story, what: str) -> None:
    survey = survey_in(story, SERVICES, VISION, SERVICES)
    page = f"/conferences/{story.conference.id}/programme"
    if what == "items":
        (first, _second, third), move, page = survey.survey.items, move_item, f"{page}/{survey.id}/survey"
        action = f"{page}/items/{first.id}/place"
    else:
        (first, _second, third), move, action = (
            story.conference.activities,
            move_activity,
            f"{page}/{story.dialogue.id}/place",
        )
    seen = drawn_from(story.as_bjorn, page, action)
    move(third, 1, story.david)
    refused = story.as_bjorn.post(action, data={"place": "3", "seen": seen})
    order = [story.as_bjorn.get(page).text.index(f"/{each.id}/place") for each in (third, first)]
    anew = story.as_bjorn.post(action, data={"place": "3", "seen": drawn_from(story.as_bjorn, page, action)})

    assert (refused.status_code, anew.status_code) == (422, 303)
    assert "Rekkefølgen er endret i mellomtiden." in refused.text
    assert order == sorted(order)


@pytest.mark.parametrize("made", stale_forms.OF_AN_ITEM, ids=lambda made: made.__name__)
def test_what_is_typed_about_an_item_that_is_taken_out_stays_and_is_saved_when_it_is_back(
    made: Callable[[Story, str], Form], story: Story
) -> None:
    form = made(story, f"/conferences/{story.conference.id}")
    seen, before, about = form.draw(), form.stored, form.activity
    close_activity(about, None) if about.is_open else None
    remove_activity(about, story.david)
    answer = form.post(seen, **{form.own: form.mine})
    back = f"/conferences/{story.conference.id}/programme/{about.id}/restoration"

    assert answer.status_code == 422
    assert form.stored == before
    assert "Dette er tatt ut av programmet i mellomtiden. Det du skrev, står her ennå." in words_of(answer.text)
    assert (form.kept or f'value="{form.mine}"') in answer.text
    assert f'hx-post="{back}"' in answer.text
    assert story.as_bjorn.post(back).status_code == 303
    assert form.post(seen, **{form.own: form.mine}).status_code == 303
    assert form.mine in str(form.stored)


def test_a_new_question_for_a_survey_that_is_taken_out_stays(story: Story) -> None:
    survey = survey_in(story)
    remove_activity(survey, story.david)
    address = f"/conferences/{story.conference.id}/programme/{survey.id}/survey/items"
    answer = story.as_bjorn.post(address, data={"kind": "text", "text": "Hva savner du?"})

    assert answer.status_code == 422
    assert "Dette er tatt ut av programmet i mellomtiden." in answer.text
    assert "Hva savner du?" in answer.text


def test_what_is_taken_out_is_not_moved(story: Story) -> None:
    remove_activity(story.plenary, story.david)
    at = f"/conferences/{story.conference.id}/programme"
    answer = story.as_bjorn.post(f"{at}/{story.plenary.id}/place", data={"place": "2"})

    assert answer.status_code == 422
    assert "Aktiviteten er fjernet fra programmet." in answer.text


@pytest.mark.parametrize("made", stale_forms.OF_A_KIND, ids=lambda made: made.__name__)
def test_what_is_typed_about_an_item_that_got_another_form_stays(
    made: Callable[[Story, str], Form], story: Story
) -> None:
    form = made(story, f"/conferences/{story.conference.id}")
    seen, before, about = form.draw(), form.stored, form.activity
    plan = replace(stored_plan(ActivityPlan, about), kind=ActivityKind.PLENARY)
    change_activity(about, plan, story.david)
    answer = form.post(seen, **{form.own: form.mine})

    assert answer.status_code == 422
    assert form.stored == before
    assert "Dette har fått en annen form i mellomtiden." in answer.text
    assert (form.kept or f'value="{form.mine}"') in answer.text


def test_a_survey_that_got_another_form_has_the_page_of_what_it_is_now(story: Story) -> None:
    survey = survey_in(story, SERVICES)
    change_activity(survey, replace(stored_plan(ActivityPlan, survey), kind=ActivityKind.PLENARY), story.david)
    page = f"/conferences/{story.conference.id}/programme/{survey.id}"
    gone = story.as_bjorn.get(f"{page}/survey")
    link = story.as_bjorn.post(f"{page}/survey/link/opening")

    assert (gone.status_code, gone.location) == (302, page)
    assert link.status_code == 422
    assert survey.survey.link_token is None
