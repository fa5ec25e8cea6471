"""One's own conferences: what is listed where, and what a new one is made of."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from app.demo import template_programme
from app.domain.accounts import add_member
from app.domain.conferences import finish_conference
from app.extensions import db
from app.models import Conference, Contribution, Role
from app.queries.conferences import Readiness, conference_list_of, membership_of
from tests.conftest import Story, account_of, conference_of, signed_in

TODAY = date(2026, 11, 19)


def new_one(story: Story, **values: object) -> Conference:
    data = {"start": "template", "title": "Dialog om oppvekst", "held_on": "2027-03-18", **values}
    answer = story.as_bjorn.post("/conferences", data=data)
    assert answer.status_code == 303
    id = int(re.search(r"/conferences/(\d+)", answer.headers["Location"])[1])  # type: ignore[index]
    return db.session.get_one(Conference, id)


def test_the_list_says_what_there_is_to_know(story: Story) -> None:
    page = story.as_bjorn.get("/conferences").text

    assert re.findall(r'<h3 class="name">(.*?)</h3>', page) == ["Prosjekt Dialog"]
    assert "30 plasser" in page
    assert "1 deltaker, 0 innspill" in page
    assert "Pågår" in page
    assert f'href="/conferences/{story.conference.id}"' in page
    assert f'href="/screen/{story.conference.screen_token}"' in page


def test_nobody_sees_the_conferences_of_others(story: Story) -> None:
    assert "En annen konferanse" not in story.as_bjorn.get("/conferences").text
    assert "Prosjekt Dialog</h3>" not in story.as_david.get("/conferences").text


def test_the_project_team_is_led_to_the_summary_only(story: Story) -> None:
    page = story.as_cecilie.get("/conferences").text

    assert f'href="/conferences/{story.conference.id}/summary"' in page
    assert f'href="/conferences/{story.conference.id}"' not in page
    assert story.conference.screen_token not in page
    assert "Kopi av en tidligere" not in page


def test_they_are_sorted_into_today_later_and_done(story: Story) -> None:
    later, done = new_one(story), new_one(story, held_on="2026-01-02")
    lists = conference_list_of(story.bjorn, TODAY)

    assert [facts.conference for facts in lists.today] == [story.conference]
    assert [facts.conference for facts in lists.later] == [later]
    assert [facts.conference for facts in lists.done] == [done]
    finish_conference(story.conference, story.bjorn)
    lists = conference_list_of(story.bjorn, TODAY)
    assert [facts.conference for facts in lists.done] == [story.conference, done]


def test_each_says_how_ready_it_is(story: Story) -> None:
    ready, empty = new_one(story), new_one(story, start="empty")
    ungrouped = {facts.conference: facts.readiness for facts in conference_list_of(story.bjorn, TODAY).later}

    assert ungrouped == {ready: Readiness.READY, empty: Readiness.NO_GROUPS}
    lone = conference_of(story.david, "Uten spørsmål")
    lone.opened_at = None
    db.session.commit()
    assert Readiness.NO_QUESTIONS in [facts.readiness for facts in conference_list_of(story.david, TODAY).today]


def test_from_the_template_come_groups_and_programme_and_nobody(story: Story) -> None:
    conference = new_one(story)

    assert [group.name for group in conference.target_groups][:2] == ["Innbyggere", "Næringsliv"]
    assert [item.title for item in conference.activities] == [item.title for item in template_programme()]
    assert (conference.held_on, conference.is_open, conference.is_demo) == (date(2027, 3, 18), False, False)
    assert membership_of(story.bjorn, conference.id)


def test_a_copy_has_the_programme_and_no_contribution(story: Story) -> None:
    conference = new_one(story, start="copy", source=story.conference.id)

    assert [item.title for item in conference.activities] == [item.title for item in story.conference.activities]
    assert [item.opened_at for item in conference.activities] == [None, None]
    assert conference.purpose == story.conference.purpose
    assert db.session.query(Contribution).filter_by(activity_id=conference.activities[0].id).count() == 0


@pytest.mark.parametrize("who", ["david", "cecilie"])
def test_nobody_copies_what_they_do_not_facilitate(story: Story, who: str) -> None:
    browser = getattr(story, f"as_{who}")
    data = {"start": "copy", "source": story.conference.id, "title": "Kopi", "held_on": "2027-03-18"}
    answer = browser.post("/conferences", data=data)

    assert answer.status_code == 422
    assert "Velg hvilken konferanse" in answer.text
    assert 'value="Kopi"' in answer.text


def test_an_empty_one_has_nothing(story: Story) -> None:
    conference = new_one(story, start="empty", held_on="18.03.2027")

    assert (conference.target_groups, conference.activities) == ([], [])


def test_a_name_and_a_date_are_needed_and_what_was_typed_is_kept(story: Story) -> None:
    before = db.session.query(Conference).count()
    answer = story.as_bjorn.post("/conferences", data={"start": "empty", "title": "Bare navn", "held_on": "i morgen"})

    assert answer.status_code == 422
    assert "Skriv datoen slik: 19.11.2026." in answer.text
    assert 'value="Bare navn"' in answer.text
    assert db.session.query(Conference).count() == before


def test_somebody_without_conferences_is_told_what_to_do(app: Flask, story: Story) -> None:
    page = signed_in(app, account_of("Eva")).get("/conferences").text
    assert "Du har ingen konferanser ennå." in page


@pytest.fixture
def questions(app: Flask) -> Callable[[], int]:
    """How many questions the database has been asked so far."""
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, statement, *_more: asked.append(statement))
    return lambda: sum(statement.startswith("SELECT") for statement in asked)


def test_thirty_cost_as_many_questions_as_one(story: Story, questions: Callable[[], int]) -> None:
    before = questions()
    story.as_bjorn.get("/conferences")
    one = questions() - before
    for number in range(29):
        conference = conference_of(story.david, f"Nummer {number}")
        conference.held_on = TODAY + timedelta(days=number)
        add_member(conference, story.bjorn, Role.FACILITATOR, story.david)
    db.session.expunge_all()
    before = questions()
    page = story.as_bjorn.get("/conferences").text

    assert page.count('id="conference-') == 30
    assert questions() - before == one


def test_from_the_front_page_to_a_question_that_can_be_opened(story: Story) -> None:
    """What it takes: the way in, the date of today, and a conference that leads to its own control room."""
    front = story.as_bjorn.get("/").text
    page = story.as_bjorn.get("/conferences").text
    today = re.search(r'name="held_on"[^>]*value="([\d-]+)"', page) or re.search(
        r'value="([\d-]+)"[^>]*name="held_on"', page
    )
    assert 'href="/conferences"' in front
    assert today is not None
    made = story.as_bjorn.post("/conferences", data={"start": "question", "title": "Prøve", "held_on": today[1]})
    room = made.headers["Location"]
    for step in ("open_conference", "open_activity"):
        shown = story.as_bjorn.get(room).text
        assert f'name="step" value="{step}"' in shown
        activity = re.search(r'name="activity" value="(\d*)"', shown)
        assert activity is not None
        story.as_bjorn.post(f"{room}/next", data={"step": step, "activity": activity[1]})

    assert "Hva forventer du av kommunen" in story.as_bjorn.get(room).text
