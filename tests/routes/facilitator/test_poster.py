"""The poster on the wall: the way in, in the language of those who read it."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.domain.conferences import ConferencePlan, describe_conference
from app.models import Language
from tests.conftest import Story


def poster(client: FlaskClient, story: Story, query: str = "", base_url: str | None = None) -> str:
    answer = client.get(f"/conferences/{story.conference.id}/poster{query}", base_url=base_url)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def test_it_has_code_address_title_and_date(story: Story) -> None:
    page = poster(story.as_bjorn, story)

    assert f'<p class="url">dialog.example</p> <p class="code">{story.conference.spoken_code}</p>' in page
    assert f"QR-kode til dialog.example/j/{story.conference.code}" in page
    assert "<b>Prosjekt Dialog</b>" in page
    assert "torsdag 19. november 2026" in page
    assert "Skann koden med kameraet på telefonen." in page


def test_the_address_is_the_configured_one(story: Story) -> None:
    with story.as_bjorn.session_transaction(base_url="http://evil.example") as session:
        session["_user_id"] = story.bjorn.login_key

    page = poster(story.as_bjorn, story, base_url="http://evil.example")

    assert "evil.example" not in page
    assert "dialog.example" in page


@pytest.mark.parametrize(("query", "size"), [("", "a4"), ("?size=a3", "a3"), ("?size=a4", "a4"), ("?size=b1", "a4")])
def test_it_comes_in_two_sizes(story: Story, query: str, size: str) -> None:
    assert re.findall(r'<main class="poster (\w+)"', poster(story.as_bjorn, story, query)) == [size]


def test_it_speaks_the_language_of_the_conference(story: Story) -> None:
    plan = ConferencePlan(title="Dialogue", held_on=story.conference.held_on)
    describe_conference(story.conference, replace(plan, language=Language.ENGLISH), story.bjorn)

    page = poster(story.as_bjorn, story, "?lang=nn")

    assert '<html lang="en"' in page
    assert "Thursday 19 November 2026" in page
    assert re.findall(r'<nav class="tools" lang="(\w+)".*>(.+)</a> </nav>', page) == [
        ("nn", "Tilbake til kontrollrommet")
    ]


def test_only_facilitators_of_this_conference_get_it(story: Story, client: FlaskClient) -> None:
    address = f"/conferences/{story.conference.id}/poster"

    assert client.get(address).status_code in (302, 303)
    assert story.as_david.get(address).status_code == 404
    assert story.as_cecilie.get(address).status_code == 403
