"""A survey by its own link: public, without joining, and with a cookie of its own."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.activities import remove_activity, show_activity
from app.domain.surveys import close_survey_link, open_survey_link
from app.extensions import db
from app.models import Activity, Participant
from app.models.activity import GRACE
from app.queries.surveys import response_count_of
from tests.conftest import Story
from tests.survey_story import INTERNAL, OPEN_QUESTION, SERVICES, answer, item, said, survey_in

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def survey(story: Story) -> Activity:
    activity = survey_in(story, SERVICES, OPEN_QUESTION, INTERNAL)
    open_survey_link(activity, story.bjorn)
    return activity


def link(activity: Activity, more: str = "") -> str:
    assert activity.survey is not None
    return f"/u/{activity.survey.link_token}{more}"


def expectation(activity: Activity, value: int) -> dict[str, str]:
    return {"group": "1", f"item-{item(activity).id}-expectation": str(value)}


def test_first_one_says_whom_one_answers_as_and_reads_what_is_stored(survey: Activity, client: FlaskClient) -> None:
    page = client.get(link(survey))

    assert page.status_code == 200
    assert "Rådene fra i dag" in page.text  # what it is for
    assert "ikke navn, e-post eller IP-adresse" in page.text
    assert page.text.count('name="group"') == 2
    assert "Set-Cookie" not in page.headers


def test_nobody_goes_on_without_a_group(survey: Activity, client: FlaskClient) -> None:
    page = client.get(link(survey, "?begin=1"))

    assert page.status_code == 422
    assert "Velg en målgruppe først." in page.text


def test_a_person_answers_changes_and_finds_it_again_without_joining(
    story: Story, survey: Activity, client: FlaskClient
) -> None:
    page = client.get(link(survey, "?group=1"))
    posted = client.post(link(survey, f"/response/{item(survey).id}"), data=expectation(survey, 6), headers=SCRIPT)
    client.post(link(survey, "/response"), data=expectation(survey, 4))
    again = client.get(link(survey))

    assert f"Path={link(survey)}" in page.headers["Set-Cookie"]
    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (201, "stored")
    assert f'"item-{item(survey).id}-expectation": 4' in again.text
    count = response_count_of(survey)
    assert (count.by_link, count.in_hall, count.groups) == (1, 0, {story.residents.id: 1})
    assert db.session.query(Participant).count() == 1  # Astrid


def test_only_the_questions_of_ones_own_group_are_asked(survey: Activity, client: FlaskClient) -> None:
    pages = [client.get(link(survey, f"?group={mark}")).text for mark in (1, 2)]

    assert [INTERNAL.text in page for page in pages] == [False, True]


def test_two_browsers_are_two(app: Flask, survey: Activity) -> None:
    for _each in range(2):
        browser = app.test_client()
        browser.get(link(survey, "?group=1"))
        browser.post(link(survey, "/response"), data=expectation(survey, 6))
        browser.post(link(survey, "/response"), data=expectation(survey, 5))

    assert response_count_of(survey).by_link == 2


def test_a_browser_without_cookies_is_told_and_not_counted_each_time(survey: Activity, client: FlaskClient) -> None:
    posted = client.post(link(survey, "/response"), data=expectation(survey, 6), headers=SCRIPT)

    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (422, "refused")
    assert "informasjonskapsler" in posted.text
    assert response_count_of(survey).all == 0


def test_a_group_that_is_not_here_and_a_value_that_is_not_on_the_scale_are_refused(
    survey: Activity, client: FlaskClient
) -> None:
    client.get(link(survey, "?group=1"))
    for data in (expectation(survey, 6) | {"group": "8"}, expectation(survey, 7)):
        assert client.post(link(survey, "/response"), data=data, headers=SCRIPT).status_code == 422
    assert response_count_of(survey).all == 0


def test_what_tells_who_somebody_is_comes_back_with_its_form(survey: Activity, client: FlaskClient) -> None:
    client.get(link(survey, "?group=1"))
    data = expectation(survey, 6) | {f"item-{item(survey, 2).id}-text": "kari@solbakken.example"}
    page = client.post(link(survey, "/response"), data=data)

    assert page.status_code == 422
    assert "e-postadresse" in page.text
    assert "kari@solbakken.example</textarea>" in page.text


def test_closed_it_says_so_and_takes_nothing(story: Story, survey: Activity, client: FlaskClient) -> None:
    client.get(link(survey, "?group=1"))
    close_survey_link(survey, story.bjorn)
    assert survey.survey is not None
    assert survey.survey.link_opened_at is not None
    survey.survey.link_opened_at -= 2 * GRACE
    survey.survey.link_closed_at = survey.survey.link_opened_at
    db.session.commit()
    posted = client.post(link(survey, "/response"), data=expectation(survey, 6), headers=SCRIPT)

    assert "Undersøkelsen er stengt" in client.get(link(survey)).text
    assert (posted.status_code, posted.headers["Dialog-Outcome"]) == (409, "closed")


def test_the_shown_result_is_there_for_those_who_never_came(
    story: Story, survey: Activity, client: FlaskClient
) -> None:
    for n in range(8):
        answer(survey, f"{n}", story.residents, said(item(survey), 6 - n % 2, 2 + n % 2), by_link=True)
    close_survey_link(survey, story.bjorn)
    hidden = client.get(link(survey)).text
    show_activity(survey, story.bjorn)
    shown = client.get(link(survey)).text

    assert ["avstand minus 60" in page for page in (hidden, shown)] == [False, True]
    assert "ikke representativt" in shown
    assert "±" not in shown


def test_a_link_that_was_never_opened_or_is_taken_away_leads_nowhere(
    story: Story, survey: Activity, client: FlaskClient
) -> None:
    address = link(survey)
    assert client.get("/u/-").status_code == 404
    remove_activity(survey, story.bjorn)
    assert client.get(address).status_code == 404


def test_it_speaks_the_language_of_the_reader(survey: Activity, client: FlaskClient) -> None:
    page = client.get(link(survey, "?group=1&lang=en")).text

    assert '<html lang="en"' in page
    assert re.search(r"How important is this to you\?", page)
