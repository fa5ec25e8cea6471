"""What no row can have, in an address that somebody made up, is their mistake and not ours."""

import re
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.rehearsals import end_rehearsal, start_rehearsal
from app.extensions import db
from app.models import Conference
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


def test_what_is_deleted_while_it_is_asked_for_is_not_there(app: Flask, story: Story, client: FlaskClient) -> None:
    """A phone that sends in the moment when a rehearsal is ended: no fault of ours, and no word that all was kept."""
    rehearsal = start_rehearsal(story.conference, story.bjorn)
    conference_id, page = rehearsal.id, f"/j/{rehearsal.code}"
    client.post(f"{page}/participants", data={"group": "1"})

    def end() -> None:
        with app.app_context():
            end_rehearsal(db.session.get_one(Conference, conference_id), None)

    def end_in_between() -> None:
        somebody_else = Thread(target=end)
        somebody_else.start()
        somebody_else.join()

    app.before_request_funcs[None].append(end_in_between)
    try:
        answer = client.post(f"{page}/target-group", data={"group": "2"})
    finally:
        app.before_request_funcs[None].remove(end_in_between)

    assert answer.status_code == 404
    assert client.get(page).status_code == 404
