"""The control room's page, its regions, and what a press is answered with."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.activities import ActivityPlan, change_activity
from app.domain.conferences import ConferencePlan, create_conference
from app.domain.participants import join_conference
from app.domain.timers import pause_timer
from app.models import Language
from tests.conftest import Story
from tests.routes.facilitator.conftest import (
    Say,
    bar_in,
    next_in,
    press,
    press_with_htmx,
    queue_in,
    room,
    tabs_in,
    words_of,
)


def test_the_page_shows_the_programme_the_queue_and_who_has_spoken(story: Story, say: Say) -> None:
    say("Svar innen en uke.")
    page = story.as_bjorn.get(room(story))

    assert page.status_code == 200
    assert queue_in(page) == ["Svar innen en uke."]
    assert tabs_in(page) == {"waiting": 1, "published": 0, "hidden": 0}
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page.text) == [story.dialogue.question]
    text = words_of(page.text)
    assert "Neste Steng for råd og innspill" in text
    assert "1 er her 17 er ikke kommet." in text
    assert "1 inne" in text
    assert story.conference.spoken_code in text
    assert f"http://dialog.example/screen/{story.conference.screen_token}" in page.text


@pytest.mark.parametrize("state", ["waiting", "published", "hidden", "nonsense"])
def test_every_tab_of_an_empty_queue_says_why_it_is_empty(story: Story, state: str) -> None:
    page = story.as_bjorn.get(room(story), query_string={"state": state})

    assert page.status_code == 200
    words = {"published": "Ingenting er godkjent ennå.", "hidden": "Ingenting er skjult."}
    assert words.get(state, "Ingen har skrevet ennå.") in page.text


def test_a_conference_without_anything_in_it_has_a_page(story: Story) -> None:
    bare = create_conference(ConferencePlan(title="Tom", held_on=story.conference.held_on), story.bjorn)
    page = story.as_bjorn.get(f"/conferences/{bare.id}")

    assert page.status_code == 200
    assert "Ingenting er åpnet ennå." in page.text
    assert "Programmet er tomt." in page.text
    assert next_in(page.text) == {"step": "open_conference", "activity": ""}
    refused = press(story.as_bjorn, f"/conferences/{bare.id}/next", step="open_conference", activity="")
    assert refused.status_code == 422
    assert bar_in(refused) == "En konferanse trenger minst én målgruppe."


def test_a_press_keeps_the_tab_that_was_looked_at(story: Story) -> None:
    looking = {"Referer": f"http://localhost{room(story)}?state=hidden"}
    answer = story.as_bjorn.post(room(story, "/policy"), data={"policy": "show_at_once"}, headers=looking)

    assert answer.status_code == 303
    assert answer.headers["Location"] == room(story, "?state=hidden")


def test_what_came_of_a_press_is_said_once(story: Story) -> None:
    first = press(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/closing"))
    again = story.as_bjorn.get(room(story))

    assert bar_in(first) == "Stengt: Økt 1: Forventninger Åpne igjen"
    assert bar_in(again) == ""


def test_htmx_gets_every_region_as_it_is_after_the_press(story: Story) -> None:
    answer = press_with_htmx(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/closing"))

    assert answer.status_code == 200
    targets = re.findall(r'<hx-partial hx-target="#([\w-]+)"', answer.text)
    assert targets == ["hall", "run-sheet", "answers", "queue", "coverage", "policy", "rehearsal", "arrived", "bar"]
    assert next_in(answer.text)["step"] == "show_activity"
    assert int(answer.headers["Live-Revision"]) > 1


def test_the_page_holds_its_live_regions_verbatim(story: Story, say: Say) -> None:
    say("Gi svar innan éi veke.")
    page = story.as_bjorn.get(room(story)).text
    addresses = story.as_bjorn.get(room(story, "/stream")).get_json()
    regions = story.as_bjorn.get(addresses["poll"]).text

    drawn = re.findall(r'<hx-partial hx-target="#[\w-]+" hx-swap="outerMorph">(.*?)</hx-partial>', regions, re.DOTALL)
    assert len(drawn) == 8
    assert [region in page for region in drawn] == [True] * 8


def test_the_phases_that_were_noted_stand_under_the_clock(story: Story) -> None:
    assert 'class="bar"' not in story.as_bjorn.get(room(story)).text
    plan = ActivityPlan(
        kind=story.dialogue.kind, title="Økt 1", question="Hva?", minutes=30, note="3 min stille, 27 min runde."
    )
    change_activity(story.dialogue, plan, story.bjorn)
    page = story.as_bjorn.get(room(story)).text

    assert re.findall(r'<text x="([^"]+)"[^>]*>(.*?)</text>', page) == [("0%", "stille"), ("100%", "runde")]
    assert "Fasene: stille 3 min, runde 27 min" in words_of(page)
    assert "data-bar-until" in page
    pause_timer(story.dialogue, story.bjorn)
    page = story.as_bjorn.get(room(story)).text
    assert "data-bar-until" not in page
    assert re.search(r'class="r1"[^>]* width="0\.\d%"', page)


def test_an_empty_queue_offers_what_is_ready_and_names_the_silent(story: Story, say: Say) -> None:
    contribution = say("Svar på nynorsk.")
    for _ in range(5):
        join_conference(story.conference, story.businesses, Language.BOKMAL)
    page = press(story.as_bjorn, room(story, f"/contributions/{contribution.id}/publication"), seen="waiting")

    assert "Alt er lest." in page.text
    calm = words_of(page.text.split('id="calm">')[1].split("</section>\n  <div")[0])
    assert "Næringsliv har ikke sagt noe ennå. 5 er her." in calm
    assert "Svar på nynorsk. Vis på skjerm" in calm


ADDRESSES = ["", "/stream", "/contributions"]

FACTS = ["/next", "/opening", "/finish", "/policy", "/spotlight/removal"]


@pytest.mark.parametrize("more", ADDRESSES + FACTS)
def test_others_are_turned_away(story: Story, client: FlaskClient, more: str) -> None:
    method = "POST" if more in FACTS else "GET"
    statuses = [
        browser.open(room(story, more), method=method).status_code
        for browser in (story.as_cecilie, story.as_david, client, story.as_astrid)
    ]

    assert statuses == [403, 404, 302, 302]
    assert story.conference.is_open
    assert story.dialogue.is_open
