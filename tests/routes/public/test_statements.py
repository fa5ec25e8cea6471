"""What everybody may know."""

import pytest
from flask.testing import FlaskClient

from app.models.participant import REMEMBERED_DAYS


@pytest.mark.parametrize("address", ["/privacy", "/accessibility"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_anybody_may_read_them(client: FlaskClient, address: str, language: str) -> None:
    page = client.get(address, query_string={"lang": language})

    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_the_cookie_lasts_as_long_as_is_said(client: FlaskClient) -> None:
    assert f"{REMEMBERED_DAYS} dager" in client.get("/privacy", headers={"Accept-Language": "nb"}).text


def test_reading_them_leaves_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/privacy").headers


def test_a_page_that_is_not_there_says_so(client: FlaskClient) -> None:
    page = client.get("/nowhere", headers={"Accept-Language": "nb"})

    assert page.status_code == 404
    assert "Vi finner ikke siden" in page.text
