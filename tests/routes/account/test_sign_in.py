"""Signing in and out: who gets in, where they land, and who is held back."""

import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.routes.account.guessing import COOKIE
from tests.conftest import PASSWORD, Story

BJORN = "bjørn@solbakken.example"


def sign_in(client: FlaskClient, email: str = BJORN, password: str = PASSWORD, **more: str) -> TestResponse:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def test_the_right_password_leads_to_ones_conferences(story: Story, client: FlaskClient) -> None:
    answer = sign_in(client)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/conferences")
    assert client.get("/conferences").status_code == 200


def test_the_address_may_be_typed_in_any_case(story: Story, client: FlaskClient) -> None:
    assert sign_in(client, " BJØRN@Solbakken.example ").status_code == 303


@pytest.mark.parametrize("email", [BJORN, "ingen@solbakken.example"])
def test_a_wrong_password_says_the_same_whoever_it_is(story: Story, client: FlaskClient, email: str) -> None:
    answer = sign_in(client, email, "feil passord her")

    assert answer.status_code == 422
    assert "E-postadressen eller passordet stemmer ikke." in answer.text
    assert f'value="{email}"' in answer.text
    assert "feil passord her" not in answer.text
    assert client.get("/conferences").status_code == 302


def test_an_empty_form_says_what_is_missing(story: Story, client: FlaskClient) -> None:
    answer = sign_in(client, "", "")

    assert answer.status_code == 422
    assert "Skriv e-postadressen din." in answer.text
    assert "Skriv passordet ditt." in answer.text


def test_one_is_led_back_to_the_page_one_came_for(story: Story, client: FlaskClient) -> None:
    wanted = f"/conferences/{story.conference.id}/programme"
    asked = client.get(wanted, follow_redirects=True)

    assert f'name="next" value="{wanted}"' in asked.text
    assert sign_in(client, next=wanted).headers["Location"] == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "/conferences?x\r\nSet-Cookie: a=b",
        "/no-such-page",
        "/sign-out",
        "",
    ],
)
def test_nobody_is_led_anywhere_else(story: Story, client: FlaskClient, wanted: str) -> None:
    assert sign_in(client, next=wanted).headers["Location"] == "/conferences"


def test_signing_in_leaves_nothing_of_the_session_before(story: Story, client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["planted"] = "x"
    sign_in(client)

    with client.session_transaction() as session:
        assert "planted" not in session


def test_whoever_is_signed_in_needs_not_do_it_again(story: Story) -> None:
    assert story.as_bjorn.get("/sign-in").headers["Location"] == "/conferences"


def test_a_clock_that_is_set_back_signs_nobody_out(
    story: Story, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)

    assert client.get("/conferences").status_code == 200


def test_signing_out_ends_it_also_twice(story: Story) -> None:
    for _time in range(2):
        assert story.as_bjorn.post("/sign-out").headers["Location"] == "/sign-in"
    assert story.as_bjorn.get("/conferences").status_code == 302


def test_a_link_does_not_sign_anybody_out(story: Story) -> None:
    assert story.as_bjorn.get("/sign-out").status_code == 405
    assert story.as_bjorn.get("/conferences").status_code == 200


def test_a_guesser_is_asked_to_wait(story: Story, client: FlaskClient) -> None:
    statuses = [sign_in(client, password=f"gjetning nummer {number}").status_code for number in range(10)]
    answer = sign_in(client)

    assert statuses == [422] * 8 + [429] * 2
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "Vent fem minutter" in answer.text


def test_nobody_posts_a_heap_before_they_have_signed_in(story: Story, client: FlaskClient) -> None:
    assert sign_in(client, password="x" * 100_000).status_code == 413


def test_invisible_letters_do_not_make_one_account_many(story: Story, client: FlaskClient) -> None:
    statuses = [sign_in(client, BJORN + "\u202a" * number, "gjetning").status_code for number in range(9)]

    assert statuses == [422] * 8 + [429]


def test_a_guesser_with_all_addresses_of_one_network_is_asked_to_wait(app: Flask, story: Story) -> None:
    statuses = [
        app.test_client()
        .post("/sign-in", data={"email": BJORN, "password": ""}, environ_base={"REMOTE_ADDR": f"2001:db8::{number}"})
        .status_code
        for number in range(1, 10)
    ]

    assert statuses == [422] * 8 + [429]


def test_a_guesser_locks_nobody_out_elsewhere(app: Flask, story: Story, client: FlaskClient) -> None:
    for number in range(9):
        sign_in(client, password=f"gjetning nummer {number}")
    elsewhere = app.test_client()
    answer = elsewhere.post(
        "/sign-in", data={"email": BJORN, "password": PASSWORD}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )

    assert answer.status_code == 303


def test_a_guesser_on_the_same_network_does_not_lock_out_a_known_browser(
    app: Flask, story: Story, client: FlaskClient
) -> None:
    known = app.test_client()
    sign_in(known)
    known.post("/sign-out")
    for number in range(9):
        sign_in(client, password=f"gjetning nummer {number}")

    assert sign_in(client).status_code == 429
    assert sign_in(known).status_code == 303


def test_a_known_browser_is_limited_too(app: Flask, story: Story) -> None:
    known = app.test_client()
    sign_in(known)
    known.post("/sign-out")
    statuses = [sign_in(known, password=f"gjetning nummer {number}").status_code for number in range(9)]

    assert statuses == [422] * 8 + [429]


def test_the_mark_of_a_known_browser_is_of_one_account_and_cannot_be_made(story: Story, client: FlaskClient) -> None:
    sign_in(client)
    client.post("/sign-out")
    client.set_cookie(COOKIE, "laget-selv", path="/sign-in")
    for number in range(8):
        sign_in(client, password=f"gjetning nummer {number}")

    assert sign_in(client).status_code == 429


def test_many_addresses_that_guess_together_are_held_back(app: Flask, story: Story) -> None:
    statuses = []
    for number in range(121):
        answer = app.test_client().post(
            "/sign-in",
            data={"email": "ingen@solbakken.example", "password": ""},  # counted, and cheap
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        )
        statuses.append(answer.status_code)

    assert statuses == [422] * 120 + [429]


def test_one_address_that_tries_many_accounts_is_held_back(app: Flask, story: Story, client: FlaskClient) -> None:
    known = app.test_client()
    sign_in(known)
    known.post("/sign-out")
    statuses = [sign_in(client, f"{number}@solbakken.example", "").status_code for number in range(61)]
    elsewhere = app.test_client().post("/sign-in", data={"password": ""}, environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert statuses == [422] * 60 + [429]
    assert sign_in(known).status_code == 303
    assert elsewhere.status_code == 422


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(story: Story, client: FlaskClient) -> None:
    answer = client.post(
        f"/conferences/{story.conference.id}/programme/1/place",
        headers={"HX-Request": "true", "Referer": f"http://localhost/conferences/{story.conference.id}/programme"},
    )

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"/sign-in?next=/conferences/{story.conference.id}/programme"


def test_a_garbled_page_before_leads_to_the_sign_in_all_the_same(story: Story, client: FlaskClient) -> None:
    answer = client.post(f"/conferences/{story.conference.id}/next", headers={"Referer": "http://["})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in")
