"""All that has no mark is approved with one press: those that were seen, as they were seen, and none else."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.contribution_texts import edit_contribution
from app.domain.contributions import hide_contribution, publish_contribution, show_on_screen
from app.extensions import db
from app.models import Contribution, HiddenReason, LogEntry
from app.queries.contributions import spotlight_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, press_with_htmx, queue_in, tabs_in


def control_room(story: Story) -> str:
    return story.as_bjorn.get(f"/conferences/{story.conference.id}").text


def offered(page: str) -> str:
    """What the button would post."""
    found = re.search(r'name="seen" value="([^"]*)"><button class="btn-s" id="approve-all">', page)
    return found[1] if found else ""


def approve_all(story: Story, seen: str) -> TestResponse:
    return press(story.as_bjorn, f"/conferences/{story.conference.id}/contributions/publication", seen=seen)


def undo(story: Story, page: TestResponse) -> TestResponse:
    fields = dict(re.findall(r'name="(ids|decided_at)" value="([^"]*)"', page.text))
    return press(story.as_bjorn, f"/conferences/{story.conference.id}/contributions/publication-reversal", **fields)


def test_the_marked_one_is_left_and_the_others_approved(story: Story, say: Say) -> None:
    for text in ("Svar innen en uke.", "Åpne biblioteket på søndager.", "Saksbehandler Kari N. svarer aldri."):
        say(text)
    page = control_room(story)
    answer = approve_all(story, offered(page))

    assert "Godkjenn alle uten merknad (2)" in page
    assert bar_in(answer) == "Godkjent: 2 råd og innspill. Angre Z"
    assert tabs_in(answer) == {"waiting": 1, "published": 2, "hidden": 0}
    assert "Kari" in queue_in(answer)[0]


def test_one_undo_brings_all_back(story: Story, say: Say) -> None:
    for text in ("En.", "To.", "Tre."):
        say(text)
    undone = undo(story, approve_all(story, offered(control_room(story))))

    assert bar_in(undone) == "Angret: 3 venter igjen."
    assert queue_in(undone) == ["En.", "To.", "Tre."]
    actions = list(db.session.scalars(db.select(LogEntry.action)))
    assert (actions.count("publish_contribution"), actions.count("undo_decision")) == (3, 3)


def test_what_a_colleague_shows_by_now_stays_when_all_are_taken_back(story: Story, say: Say) -> None:
    said = [say(text) for text in ("En.", "To.", "Tre.")]
    page = approve_all(story, offered(control_room(story)))
    show_on_screen(said[1], story.david)
    undone = undo(story, page)

    assert bar_in(undone) == "Angret: 2 venter igjen. 1 ble hoppet over, fordi noen andre har endret det."
    assert spotlight_of(story.conference.id) is said[1]


def test_what_changed_since_it_was_seen_is_left_out_and_said(story: Story, say: Say) -> None:
    stays, hidden, edited, new = say("Flere benker."), say("Åpne på søndager."), say("Svar raskere."), None
    seen = offered(control_room(story))
    hide_contribution(hidden, HiddenReason.UNCLEAR, story.david)
    edit_contribution(edited, "Nå med et navn: lærer Per.", story.david, None)
    new = say("Kom imens.")
    answer = approve_all(story, seen)

    assert bar_in(answer) == (
        "Godkjent: 1 råd eller innspill. 2 ble hoppet over, fordi noen andre har endret dem. Angre Z"
    )
    assert [one.state.value for one in (stays, hidden, edited, new)] == ["published", "hidden", "waiting", "waiting"]


def test_twice_is_harmless_and_when_one_is_hidden_by_then_it_is_said_that_nothing_waits(story: Story, say: Say) -> None:
    first, _second = say("En."), say("To.")
    seen = offered(control_room(story))
    answers = [approve_all(story, seen) for _ in range(2)]
    hide_contribution(first, HiddenReason.UNCLEAR, story.david)
    answers.append(approve_all(story, seen))

    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert bar_in(answers[1]) == "De var alt godkjent."
    assert bar_in(answers[2]) == "Ingen av dem venter lenger slik du så dem. Ingenting er endret."


def test_undo_leaves_what_somebody_decided_anew(story: Story, say: Say) -> None:
    first, second = say("En."), say("To.")
    page = approve_all(story, offered(control_room(story)))
    hide_contribution(first, HiddenReason.UNCLEAR, story.david)

    assert bar_in(undo(story, page)) == "Angret: 1 venter igjen. 1 ble hoppet over, fordi noen andre har endret det."
    assert (first.is_hidden, second.is_waiting) == (True, True)
    assert undo(story, page).status_code == 422


def test_one_alone_or_none_has_no_button(story: Story, say: Say) -> None:
    assert "approve-all" not in control_room(story)
    contribution = say("Bare én.")
    assert "approve-all" not in control_room(story)
    publish_contribution(contribution, story.bjorn)
    assert "approve-all" not in story.as_bjorn.get(f"/conferences/{story.conference.id}?state=published").text


def test_garbage_approves_nothing(story: Story, say: Say) -> None:
    contribution = say("Urørt.")
    for seen in ("", "x", f"{contribution.id}", f"{contribution.id}.00000000", "999999999999.00000000 " * 500):
        assert approve_all(story, seen).status_code == 422
    reversal = f"/conferences/{story.conference.id}/contributions/publication-reversal"
    assert press_with_htmx(story.as_bjorn, reversal, ids=contribution.id).status_code == 400

    assert contribution.is_waiting


def test_others_approve_nothing(story: Story, client: FlaskClient, say: Say) -> None:
    contribution = say("Bare for prosessledere.")
    address = f"/conferences/{story.conference.id}/contributions/publication"
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    statuses = [browser.post(address, data={"seen": contribution.seen_as}).status_code for browser in browsers]
    there = f"/conferences/{story.elsewhere.id}/contributions/publication"

    assert statuses == [403, 404, 302, 302]
    assert (
        story.as_david.post(there, data={"seen": contribution.seen_as}, headers={"HX-Request": "1"}).status_code == 422
    )
    assert db.session.get_one(Contribution, contribution.id).is_waiting
