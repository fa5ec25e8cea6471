"""What the control room's tests share: contributions that wait, and what a press is answered with."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.contributions import submit_contribution
from app.models import Contribution, ContributionKind
from tests.conftest import Story

Say = Callable[[str], Contribution]


@pytest.fixture
def say(story: Story) -> Say:
    """Astrid says something in the open dialogue."""

    def saying(text: str) -> Contribution:
        return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())

    return saying


def press(browser: FlaskClient, address: str, **fields: Any) -> TestResponse:
    """A press without a script, led on to the page."""
    return browser.post(address, data=fields, follow_redirects=True)


def press_with_htmx(browser: FlaskClient, address: str, **fields: Any) -> TestResponse:
    return browser.post(address, data=fields, headers={"HX-Request": "true"})


def bar_in(response: TestResponse) -> str:
    """The words of the bar that says what came of a press."""
    if "Live-Revision" in response.headers:
        bar = response.text.split('hx-target="#bar" hx-swap="innerHTML">')[1]
    else:
        bar = response.text.split('<div id="bar" role="status">')[1].split("<aside")[0]
    return words_of(bar)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def queue_in(response: TestResponse) -> list[str]:
    """The texts of the queue, in order."""
    return re.findall(r'<p class="txt" id="text-\d+">(.*?)</p>', response.text)


def tabs_in(response: TestResponse) -> dict[str, int]:
    found = re.findall(r"state=(\w+)\"[^>]*>\w+ <span class=\"num\">(\d+)</span>", response.text)
    return {state: int(count) for state, count in found}


def drawn_from(browser: FlaskClient, page: str, action: str) -> str:
    """The mark in the form of the page that posts to `action`: what the form was drawn from."""
    form = browser.get(page).text.split(f'action="{action}"')[1]
    return re.findall(r'name="seen" value="(\w+)"', form)[0]


def room(story: Story, more: str = "") -> str:
    return f"/conferences/{story.conference.id}{more}"


def next_in(html: str) -> dict[str, str]:
    """What the Next button would post."""
    form = html.split('/next"')[1].split("</form>")[0] if '/next"' in html else ""
    fields = dict(re.findall(r'<input type="hidden" name="(step|activity)" value="(\w*)">', form))
    assert set(fields) == {"step", "activity"}
    return fields


def about(story: Story, contribution: Contribution, fact: str) -> str:
    return f"/conferences/{story.conference.id}/contributions/{contribution.id}/{fact}"


def undo(browser: FlaskClient, response: TestResponse) -> TestResponse:
    """Presses the bar's own undo."""
    form = re.search(r'<form class="press"[^>]*action="([^"]+/reversal[^"]*)".*?</form>', response.text, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    return press(browser, form[1].replace("&amp;", "&"), **fields)
