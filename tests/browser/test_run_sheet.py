"""The clock and the last minute, by keyboard alone, with somebody who is writing on a phone meanwhile."""

import re
from datetime import timedelta

from flask import Flask
from playwright.sync_api import APIResponse, Route

from app.domain.activities import open_activity
from app.domain.transaction import transaction
from app.models import Conference, utc_now
from app.queries.activities import activity_on_stage
from tests.browser.conftest import LAPTOP, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings
from tests.browser.servers import Server

WHOLE_IN_VIEW = """selector => [...document.querySelectorAll(selector)].filter(element => {
    const {top, bottom, left} = element.getBoundingClientRect();
    const isOver = y => document.elementFromPoint(left + 60, y)?.closest(selector) === element;
    return isOver(top + 2) && isOver(bottom - 2);
}).length"""
"""How many of them are seen from edge to edge."""
TYPED = "Svar meg innen"


def test_a_question_closes_by_itself_and_nobody_loses_a_word(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    phone, desk, screen = browsers.open({"width": 320, "height": 640}), browsers.open(LAPTOP), browsers.open(PROJECTOR)
    join(phone, server, demo.code)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    sign_in(desk, server)
    with transaction(demo.id):
        demo.activities[3].note = "Fem\nlinjer\nå\nhuske\npå."
    desk.goto(f"{server.url}/conferences/{demo.id}")
    for page in (phone, desk, screen):
        wait_for_state(page, "on")
    phone.locator("textarea[name=text]").fill(TYPED)
    for width, height in ((1280, 600), (1366, 650), (1280, 720), (1440, 900)):
        desk.set_viewport_size({"width": width, "height": height})
        assert desk.evaluate(WHOLE_IN_VIEW, ".later > li") >= 3, (width, height)

    desk.keyboard.press("p")
    phone.get_by_text("Tida står stille").wait_for()
    screen.get_by_text("Tida står stille", exact=False).wait_for()
    desk.get_by_role("button", name="Fortsett").and_(desk.locator("#pause")).wait_for()  # the key presses what is there
    minutes, _seconds = map(int, desk.locator(".timer").inner_text().split(":"))
    desk.keyboard.press("p")
    phone.get_by_text(re.compile(f"Ca. ({minutes}|{minutes + 1}) min igjen")).wait_for()
    desk.get_by_role("button", name="Stans").and_(desk.locator("#pause")).wait_for()
    desk.keyboard.press("+")
    desk.locator("#bar").get_by_text("1 minutt mer").wait_for()
    desk.keyboard.press("+")
    phone.get_by_text(re.compile(f"Ca. ({minutes + 2}|{minutes + 3}) min igjen")).wait_for()

    desk.keyboard.press("f")
    assert desk.evaluate("document.activeElement.id") == "next"
    desk.keyboard.press("Enter")
    closing = re.compile(r"Stenger om [1-6]?\d sekunder")
    for place in (phone.locator("#notices"), screen.locator("#closes")):
        place.get_by_text(closing).wait_for()
    assert phone.locator("textarea[name=text]").input_value() == TYPED
    assert phone.evaluate("document.activeElement.name") == "text"
    assert [axe_findings(page) for page in (phone, desk, screen)] == [[], [], []]

    activity = activity_on_stage(demo)
    assert activity is not None
    with transaction(demo.id):  # the minute goes by
        activity.closes_at = utc_now() + timedelta(seconds=2)
    desk.close()  # every facilitator's tablet sleeps
    phone.get_by_role("heading", name="Spørsmålet ble stengt mens du skrev").wait_for()
    assert phone.locator("#kept-text").input_value() == TYPED
    screen.get_by_text("Takk!", exact=False).wait_for()


def test_those_who_report_have_their_minutes_on_the_screen(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk, screen = browsers.open({"width": 1024, "height": 768}, color_scheme="dark"), browsers.open(PROJECTOR)
    open_activity(next(item for item in demo.activities if item.turn_minutes), None)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(screen, "on")
    # On a tablet the next two items are in view, nothing but the run sheet scrolls, and every target can be hit.
    low = desk.locator(".mirror").bounding_box()["y"]
    assert all(row.bounding_box()["y"] + 24 < low for row in desk.locator(".plan.later > li").all()[:2])
    assert desk.locator(".run").evaluate("run => run.scrollHeight <= run.clientHeight")
    assert desk.locator(".mirror a").bounding_box()["height"] >= 24
    pressed: list[Route] = []
    answers: list[APIResponse] = []  # the first, slower than the stream, which has drawn Next anew

    def answer_late(route: Route) -> None:
        pressed.append(route)
        if len(pressed) == 1:
            answers.append(route.fetch())
        else:
            route.continue_()

    desk.route("**/next", answer_late)
    desk.get_by_role("button", name=re.compile("Gi ordet til Bord 1")).press("Enter")
    screen.locator(".floor", has_text="Bord 1").get_by_text(re.compile("[0-2]:[0-5][0-9]")).wait_for()
    second = desk.get_by_role("button", name=re.compile("Gi ordet til Bord 2"))
    second.press("Enter")
    second.press("Enter")
    while not answers:
        desk.wait_for_timeout(20)
    assert len(pressed) == 1
    pressed[0].fulfill(response=answers[0])
    screen.locator(".floor", has_text="Bord 2").wait_for()
    desk.get_by_role("button", name=re.compile("Gi ordet til Bord 3")).wait_for()
    assert len(pressed) == 2
    desk.get_by_role("button", name=re.compile("Tilbake til Bord 1")).click()
    screen.locator(".floor", has_text="Bord 1").wait_for()
    assert screen.locator(".stage").evaluate("stage => stage.scrollHeight <= stage.clientHeight")
    assert [axe_findings(page) for page in (desk, screen)] == [[], []]
