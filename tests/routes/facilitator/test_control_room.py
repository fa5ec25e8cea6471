"""The control room's page, and the course of a conference: the next step, the ways back, the switch."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.activities import ActivityPlan, change_activity, close_activity
from app.domain.conferences import ConferencePlan, create_conference, finish_conference
from app.domain.participants import join_conference
from app.domain.timers import pause_timer
from app.extensions import db
from app.models import ActivityState, Language, LogEntry, ModerationPolicy, TargetGroup
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, press_with_htmx, queue_in, tabs_in, words_of


def room(story: Story, more: str = "") -> str:
    return f"/conferences/{story.conference.id}{more}"


def next_in(html: str) -> dict[str, str]:
    """What the Next button would post."""
    form = html.split('/next"')[1].split("</form>")[0] if '/next"' in html else ""
    fields = dict(re.findall(r'<input type="hidden" name="(step|activity)" value="(\w*)">', form))
    assert set(fields) == {"step", "activity"}
    return fields


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


def test_who_has_spoken_is_told_of_a_target_group_and_never_of_one_person(story: Story, say: Say) -> None:
    """Four are too few; nine are told beside them, and so is who is silent."""

    def row(page: str, mark: int) -> str:
        return page.split(f'id="coverage-{mark}"')[1].split("</li>")[0]

    def arrive(group: TargetGroup, people: int) -> None:
        for _ in range(people):
            join_conference(story.conference, group, Language.BOKMAL)

    arrive(story.residents, 3)
    arrive(story.businesses, 4)
    contribution = say("Svar innen en uke.")
    press(story.as_bjorn, room(story, f"/contributions/{contribution.id}/publication"), seen="waiting")
    four = story.as_bjorn.get(room(story)).text
    arrive(story.businesses, 1)
    five = story.as_bjorn.get(room(story)).text
    arrive(story.residents, 1)
    told = words_of(row(story.as_bjorn.get(room(story)).text, 1))

    for page, mark in ((four, 1), (four, 2), (five, 1)):
        assert re.search(r" \d er her \d+ er ikke kommet\.$", words_of(row(page, mark)))
        assert "data-quiet-since" not in row(page, mark)
        assert page.count("Med færre enn fem til stede vises det ikke hvor mange som har bidratt.") == 1
    assert "mest stille" not in words_of(four)
    assert "ikke sagt noe" not in words_of(four)
    assert "Næringsliv har ikke sagt noe ennå. 5 er her." in words_of(five)
    assert "1 av 5 som er her, har bidratt. 13 er ikke kommet." in told
    assert "5 til stede, 1 innspill fra 1" in told


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


def test_next_leads_through_the_whole_conference(story: Story) -> None:
    seen = []
    page = story.as_bjorn.get(room(story))
    while 'id="next"' in page.text:
        seen.append(next_in(page.text)["step"])
        page = press(story.as_bjorn, room(story, "/next"), **next_in(page.text))
        assert page.status_code == 200

    assert seen == ["announce_closing", "close_activity", "show_activity", "open_activity", "finish_conference"]
    assert story.conference.is_finished
    assert "Konferansen er avsluttet" in page.text


def test_two_who_press_next_at_once_take_one_step(story: Story) -> None:
    shown = next_in(story.as_bjorn.get(room(story)).text)
    first = press_with_htmx(story.as_bjorn, room(story, "/next"), **shown)
    second = press_with_htmx(story.as_bjorn, room(story, "/next"), **shown)

    assert (first.status_code, second.status_code) == (200, 422)
    assert bar_in(first) == "Stenger om ett minutt: Økt 1: Forventninger"
    assert bar_in(second) == "Dette steget er alt gjort. Se hva som er neste nå."
    assert next_in(second.text)["step"] == "close_activity"
    assert story.dialogue.is_closing


@pytest.mark.parametrize("fields", [{}, {"step": "jump"}, {"step": "close_activity", "activity": "one"}])
def test_a_next_that_no_page_offers_is_no_request(story: Story, fields: dict[str, str]) -> None:
    assert story.as_bjorn.post(room(story, "/next"), data=fields).status_code == 400
    assert story.dialogue.is_open


def test_next_with_an_activity_of_another_conference_is_stale(story: Story) -> None:
    fields = {"step": "close_activity", "activity": "999"}

    assert press(story.as_bjorn, room(story, "/next"), **fields).status_code == 422
    assert story.dialogue.is_open


def test_an_activity_is_closed_shown_and_opened_again(story: Story) -> None:
    activity = f"/activities/{story.dialogue.id}"
    states = []
    for fact in ("closing", "closing", "showing", "opening", "opening"):
        page = press(story.as_bjorn, room(story, f"{activity}/{fact}"))
        states.append((page.status_code, story.dialogue.state.value))

    assert states == [(200, "closed"), (200, "closed"), (200, "shown"), (200, "open"), (200, "open")]


def test_any_item_of_the_programme_can_be_opened_and_closes_the_one_before(story: Story) -> None:
    page = press(story.as_bjorn, room(story, f"/activities/{story.plenary.id}/opening"))

    assert bar_in(page) == "Åpnet: Framlegg, to minutter per bord"
    assert (story.dialogue.state, story.plenary.state) == (ActivityState.CLOSED, ActivityState.OPEN)


def test_what_is_open_cannot_be_shown_as_a_result(story: Story) -> None:
    page = press(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/showing"))

    assert page.status_code == 422
    assert bar_in(page) == "Steng aktiviteten før du viser resultatet."
    assert story.dialogue.is_open


def test_a_finished_conference_can_be_opened_again(story: Story) -> None:
    press(story.as_bjorn, room(story, "/finish"))
    assert story.conference.is_finished
    refused = press(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/opening"))
    assert (refused.status_code, bar_in(refused)) == (422, "Åpne konferansen for deltakere først.")

    page = press(story.as_bjorn, room(story, "/opening"))
    assert bar_in(page) == "Konferansen er åpen. Deltakerne kan bli med."
    assert story.conference.is_open


def test_the_policy_is_changed_by_its_switch_and_by_nothing_else(story: Story) -> None:
    page = press(story.as_bjorn, room(story, "/policy"), policy="show_at_once")
    assert '<button name="policy" value="show_at_once" aria-pressed="true">' in page.text

    for fact in ("/finish", "/opening", f"/activities/{story.dialogue.id}/opening"):
        press(story.as_bjorn, room(story, fact))
    assert story.conference.policy is ModerationPolicy.SHOW_AT_ONCE

    refused = press(story.as_bjorn, room(story, "/policy"), policy="whatever")
    assert refused.status_code == 422
    assert story.conference.policy is ModerationPolicy.SHOW_AT_ONCE


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


def test_more_than_a_row_of_seats_becomes_a_bar_with_numbers(story: Story) -> None:
    for _ in range(25):
        join_conference(story.conference, story.residents, Language.BOKMAL)
    page = story.as_bjorn.get(room(story)).text
    residents = page.split('<li id="coverage-1"')[1].split("</li>")[0]

    assert residents.count("<rect") == 3
    assert "26 er her" in words_of(residents)


def test_the_most_silent_group_stands_first_and_it_is_said_in_words(story: Story, say: Say) -> None:
    say("Jeg har sagt mitt.")
    for _ in range(6):
        join_conference(story.conference, story.businesses, Language.BOKMAL)
    page = story.as_bjorn.get(room(story)).text

    assert re.findall(r'<li id="coverage-(\d)"', page) == ["2", "1"]
    assert "6 er stille. Spør dem nå?" in words_of(page)


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


def test_the_log_tells_who_did_what(story: Story) -> None:
    press(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/closing"))

    entry = db.session.scalars(db.select(LogEntry).order_by(LogEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.account_id, entry.subject_id) == ("close_activity", story.bjorn.id, story.dialogue.id)


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


def test_an_activity_of_another_conference_is_not_found(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    address = f"/conferences/{story.elsewhere.id}/activities/{story.dialogue.id}/opening"

    assert story.as_david.post(address).status_code == 404
    assert not story.dialogue.is_open


def test_a_post_from_another_site_does_nothing(story: Story) -> None:
    answer = story.as_bjorn.post(room(story, "/finish"), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert story.conference.is_open


def test_finishing_twice_is_harmless(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    finished_at = story.conference.finished_at

    assert press(story.as_bjorn, room(story, "/finish")).status_code == 200
    assert story.conference.finished_at == finished_at
