"""The course of a conference: the next step, the ways to and from every item, the switch."""

import pytest

from app.domain.activities import ActivityPlan, change_activity, close_activity, open_activity
from app.domain.conferences import finish_conference
from app.domain.tables import set_table_count
from app.domain.turns import give_floor
from app.extensions import db
from app.models import ActivityKind, ActivityState, LogEntry, ModerationPolicy
from tests.conftest import Story
from tests.routes.facilitator.conftest import bar_in, next_in, press, press_with_htmx, room


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


def test_the_log_tells_who_did_what(story: Story) -> None:
    press(story.as_bjorn, room(story, f"/activities/{story.dialogue.id}/closing"))

    entry = db.session.scalars(db.select(LogEntry).order_by(LogEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.account_id, entry.subject_id) == ("close_activity", story.bjorn.id, story.dialogue.id)


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


def test_a_plenary_whose_last_table_is_put_away_goes_on_without_a_clock_of_nobodys(story: Story) -> None:
    plan = ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg", minutes=0, turn_minutes=2)
    change_activity(story.plenary, plan, story.bjorn)
    set_table_count(story.conference, 2, story.bjorn)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 2, story.bjorn)
    assert "Legger fram: Bord 2" in story.as_bjorn.get(room(story)).text
    set_table_count(story.conference, 1, story.bjorn)
    page = story.as_bjorn.get(room(story)).text

    assert ("Legger fram" in page, 'id="timer"' in page, "Tilbake til Bord 1" in page) == (False, False, True)
