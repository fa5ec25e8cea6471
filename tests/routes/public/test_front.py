"""Where a code is typed, and what is said of a wrong one."""

import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.code_slips import make_slips
from app.domain.tables import set_table_count
from app.qr import JoinAddress, scan_link
from app.queries.tables import tables_of
from app.routes import join_codes
from app.routes.join_codes import CONFERENCES, WINDOW_SECONDS, WRONG_CODES, note_wrong_code
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


def use_up(app: Flask) -> None:
    """What all may guess together, as if from many addresses, none of which is the hall's."""
    for number in range(CONFERENCES.most):
        with app.test_request_context(environ_base={"REMOTE_ADDR": f"10.0.{number // WRONG_CODES}.1"}):
            note_wrong_code(CONFERENCES)


@pytest.fixture
def guessed(app: Flask, story: Story) -> Story:
    use_up(app)
    return story


def test_many_addresses_together_guess_no_more_than_the_space_of_codes_allows(
    client: FlaskClient, story: Story
) -> None:
    for number in range(CONFERENCES.most):
        client.get("/j/ZZZZZZ", environ_base={"REMOTE_ADDR": f"10.0.{number // WRONG_CODES}.1"})
    refused = client.get(f"/j/{story.conference.code}", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert refused.status_code == 429
    assert "Vent et minutt, eller skann QR-koden. Den virker alltid." in refused.text
    assert story.conference.title not in refused.text


def test_whoever_scans_comes_in_meanwhile_and_opens_the_door_for_all_behind_the_same_address(
    app: Flask, client: FlaskClient, guessed: Story
) -> None:
    hall = {"REMOTE_ADDR": "192.0.2.7"}
    link = JoinAddress.of(guessed.conference.code, app.config["CONFIG"]).link

    assert client.get(f"/?code={guessed.conference.code}", environ_base=hall).status_code == 429
    assert client.get(link, environ_base=hall).status_code == 200
    assert client.get(f"/?code={guessed.conference.code}", environ_base=hall).status_code == 303
    assert client.get(link.replace(guessed.conference.code, guessed.elsewhere.code)).status_code == 429


def test_who_is_in_stays_in_meanwhile_wherever_the_phone_goes(guessed: Story) -> None:
    page = guessed.as_astrid.get(f"/j/{guessed.conference.code}", environ_base={"REMOTE_ADDR": "198.51.100.4"})

    assert page.status_code == 200


def path_of(link: str) -> str:
    """So that the test's browser meets it at the host of all its other pages."""
    return link[link.index("/", len("https://")) :]


def used_up_by_one_who_guesses_beside(client: FlaskClient, path: str) -> None:
    for _ in range(WRONG_CODES):
        client.get(path)
    assert client.get(path).status_code == 429


def test_whoever_scanned_comes_all_the_way_in_through_another_process_and_from_another_address(
    app: Flask, client: FlaskClient, guessed: Story
) -> None:
    code = guessed.conference.code
    phone = app.test_client()
    phone.get(path_of(JoinAddress.of(code, app.config["CONFIG"]).link))
    join_codes.forget_all()  # as a process that has not seen this phone, and as much is guessed there
    use_up(app)
    elsewhere = {"REMOTE_ADDR": "198.51.100.9"}

    assert client.post(f"/j/{code}/participants", data={"group": 1}, environ_base=elsewhere).status_code == 429
    assert phone.get(f"/j/{code}?lang=nn", environ_base=elsewhere).status_code == 200
    assert phone.post(f"/j/{code}/participants", data={"group": 1}, environ_base=elsewhere).status_code == 303
    assert phone.get(f"/j/{guessed.elsewhere.code}", environ_base=elsewhere).status_code == 429


def test_one_who_guesses_in_the_hall_keeps_nobody_from_a_slip_that_is_scanned(
    app: Flask, client: FlaskClient, story: Story
) -> None:
    code = make_slips(story.conference, story.businesses, 1, story.bjorn)[0]
    used_up_by_one_who_guesses_beside(client, "/s/2345678923")
    refused = client.get(f"/s/{code}")
    phone = app.test_client()

    assert refused.status_code == 429
    assert "skann QR-koden. Den virker alltid." in refused.text
    assert phone.get(path_of(scan_link("/s/", code, app.config["CONFIG"]))).status_code == 200
    assert client.post(f"/s/{code}").status_code == 429
    assert phone.post(f"/s/{code}").status_code == 303
    assert phone.get_cookie("k", path=f"/s/{code}") is None


def test_one_who_guesses_in_the_hall_keeps_no_table_from_its_card(
    app: Flask, client: FlaskClient, story: Story
) -> None:
    set_table_count(story.conference, 1, story.bjorn)
    table = tables_of(story.conference)[0]
    used_up_by_one_who_guesses_beside(client, "/t/K7M4XR22")
    use_up(app)
    device = app.test_client()
    elsewhere = {"REMOTE_ADDR": "198.51.100.9"}

    assert client.get(f"/t/{table.code}").status_code == 429
    assert device.get(path_of(scan_link("/t/", table.code, app.config["CONFIG"]))).status_code == 200
    assert device.get(f"/t/{table.code}/own", environ_base=elsewhere).status_code == 200
    assert device.get(f"/j/{story.conference.code}", environ_base=elsewhere).status_code == 200


@pytest.mark.parametrize("key", ["", "%", "%00", "%ED%A0%80", "%FF", "æ", "A" * 500, "MZXW6YTB", "k=k&k="])
def test_a_made_up_key_is_no_key(guessed: Story, client: FlaskClient, key: str) -> None:
    code = guessed.conference.code
    client.set_cookie("k", key, path=f"/j/{code}")
    door = client.get(f"/j/{code}?k={key}", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert door.status_code == 429


def test_guessing_one_kind_of_code_holds_up_no_other(client: FlaskClient, guessed: Story) -> None:
    assert client.get("/t/K7M4XR22", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    assert client.get("/s/2345678923", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    assert client.get("/t/K7M4XR22", environ_base={"REMOTE_ADDR": "10.0.0.1"}).status_code == 404


def test_after_a_minute_codes_are_looked_up_again(
    client: FlaskClient, guessed: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.monotonic() + WINDOW_SECONDS + 1
    monkeypatch.setattr(join_codes.time, "monotonic", lambda: later)

    assert client.get(f"/?code={guessed.conference.code}").status_code == 303
