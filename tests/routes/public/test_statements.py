"""What everybody may know."""

import pytest
from flask.testing import FlaskClient

from app.models.participant import REMEMBERED_DAYS
from tests.conftest import Story


@pytest.mark.parametrize("address", ["/privacy", "/accessibility"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_anybody_may_read_them(client: FlaskClient, address: str, language: str) -> None:
    page = client.get(address, query_string={"lang": language})

    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_the_cookie_lasts_as_long_as_is_said(client: FlaskClient) -> None:
    assert f"{REMEMBERED_DAYS} dager" in client.get("/privacy", headers={"Accept-Language": "nb"}).text


def test_every_cookie_of_the_door_is_told_of(story: Story, client: FlaskClient) -> None:
    given = client.get(f"/j/{story.conference.code}").headers.getlist("Set-Cookie")
    told = client.get("/privacy", headers={"Accept-Language": "nb"}).text

    assert sorted("Max-Age" in cookie for cookie in given) == [False, True]
    assert "Telefonen får én kapsel med nøkkelen" in told
    assert "en kapsel til at du har koden, og ikke hvem du er. Den er borte når du lukker nettleseren." in told


def test_reading_them_leaves_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/privacy").headers


def test_a_page_that_is_not_there_says_so(client: FlaskClient) -> None:
    page = client.get("/nowhere", headers={"Accept-Language": "nb"})

    assert page.status_code == 404
    assert "Vi finner ikke siden" in page.text
