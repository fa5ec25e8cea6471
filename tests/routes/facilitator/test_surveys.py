"""The survey's page: items, link, whom it is sent to."""

import pytest
from werkzeug.test import TestResponse

from app.demo_survey import template_items
from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.conferences import TargetGroupPlan, set_target_groups
from app.domain.preparation import Check, checklist_of
from app.domain.surveys import close_survey_link, open_survey_link
from app.models import Activity, ItemKind
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from
from tests.survey_story import SERVICES, VISION, answer, item, said, survey_in


@pytest.fixture
def survey(story: Story) -> Activity:
    return survey_in(story, SERVICES, VISION)


def page(story: Story, activity: Activity, more: str = "") -> str:
    return f"/conferences/{story.conference.id}/programme/{activity.id}/survey{more}"


def texts(activity: Activity) -> list[str]:
    assert activity.survey is not None
    return [each.text for each in activity.survey.items]


FORM = {"kind": "scale", "text": "Ny", "area": "Ledelse", "asks_experience": "y", "only_mark": "2"}


def save(story: Story, at: str, end: str, fields: dict[str, str]) -> TestResponse:
    """From the form as it is drawn now."""
    return story.as_bjorn.post(at + end, data=fields | {"seen": drawn_from(story.as_bjorn, at, at + end)})


def test_the_programme_leads_to_it_and_a_dialogue_has_none(story: Story, survey: Activity) -> None:
    panel = story.as_bjorn.get(f"/conferences/{story.conference.id}/programme/{survey.id}").text

    assert page(story, survey) in panel
    assert story.as_bjorn.get(page(story, survey)).status_code == 200
    assert story.as_bjorn.get(page(story, story.dialogue)).status_code == 404


def test_an_item_is_added_changed_moved_removed_and_back(story: Story, survey: Activity) -> None:
    story.as_bjorn.post(page(story, survey, "/items"), data=FORM)
    added = item(survey, 3)
    found = (added.text, added.area, added.asks_expectation, added.asks_experience, added.only_group_id)
    save(story, page(story, survey, f"/items/{added.id}"), "", FORM | {"text": "Nyere"})
    save(story, page(story, survey), f"/items/{added.id}/place", {"place": "1"})
    moved = texts(survey)
    told = story.as_bjorn.post(page(story, survey, f"/items/{added.id}/removal"), follow_redirects=True).text
    removed = texts(survey)
    story.as_bjorn.post(page(story, survey, f"/items/{added.id}/restoration"))

    assert found == ("Ny", "Ledelse", False, True, story.businesses.id)
    assert moved == ["Nyere", SERVICES.text, VISION.text]
    assert "Fjernet: «Nyere»." in told
    assert (removed, texts(survey)) == ([SERVICES.text, VISION.text], moved)


def test_a_form_that_asks_nothing_comes_back_with_what_was_typed(story: Story, survey: Activity) -> None:
    answer_ = story.as_bjorn.post(page(story, survey, "/items"), data=FORM | {"text": "", "area": "Min egen"})
    none = story.as_bjorn.post(
        page(story, survey, "/items"), data={"kind": "scale", "text": "Ingen del", "only_mark": "0"}
    )

    assert (answer_.status_code, none.status_code) == (422, 422)
    assert 'value="Min egen"' in answer_.text
    assert "forventning, erfaring eller begge" in none.text
    assert len(texts(survey)) == 2


def test_what_has_answers_is_refused_in_words(story: Story, survey: Activity) -> None:
    open_activity(survey, story.bjorn)
    answer(survey, "a", story.residents, said(item(survey), 6))
    first = item(survey)
    changed = save(story, page(story, survey, f"/items/{first.id}"), "", FORM)
    removed = story.as_bjorn.post(page(story, survey, f"/items/{first.id}/removal"))

    assert (changed.status_code, removed.status_code) == (422, 422)
    assert "kan du ikke endre teksten, hvem som spørres" in changed.text
    assert "blir det stående" in removed.text


def test_an_item_of_another_survey_is_not_there(story: Story, survey: Activity) -> None:
    other = survey_in(story, SERVICES)

    for more in ("", "/removal", "/restoration"):
        address = page(story, survey, f"/items/{item(other).id}{more}")
        assert story.as_bjorn.post(address, data=FORM).status_code == 404


def test_the_template_fills_an_empty_survey_with_the_six_areas(story: Story) -> None:
    activity = survey_in(story)
    story.as_bjorn.post(page(story, activity, "/template"))
    assert activity.survey is not None
    areas = [each.area for each in activity.survey.items if each.area]

    assert areas == ["Tjenester", "Evne til fornyelse", "Forvaltning", "Samfunnsrollen", "Ledelse", "Arbeidsmiljø"]
    assert len(template_items()) == 12  # three of them for employees, who are no group here
    assert len(texts(activity)) == 9
    assert activity.survey.items[-1].kind is ItemKind.TEXT
    assert story.as_bjorn.post(page(story, activity, "/template")).status_code == 422


def test_the_link_is_opened_copied_and_closed(story: Story, survey: Activity) -> None:
    closed = story.as_bjorn.get(page(story, survey)).text
    opened = story.as_bjorn.post(page(story, survey, "/link/opening"), follow_redirects=True).text
    assert survey.survey is not None
    address = f"http://dialog.example/u/{survey.survey.link_token}"
    story.as_bjorn.post(page(story, survey, "/link/closing"))

    assert "/u/" not in closed
    assert f'data-copy="{address}"' in opened
    assert 'class="qr"' in opened
    assert not survey.survey.is_open_by_link


def test_a_link_without_questions_is_refused(story: Story) -> None:
    activity = survey_in(story)
    answer_ = story.as_bjorn.post(page(story, activity, "/link/opening"))

    assert answer_.status_code == 422
    assert "ingen spørsmål" in answer_.text


def test_whom_it_is_sent_to(story: Story, survey: Activity) -> None:
    bad = story.as_bjorn.post(page(story, survey, "/basis"), data={"is_sample": "y", "invited": "0"})
    odd = story.as_bjorn.post(page(story, survey, "/basis"), data={"invited": "mange"})
    save(story, page(story, survey), "/basis", {"is_sample": "y", "invited": "1200"})
    assert survey.survey is not None

    assert (bad.status_code, odd.status_code) == (422, 422)
    assert (survey.survey.is_sample, survey.survey.invited) == (True, 1200)


def test_what_can_no_longer_be_changed_is_not_offered(story: Story, survey: Activity) -> None:
    story.as_bjorn.post(page(story, survey, "/link/opening"))
    answer(survey, "a" * 32, story.residents, said(item(survey), 6, 3), by_link=True)
    story.as_bjorn.post(page(story, survey, "/link/closing"))
    before = story.as_bjorn.get(page(story, survey)).text
    open_activity(survey, story.bjorn)
    close_activity(survey, story.bjorn)
    show_activity(survey, story.bjorn)
    after = story.as_bjorn.get(page(story, survey)).text

    for offered in ("Åpne lenka igjen", 'name="text"'):
        assert (offered in before, offered in after) == (True, False)
    assert "så lenka kan ikke åpnes igjen" in after
    assert "Da kan ikke spørsmålene endres lenger" in after


def test_a_group_that_answers_by_link_alone_is_awaited_nowhere_in_the_hall(story: Story, survey: Activity) -> None:
    plans = [(1, "Innbyggere", 18), (2, "Næringsliv", 12), (3, "Foreldre", 0)]
    groups = [TargetGroupPlan(mark=mark, name=name, description="", planned=planned) for mark, name, planned in plans]
    set_target_groups(story.conference, groups, story.bjorn)
    parents = story.conference.target_groups[2]
    open_survey_link(survey, story.bjorn)
    answer(survey, "a" * 32, parents, said(item(survey), 6, 3), by_link=True)
    open_activity(story.plenary, story.bjorn)
    phone = story.as_astrid.get(f"/j/{story.conference.code}").text
    room = story.as_bjorn.get(f"/conferences/{story.conference.id}").text

    assert survey.survey is not None
    assert "Foreldre" in story.as_david.get(f"/u/{survey.survey.link_token}?change=1").text
    assert ("1 av 30 er her" in phone, "Næringsliv" in phone, "Foreldre" in phone) == (True, True, False)
    assert ('id="coverage-2"' in room, 'id="coverage-3"' in room) == (True, False)
    assert Check.SEATS not in [
        lack.check for lack in checklist_of(story.conference, "https://a.no", story.conference.held_on).lacks
    ]


def test_what_was_answered_by_link_alone_is_shown_from_the_run_sheet(story: Story, survey: Activity) -> None:
    """Without being asked in the hall, which would not be the same people."""
    room, press = f"/conferences/{story.conference.id}", f'id="showing-{survey.id}"'
    open_survey_link(survey, story.bjorn)
    for n in range(12):
        answer(survey, f"{n}", story.residents, said(item(survey), 6 - n % 2, 2 + n % 2), by_link=True)
    assert press not in story.as_bjorn.get(room).text
    close_survey_link(survey, story.bjorn)
    assert press in story.as_bjorn.get(room).text
    story.as_bjorn.post(f"{room}/activities/{survey.id}/showing")

    assert "12 har svart" in story.as_astrid.get(f"/j/{story.conference.code}").text
