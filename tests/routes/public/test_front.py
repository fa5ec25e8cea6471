"""Where a code is typed, and what is said of a wrong one."""

import pytest
from flask.testing import FlaskClient

from app.routes.join_codes import WRONG_CODES
from tests.conftest import Story


def test_the_front_page_asks_for_a_code(client: FlaskClient) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert 'name="code"' in page.text
    assert "Vi finner ingen" not in page.text
    assert "Seks tegn på skjermen, åtte på bordkortet." in page.text


def test_a_code_leads_to_its_conference_however_it_is_typed(client: FlaskClient, story: Story) -> None:
    code = story.conference.code
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        answer = client.get("/", query_string={"code": typed})
        assert (answer.status_code, answer.location) == (303, f"/j/{code}")


@pytest.mark.parametrize("address", ["/?code=k7m4xr", "/j/K7M4XR", "/j/K7M4XR/stream"])
def test_a_wrong_code_is_asked_for_again_and_kept(client: FlaskClient, story: Story, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 404
    assert 'value="K7M4XR"' in page.text
    assert "Vi finner ingen konferanse med koden K7M4XR." in page.text
    assert "Koden er seks tegn på skjermen og åtte på bordkortet. Den bruker aldri 0, O, 1, I eller L" in page.text


def test_a_device_of_a_table_that_was_rehearsed_is_told_why_its_code_is_gone(client: FlaskClient) -> None:
    page = client.get("/t/K7M4XR22")

    assert page.status_code == 404
    assert "Koden på et bordkort er åtte tegn." in page.text
    assert "Var det en øvelse? Da er den slutt, og alt som ble skrevet, er slettet." in page.text


def test_an_empty_code_is_told(client: FlaskClient) -> None:
    page = client.get("/?code=%20-")

    assert page.status_code == 422
    assert "Skriv koden først." in page.text


def test_what_was_typed_is_escaped(client: FlaskClient) -> None:
    assert "<script" not in client.get("/?code=<script>").text


def test_guessing_comes_to_an_end_and_a_code_that_was_right_before_still_works(
    client: FlaskClient, story: Story
) -> None:
    client.get(f"/j/{story.conference.code}")
    for _ in range(WRONG_CODES):
        client.get("/?code=ZZZZZZ")

    refused = client.get("/?code=ZZZZZY")
    assert refused.status_code == 429
    assert "For mange forsøk" in refused.text
    assert client.get(f"/?code={story.elsewhere.code}").status_code == 429
    assert client.get(f"/?code={story.conference.code}").status_code == 303


def test_a_wrong_code_counts_once(client: FlaskClient, story: Story) -> None:
    for _ in range(WRONG_CODES - 1):
        client.get("/j/ZZZZZZ")

    assert client.get("/?code=ZZZZZZ").status_code == 404
    assert client.get("/?code=ZZZZZZ").status_code == 429


def test_the_page_speaks_the_language_that_is_chosen(client: FlaskClient) -> None:
    assert '<html lang="nn"' in client.get("/?lang=nn").text
    assert '<html lang="nn"' in client.get("/").text


def test_a_guesser_cannot_change_to_another_address_of_the_same_network(client: FlaskClient, story: Story) -> None:
    for number in range(WRONG_CODES):
        client.get("/j/ZZZZZZ", environ_base={"REMOTE_ADDR": f"2001:db8::{number:x}"})
    code = story.conference.code

    assert client.get(f"/j/{code}", environ_base={"REMOTE_ADDR": "2001:db8::ffff"}).status_code == 429
    assert client.get(f"/j/{code}", environ_base={"REMOTE_ADDR": "2001:db8:0:1::1"}).status_code == 200
