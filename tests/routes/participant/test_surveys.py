"""A survey on a phone in the hall: one answer at a time, all at once, and what is refused in words."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from app.domain.activities import close_activity, open_activity, remove_activity, show_activity
from app.extensions import db
from app.models import Activity
from app.queries.surveys import own_survey_answers_of, response_count_of
from tests.conftest import Story
from tests.survey_story import INTERNAL, OPEN_QUESTION, SERVICES, VISION, answer, item, said, survey_in

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def survey(story: Story) -> Activity:
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION, INTERNAL)
    open_activity(activity, story.bjorn)
    return activity


def address(story: Story, activity: Activity, number: int = 0) -> str:
    whole = f"/j/{story.conference.code}/activities/{activity.id}/response"
    return f"{whole}/{item(activity, number).id}" if number else whole


def field(activity: Activity, number: int, what: str) -> str:
    return f"item-{item(activity, number).id}-{what}"


def own_of(story: Story, activity: Activity) -> dict[str, int | str]:
    """As the phone's page has it."""
    page = story.as_astrid.get(f"/j/{story.conference.code}").text
    found = re.search(r"data-own-answers='([^']*)'", page)
    return json.loads(html.unescape(found[1])) if found else {}


def test_an_answer_is_stored_as_it_is_given_and_comes_back_after_a_reload(story: Story, survey: Activity) -> None:
    posted = story.as_astrid.post(
        address(story, survey, 1), data={field(survey, 1, "expectation"): "6"}, headers=SCRIPT
    )

    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (201, "stored")
    assert own_of(story, survey) == {field(survey, 1, "expectation"): 6}


def test_what_is_not_in_the_answer_stays_as_it_was(story: Story, survey: Activity) -> None:
    for number, what, value in ((1, "expectation", "6"), (1, "experience", "0"), (2, "answer", "1")):
        story.as_astrid.post(address(story, survey, number), data={field(survey, number, what): value}, headers=SCRIPT)
    story.as_astrid.post(address(story, survey, 2), data={"clear": "1"}, headers=SCRIPT)

    assert own_of(story, survey) == {field(survey, 1, "expectation"): 6, field(survey, 1, "experience"): 0}


def test_one_question_takes_no_answer_to_another(story: Story, survey: Activity) -> None:
    story.as_astrid.post(address(story, survey, 1), data={field(survey, 2, "answer"): "1"}, headers=SCRIPT)

    assert own_of(story, survey) == {}


def test_without_a_script_all_is_sent_at_once(story: Story, survey: Activity) -> None:
    posted = story.as_astrid.post(
        address(story, survey),
        data={
            field(survey, 1, "expectation"): "5",
            field(survey, 1, "experience"): "2",
            field(survey, 3, "text"): "Veiene",
        },
        follow_redirects=True,
    )

    assert posted.status_code == 200
    assert len(own_of(story, survey)) == 3
    assert "Du har svart på 2 spørsmål." in posted.text


def test_a_personal_number_is_stopped_and_the_rest_of_the_form_is_still_there(story: Story, survey: Activity) -> None:
    typed = {field(survey, 1, "expectation"): "5", field(survey, 3, "text"): "Ring 99 99 99 99"}
    posted = story.as_astrid.post(address(story, survey), data=typed)

    assert posted.status_code == 422
    assert "telefonnummer" in posted.text
    assert "Ring 99 99 99 99</textarea>" in posted.text
    assert re.search(rf'name="{field(survey, 1, "expectation")}" value="5" checked', posted.text)
    assert own_of(story, survey) == {}


@pytest.mark.parametrize("value", ["7", "-1", "seks", "5.5", "99999999999999999999"])
def test_a_value_outside_the_scale_is_refused(story: Story, survey: Activity, value: str) -> None:
    posted = story.as_astrid.post(
        address(story, survey, 1), data={field(survey, 1, "expectation"): value}, headers=SCRIPT
    )

    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (422, "refused")
    assert "skalaen" in posted.text


def test_an_item_of_another_survey_or_group_is_refused(story: Story, survey: Activity) -> None:
    other = survey_in(story, SERVICES)
    for name in (field(other, 1, "expectation"), field(survey, 4, "experience")):
        posted = story.as_astrid.post(address(story, survey), data={name: "3"}, headers=SCRIPT)
        assert posted.headers["Dialog-Outcome"] == "refused"
    assert own_of(story, survey) == {}


def test_a_closed_survey_says_so(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    show_activity(survey, story.bjorn)
    posted = story.as_astrid.post(
        address(story, survey, 1), data={field(survey, 1, "expectation"): "5"}, headers=SCRIPT
    )

    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (409, "closed")


def test_what_was_taken_out_of_the_programme_is_closed(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    remove_activity(survey, story.bjorn)
    posted = story.as_astrid.post(address(story, survey), data={field(survey, 1, "expectation"): "5"}, headers=SCRIPT)

    assert posted.headers["Dialog-Outcome"] == "closed"


def test_whoever_has_not_joined_is_told_to(story: Story, survey: Activity, client: FlaskClient) -> None:
    posted = client.post(address(story, survey), data={field(survey, 1, "expectation"): "5"}, headers=SCRIPT)

    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (403, "join")
    assert response_count_of(survey).all == 0


def test_a_dialogue_is_no_survey(story: Story) -> None:
    posted = story.as_astrid.post(f"/j/{story.conference.code}/activities/{story.dialogue.id}/response")

    assert posted.status_code == 404


def test_the_form_is_the_same_for_all_and_chooses_nothing_beforehand(story: Story, survey: Activity) -> None:
    first = story.as_astrid.get(f"/j/{story.conference.code}").text
    story.as_astrid.post(address(story, survey, 1), data={field(survey, 1, "expectation"): "6"}, headers=SCRIPT)
    second = story.as_astrid.get(f"/j/{story.conference.code}").text
    form = re.compile(r"<form class=\"survey\".*?</form>", re.DOTALL)

    assert form.findall(first) == form.findall(second) != []
    assert "checked" not in form.findall(first)[0]
    assert f'data-only="{story.businesses.mark}"' in form.findall(first)[0]


def test_the_result_is_on_the_phones_only_when_it_is_shown(story: Story, survey: Activity) -> None:
    for n in range(8):
        answer(survey, f"{n}", story.residents, said(item(survey), 6 - n % 2, 2 + n % 2))
    pages = [story.as_astrid.get(f"/j/{story.conference.code}").text]
    for step in (close_activity, show_activity):
        step(survey, story.bjorn)
        db.session.expire_all()
        pages.append(story.as_astrid.get(f"/j/{story.conference.code}").text)

    assert ["Tjenester: så viktig 90, oppleves 30, avstand minus 60" in page for page in pages] == [False, False, True]
    assert own_survey_answers_of(survey, "0") is not None
