"""A rehearsal through the pages: begun, told on every page, refused as output, ended."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.rehearsals import start_rehearsal
from app.domain.summary_links import share_summary
from app.domain.themes import ThemePlan, add_theme
from app.extensions import db
from app.live.hub import Hub
from app.models import Conference, Rehearsal
from app.queries.rehearsals import rehearsal_of
from app.routes.project_team import REHEARSED
from tests.conftest import Story

BAND = 'class="rehearsal"'


@pytest.fixture
def rehearsal(story: Story) -> Conference:
    return start_rehearsal(story.conference, story.bjorn)


def test_a_facilitator_begins_hurries_and_ends_a_rehearsal(story: Story) -> None:
    home = f"/conferences/{story.conference.id}"
    page = story.as_bjorn.get(f"{home}/preparation").text
    begun = story.as_bjorn.post(f"{home}/rehearsal")
    rehearsal = rehearsal_of(story.conference)
    assert rehearsal is not None
    room = f"/conferences/{rehearsal.id}"

    assert "30 simulerte deltakere" in page
    assert begun.headers["Location"] == room
    assert story.as_bjorn.post(f"{home}/rehearsal").status_code == 422
    assert "Gå til øvelsen" in story.as_bjorn.get(f"{home}/preparation").text
    assert story.as_bjorn.get(f"{room}/preparation").headers["Location"].startswith(room)
    assert story.as_bjorn.post(f"{room}/rehearsal/pace", data={"pace": "fast"}).status_code == 303
    assert db.session.get_one(Rehearsal, rehearsal.id).pace == "fast"
    assert story.as_bjorn.post(f"{room}/rehearsal/pace", data={"pace": "warp"}).status_code == 400
    ended = story.as_bjorn.post(f"{room}/rehearsal/end")
    assert ended.headers["Location"] == f"{home}/preparation"
    assert "Øvelsen er slettet" in story.as_bjorn.get(ended.headers["Location"]).text
    assert story.as_bjorn.get(room).status_code == 404
    assert story.as_bjorn.post(f"{home}/rehearsal/end").status_code == 422
    assert story.as_bjorn.post(f"{home}/rehearsal/pace", data={"pace": "fast"}).status_code in (303, 422)


def test_every_page_of_a_rehearsal_says_so_and_no_page_of_the_real_one(
    story: Story, rehearsal: Conference, client: FlaskClient
) -> None:
    for conference, bands in ((rehearsal, 1), (story.conference, 0)):
        phone = client
        door = phone.get(f"/j/{conference.code}").text
        phone.post(f"/j/{conference.code}/participants", data={"group": "1"})
        pages = {
            "door": door,
            "phone": phone.get(f"/j/{conference.code}").text,
            "screen": phone.get(f"/screen/{conference.screen_token}").text,
        }
        for name in ("", "/poster", "/log", "/results", "/programme"):
            pages[name] = story.as_bjorn.get(f"/conferences/{conference.id}{name}").text
        assert {name: page.count(BAND) for name, page in pages.items()} == dict.fromkeys(pages, bands)


def test_nothing_of_a_rehearsal_can_be_kept_shared_or_decided(app: Flask, story: Story, rehearsal: Conference) -> None:
    share_summary(rehearsal, story.bjorn)  # as if a door had been left open
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("project_team.")]
    outputs = [rule for rule in rules if rule.endpoint.removeprefix("project_team.") not in REHEARSED]
    addresses = [(rule, _filled(rule.rule, rehearsal)) for rule in outputs]
    addresses += [(None, f"/conferences/{rehearsal.id}/{name}") for name in ("log.csv", "members", "code-slips")]

    assert len(outputs) > 10
    for rule, address in addresses:
        for method in sorted((rule.methods if rule and rule.methods else {"GET"}) - {"HEAD", "OPTIONS"}):
            answer = story.as_bjorn.open(address, method=method)
            assert answer.status_code == 403, (method, address)
            assert "øvelse" in answer.text
    assert story.as_bjorn.get(f"/summary/{rehearsal.summary_token}").status_code == 404


def _filled(rule: str, conference: Conference) -> str:
    """With a number in each place, or the first of the words that may stand there."""
    address = rule.replace("<int:conference_id>", str(conference.id))
    address = re.sub(r"<any\((\w+)[^>]*>", r"\1", address)
    return re.sub(r"<[^>]*>", "1", address)


def test_no_page_of_a_rehearsal_leads_to_what_is_refused_there(story: Story, rehearsal: Conference) -> None:
    add_theme(rehearsal, ThemePlan("Én vei inn", ("kontakt",)), story.bjorn)
    seen: set[str] = set()
    left = [f"/conferences/{rehearsal.id}"]
    while left:
        address = left.pop()
        seen.add(address)
        page = story.as_bjorn.get(address)
        assert (address, page.status_code) == (address, 200)
        links = {link.split("?")[0] for link in re.findall(rf'href="(/conferences/{rehearsal.id}\b[^"#]*)', page.text)}
        left = list({*left, *links} - seen)

    assert f"/conferences/{rehearsal.id}/themes/groups" in seen
    assert f"/conferences/{rehearsal.id}/log" in seen


def test_whoever_has_a_role_has_it_in_the_rehearsal_and_nobody_else(story: Story, rehearsal: Conference) -> None:
    room = f"/conferences/{rehearsal.id}"

    assert story.as_bjorn.get(room).status_code == 200
    assert story.as_cecilie.get(f"{room}/results").status_code == 200
    assert story.as_cecilie.get(room).status_code == 403
    assert story.as_david.get(room).status_code == 404
    assert story.as_david.post(f"{room}/rehearsal/end").status_code == 404
    assert story.as_cecilie.post(f"{room}/rehearsal/end").status_code == 403
    listed = story.as_bjorn.get("/conferences").text
    assert f"/conferences/{story.conference.id}" in listed
    assert room not in listed


def test_a_phone_that_polls_learns_that_the_rehearsal_is_gone(story: Story, rehearsal: Conference) -> None:
    code, token = rehearsal.code, rehearsal.screen_token
    addresses = story.as_bjorn.get(f"/screen/{token}/stream").json
    assert addresses is not None
    assert story.as_bjorn.get(addresses["poll"]).status_code == 200
    story.as_bjorn.post(f"/conferences/{rehearsal.id}/rehearsal/end")

    assert story.as_bjorn.get(addresses["poll"]).status_code == 401
    assert story.as_bjorn.get(f"/screen/{token}/stream").status_code == 404
    gone = story.as_astrid.get(f"/j/{code}")
    assert gone.status_code == 404
    assert "øvelse" in gone.text


def test_a_stream_of_a_rehearsal_that_is_gone_ends() -> None:
    import asyncio

    from app.live.views import Audience, View
    from app.models import Language

    async def story() -> bool:
        async def draw(_view: View, _revision: int) -> dict[str, bytes]:
            raise LookupError("nothing to draw")

        async def no_revision(_conference_id: int) -> int:
            return 0

        hub = Hub(draw, no_revision)
        hub.start()
        listener = hub.join(View(7, Audience.SCREEN, Language.BOKMAL), 3)
        await asyncio.wait_for(listener.woken.wait(), 2)
        hub.close()
        return listener.is_over

    assert asyncio.run(story())
