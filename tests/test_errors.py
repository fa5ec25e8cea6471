"""What no row can have, in an address that somebody made up, is their mistake and not ours."""

import re

import pytest
from flask import Flask

from tests.conftest import Story

BEYOND = 10**25


@pytest.mark.parametrize(
    "path",
    ["", "/programme/{}", "/contributions?page={}", "/members?removed={}", "/programme?saved={}"],
)
def test_a_number_beyond_all_numbers_is_a_bad_request(app: Flask, story: Story, path: str) -> None:
    conference = story.conference.id if path else BEYOND
    answer = story.as_bjorn.get(f"/conferences/{conference}{path.format(BEYOND)}")

    assert answer.status_code == 400
    assert "Vi forstod ikke forespørselen" in answer.text


def test_letters_that_a_database_cannot_hold_are_harmless(app: Flask, story: Story) -> None:
    """PostgreSQL refuses a NUL in a text; SQLite finds nothing."""
    assert story.as_bjorn.get("/screen/%00").status_code in (400, 404)


def links(page: str) -> list[str]:
    return re.findall(r'<p class="onward"><a href="([^"]*)">', page)


def test_a_file_that_is_too_large_leads_back_to_the_import_and_not_to_the_participants(
    app: Flask, story: Story
) -> None:
    page = f"/conferences/{story.conference.id}/import"
    answer = story.as_bjorn.post(
        f"{page}/preview",
        data=b"x" * 20_000_000,
        content_type="multipart/form-data; boundary=x",
        headers={"Referer": f"http://localhost{page}"},
    )

    assert answer.status_code == 413
    assert links(answer.text) == [page, "/conferences"]


@pytest.mark.parametrize(
    ("path", "referrer", "ways_on"),
    [
        ("/conferences/999", "", ["/conferences"]),
        ("/conferences/999", "http://localhost/conferences/999", ["/conferences"]),
        (
            "/conferences/999",
            "http://localhost/conferences/1?state=hidden",
            ["/conferences/1?state=hidden", "/conferences"],
        ),
        ("/conferences/999", "http://elsewhere.example/conferences/1", ["/conferences"]),
        ("/conferences/999", "http://localhost//elsewhere.example", ["/conferences"]),
        ("/conferences/999", "http://[", ["/conferences"]),
        ("/not-there", "http://localhost/conferences/1", ["/"]),
    ],
)
def test_an_error_page_leads_to_where_the_person_came_from(
    app: Flask, story: Story, path: str, referrer: str, ways_on: list[str]
) -> None:
    answer = story.as_bjorn.get(path, headers={"Referer": referrer})

    assert answer.status_code == 404
    assert links(answer.text) == ways_on
