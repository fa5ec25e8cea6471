"""Pages that follow the hall, whatever happens to the connection."""

import sqlite3
import time
import uuid

from flask import Flask
from playwright.sync_api import Page, Route

from app.domain.activities import close_activity, open_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.extensions import db
from app.models import Activity, Conference, ContributionKind, Participant
from app.queries.activities import activity_on_stage
from tests.browser.buffering import Buffering
from tests.browser.conftest import LAPTOP, Browsers, join, join_here, sign_in, wait_for_state
from tests.browser.servers import Server, wait_until


def say(demo: Conference, text: str) -> None:
    """Somebody else says it, and it is approved."""
    db.session.rollback()
    activity = activity_on_stage(demo)
    participant = db.session.scalars(db.select(Participant).limit(1)).one()
    assert activity is not None
    contribution = submit_contribution(participant, activity, ContributionKind.ADVICE, text, uuid.uuid4())
    publish_contribution(contribution, None)


def sees(page: Page, text: str, seconds: float = 5) -> None:
    page.locator("#contributions").get_by_text(text).wait_for(timeout=seconds * 1000)


def test_what_others_say_appears_without_reload(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.evaluate("window.stillTheSamePage = true")
    say(demo, "Sett meg over til den som vet.")

    sees(phone, "Sett meg over til den som vet.")
    assert phone.evaluate("window.stillTheSamePage") is True


def test_what_is_being_typed_survives_what_others_say(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    field = phone.get_by_role("textbox")
    field.press_sequentially("Si fra med en gang")
    say(demo, "Noe nytt fra en annen.")
    sees(phone, "Noe nytt fra en annen.")
    phone.keyboard.type(" jeg har ringt feil sted")

    assert field.input_value() == "Si fra med en gang jeg har ringt feil sted"


def test_after_a_power_cut_the_phone_comes_back_with_the_right_state(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    server.kill()
    wait_for_state(phone, "off")
    say(demo, "Sagt mens serveren var nede.")
    server.start()
    started = time.monotonic()
    wait_for_state(phone, "on")

    sees(phone, "Sagt mens serveren var nede.")
    assert time.monotonic() - started < 5


def test_a_first_connect_that_fails_is_tried_again(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone = browsers.open()
    refusals = iter(range(2))

    def refuse_twice(route: Route) -> None:
        if next(refusals, None) is None:
            route.continue_()
        else:
            route.fulfill(status=503, body="<p>busy</p>", content_type="text/html")

    phone.route("**/live/*", refuse_twice)
    join(phone, server, demo.code)
    wait_for_state(phone, "on")

    assert phone.get_by_text("busy").count() == 0


def test_a_proxy_that_holds_the_stream_back_is_polled_through(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    phone.route("**/live/*", lambda _route: None)  # never answered
    join(phone, server, demo.code)
    wait_for_state(phone, "polling", seconds=15)
    assert set(phone.get_by_role("status").all_inner_texts()) == {""}  # nothing is wrong, and nothing is said
    say(demo, "Hørt på omveien.")

    sees(phone, "Hørt på omveien.", seconds=14)


def test_a_stream_that_falls_silent_is_given_up(server: Server, browsers: Browsers, demo: Conference) -> None:
    """Opened, and then not a word: a proxy that buffers the body, or a line that is dead and does not know it."""
    with Buffering(server.port) as proxy:
        phone = browsers.open()
        phone.clock.install()
        phone.goto(f"http://localhost:{proxy.port}/j/{demo.code}")
        join_here(phone)
        wait_for_state(phone, "on")
        proxy.is_holding = True
        phone.clock.fast_forward(45_000)  # the heart beats every 15 s
        wait_for_state(phone, "polling", seconds=15)  # so does the new stream, and the other way is open
        assert set(phone.get_by_role("status").all_inner_texts()) == {""}
        proxy.is_holding = False

        def comes_back() -> bool:
            """The next try is up to 90 s away, and one that is under way now is given up first."""
            phone.clock.fast_forward(90_000)
            phone.wait_for_timeout(1500)
            return bool(phone.evaluate("document.documentElement.dataset.live === 'on'"))

        wait_until(comes_back, 20)


def test_while_the_database_is_gone_the_pages_say_so(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone, desk = browsers.open(), browsers.open(LAPTOP)
    join(phone, server, demo.code)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    for page in (phone, desk):
        wait_for_state(page, "on")
    database = server.instance / "dialog.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("alter table conference_revision rename to away")
    for page in (phone, desk):
        wait_for_state(page, "off")
    phone.get_by_role("status").get_by_text("får ikke kontakt").wait_for()
    with sqlite3.connect(database) as connection:
        connection.execute("alter table away rename to conference_revision")

    for page in (phone, desk):
        wait_for_state(page, "on")
    assert set(phone.get_by_role("status").all_inner_texts()) == {""}


def test_opening_and_closing_ask_nothing_of_the_server(server: Server, browsers: Browsers, demo: Conference) -> None:
    """2,000 phones would ask at once; only those with something of their own in the queue may, spread over time."""
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    db.session.rollback()
    for act in (close_activity, open_next_question):
        activity = activity_on_stage(demo)
        assert activity is not None
        before = phone.locator("#activity").inner_html()
        act(activity, None)
        phone.wait_for_function("html => document.querySelector('#activity').innerHTML !== html", arg=before)
    phone.get_by_role("textbox").wait_for()
    phone.wait_for_timeout(2500)  # the shortest spread

    assert requests == []


def open_next_question(activity: Activity, account: None) -> None:
    questions = [each for each in activity.conference.activities if each.is_dialogue and each.opened_at is None]
    open_activity(questions[0], account)


def test_a_server_without_streams_is_polled(server: Server, browsers: Browsers, app: Flask, demo: Conference) -> None:
    server.stop()
    server.environment["LIVE"] = "off"
    server.start()
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "polling")
    activity = activity_on_stage(demo)
    assert activity is not None
    close_activity(activity, None)

    phone.wait_for_function("() => !document.querySelector('#activity form[data-limit]')", timeout=14_000)


def test_a_stream_that_says_goodbye_comes_back_with_a_fresh_address(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    addresses: list[str] = []

    def listen(route: Route) -> None:
        addresses.append(route.request.url)
        if len(addresses) == 1:
            route.fulfill(body="event: bye\ndata: 1\n\n", content_type="text/event-stream")
        else:
            route.continue_()

    phone.route("**/live/*", listen)
    join(phone, server, demo.code)
    say(demo, "Etter at strømmen tok slutt.")
    sees(phone, "Etter at strømmen tok slutt.", seconds=10)

    assert len(addresses) == 2


def test_no_connection_is_kept_after_the_page_has_gone(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.goto("about:blank")

    assert server.stop() == 0  # a stream that lingered would hold it back
