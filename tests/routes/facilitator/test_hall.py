"""What is laid over the programme, its time, and the way back: works, refused, stranger, twice, undone."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.activities import ActivityPlan, change_activity, open_activity
from app.models import ActivityKind
from app.queries.hall import cover_of, freeze_of, nudge_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import bar_in, press, press_with_htmx
from tests.routes.facilitator.test_control_room import room

LINE = "To minutter igjen."


def undo_in(html: str) -> tuple[str, dict[str, str]]:
    """Where the bar's Undo posts to, and what."""
    bar = html.split('hx-target="#bar"')[1]
    address = re.search(r'action="([^"]+)"', bar)
    assert address
    return address[1].replace("&amp;", "&"), dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', bar))


def test_a_nudge_is_written_shown_and_undone(story: Story) -> None:
    answer = press_with_htmx(story.as_bjorn, room(story, "/nudge"), nudge=f"  {LINE}\n")
    phone = story.as_astrid.get(f"/j/{story.conference.code}").text

    assert answer.status_code == 200
    assert bar_in(answer).startswith(f"På alle telefoner: «{LINE}»")
    assert LINE in phone.split('id="notices"')[1].split("</div>\n</div>")[0]
    address, fields = undo_in(answer.text)
    assert press_with_htmx(story.as_bjorn, address, **fields).status_code == 200
    assert nudge_of(story.conference.id) is None


def test_a_refused_nudge_without_a_script_is_still_there(story: Story) -> None:
    answer = press(story.as_bjorn, room(story, "/nudge"), nudge="å" * 170)

    assert answer.status_code == 422
    assert "å" * 170 in answer.text
    assert "Beskjeden er for lang" in answer.text


@pytest.mark.parametrize(
    ("start", "fields", "is_laid"),
    [
        ("/cover", {"picture": "blackout", "minutes": "0"}, cover_of),
        ("/cover", {"picture": "break", "minutes": "10"}, cover_of),
        ("/freeze", {}, freeze_of),
    ],
)
def test_what_is_laid_over_is_said_and_undone(
    story: Story, start: str, fields: dict[str, str], is_laid: object
) -> None:
    assert callable(is_laid)
    answer = press_with_htmx(story.as_bjorn, room(story, start), **fields)
    assert answer.status_code == 200
    assert is_laid(story.conference.id) is not None
    assert 'class="laid"' in story.as_bjorn.get(room(story)).text
    press_with_htmx(story.as_bjorn, room(story, start), **fields)
    address, before = undo_in(answer.text)
    for _twice in range(2):
        assert press_with_htmx(story.as_bjorn, address, **before).status_code == 200
    assert is_laid(story.conference.id) is None
    assert 'class="laid"' not in story.as_bjorn.get(room(story)).text


@pytest.mark.parametrize("fields", [{}, {"picture": "kitten", "minutes": "0"}, {"picture": "break", "minutes": "ten"}])
def test_a_cover_that_no_page_offers_is_no_request(story: Story, fields: dict[str, str]) -> None:
    assert story.as_bjorn.post(room(story, "/cover"), data=fields).status_code == 400


def test_the_time_is_stopped_given_more_and_undone(story: Story) -> None:
    activity = f"/activities/{story.dialogue.id}"
    planned = story.dialogue.ends_at
    more = press_with_htmx(story.as_bjorn, room(story, f"{activity}/extension"), minutes="1")
    assert bar_in(more).startswith("1 minutt mer: Økt 1")
    address, fields = undo_in(more.text)
    press_with_htmx(story.as_bjorn, address, **fields)
    assert story.dialogue.ends_at == planned
    stopped = press_with_htmx(story.as_bjorn, room(story, f"{activity}/pause"))
    assert "Tida står stille" in story.as_astrid.get(f"/j/{story.conference.code}").text
    address, fields = undo_in(stopped.text)
    press_with_htmx(story.as_bjorn, address, **fields)
    assert story.dialogue.paused_at is None
    assert story.as_bjorn.post(room(story, f"{activity}/extension"), data={"minutes": "many"}).status_code == 400


def test_back_says_where_to_and_goes_there(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)
    page = story.as_bjorn.get(room(story)).text
    form = page.split('/back"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="(\w*)"', form))

    assert "Tilbake til «Økt 1: Forventninger»" in form
    assert press_with_htmx(story.as_bjorn, room(story, "/back"), **fields).status_code == 200
    assert press_with_htmx(story.as_bjorn, room(story, "/back"), **fields).status_code == 422
    assert story.dialogue.is_open


def test_next_gives_the_floor_and_phones_and_screen_say_whose_it_is(story: Story) -> None:
    plan = ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg", minutes=30, turn_minutes=3)
    change_activity(story.plenary, plan, story.bjorn)
    open_activity(story.plenary, story.bjorn)
    page = story.as_bjorn.get(room(story)).text
    form = page.split('/next"')[1].split("</form>")[0]
    press(story.as_bjorn, room(story, "/next"), **dict(re.findall(r'name="(\w+)" value="(\w*)"', form)))
    shown = story.as_bjorn.get(f"/screen/{story.conference.screen_token}").text

    assert "Gi ordet til Innbyggere" in form
    assert "nedtelling fra 3 minutter" in page
    assert "Innbyggere legger fram" in story.as_astrid.get(f"/j/{story.conference.code}").text
    assert "Innbyggere" in shown.split('class="floor"')[1]
    assert "Etterpå: Næringsliv" in shown
    assert "Gi ordet til Næringsliv" in story.as_bjorn.get(room(story)).text


FACTS = [
    "/nudge",
    "/nudge/removal",
    "/nudge/reversal",
    "/cover",
    "/cover/removal",
    "/freeze",
    "/freeze/removal",
    "/back",
]


@pytest.mark.parametrize("fact", [*FACTS, "pause", "resumption", "extension", "closing-notice", "closing-cancellation"])
def test_others_are_turned_away(story: Story, client: FlaskClient, fact: str) -> None:
    address = room(story, fact if fact in FACTS else f"/activities/{story.dialogue.id}/{fact}")
    statuses = [
        browser.post(address).status_code for browser in (story.as_cecilie, story.as_david, client, story.as_astrid)
    ]

    assert statuses == [403, 404, 302, 302]
