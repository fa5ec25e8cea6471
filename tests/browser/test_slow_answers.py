"""The control room on a slow line: answers that come late, in another order than the presses, or not at all."""

from flask import Flask
from playwright.sync_api import Page, Route

from app.extensions import db
from app.models import Conference, Contribution, ContributionTheme
from tests.browser.conftest import LAPTOP, Browsers, sign_in, wait_for_state
from tests.browser.servers import Server
from tests.browser.test_moderation import let_wait

PRESSES = "**/{contributions,nudge}/**"
TEXTS = "**/text?**"
IDS = "[...document.querySelectorAll('#list > .item')].map(row => row.id)"
PRESSED_AS_IT_GOES = """id => document.addEventListener("htmx:after:swap", function again() {
    if (document.getElementById(id)) return;
    document.removeEventListener("htmx:after:swap", again);
    document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "g", bubbles: true}));
    window.isPressedTwice = true;
})"""
SETTLED_MS = 400  # the row that comes in place of another is not decided on before it can have been read


class Line:
    """Holds back each answer until it is let through. What was pressed the server has done at once."""

    def __init__(self, desk: Page, pattern: str, method: str = "POST") -> None:
        self.held: list[Route] = []
        self.desk, self.pattern, self.method = desk, pattern, method
        desk.route(pattern, self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.method == self.method:
            self.held.append(route)
        else:
            route.fallback()

    def let_through(self, number: int) -> None:
        while len(self.held) <= number:
            self.desk.wait_for_timeout(20)
        self.held[number].fulfill(response=self.held[number].fetch())
        self.desk.wait_for_timeout(100)


def in_hand(desk: Page) -> str:
    return str(desk.locator("#list > .item[data-sel]").get_attribute("id"))


def is_waiting(row: str) -> bool:
    db.session.rollback()
    return db.session.get_one(Contribution, int(row.split("-")[1])).is_waiting


def test_late_answers_undo_nothing_else_move_nothing_in_hand_and_take_no_words(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    let_wait(demo, 8)
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")
    bar = desk.locator("#bar")
    first, second, third, *_rest = desk.evaluate(IDS)

    desk.evaluate(PRESSED_AS_IT_GOES, first)  # too soon after the next row came: a key that was pressed twice
    desk.keyboard.press("g")
    bar.get_by_text("Godkjent:").wait_for()
    desk.wait_for_function("() => window.isPressedTwice")
    desk.wait_for_timeout(SETTLED_MS)
    assert (is_waiting(second), in_hand(desk)) == (True, second)

    line = Line(desk, "**/contributions/*/{publication,reversal}?**")
    desk.keyboard.press("g")
    desk.keyboard.press("j")
    assert in_hand(desk) == third
    desk.keyboard.press("g")
    desk.keyboard.press("z")  # of the last press, which has no answer yet; the bar still tells of the first
    bar.get_by_text("Sender …").wait_for()
    line.let_through(1)
    line.let_through(0)
    assert [route.request.url.split("?")[0].split("/")[-2:] for route in line.held[2:]] == [
        [third.split("-")[1], "reversal"]
    ]
    for key in ("j", "j", "s"):  # what comes late calls nobody back
        desk.keyboard.press(key)
    chosen = in_hand(desk)
    line.let_through(2)
    bar.get_by_text("Angret:").wait_for()
    assert (in_hand(desk), desk.locator("#list details[open]").count()) == (chosen, 1)
    assert [is_waiting(row) for row in (first, second, third)] == [False, False, True]
    desk.keyboard.press("Escape")

    line = Line(desk, TEXTS, "GET")
    desk.keyboard.press("r")
    desk.keyboard.press("k")
    desk.keyboard.press("r")
    line.let_through(1)
    desk.get_by_label("Teksten").fill("Rettet.")
    line.let_through(0)
    assert desk.get_by_label("Teksten").input_value() == "Rettet."
    desk.keyboard.press("Escape")

    line = Line(desk, "**/nudge")
    desk.get_by_text("Beskjed", exact=True).click()
    words = desk.get_by_label("Beskjed til alle telefoner")
    words.fill("Først dette.")
    words.press("Tab")
    desk.keyboard.press("Enter")
    words.fill("Så dette.")
    line.let_through(0)
    bar.get_by_text("«Først dette.»").wait_for()
    assert (words.input_value(), desk.evaluate("document.activeElement.id")) == ("Så dette.", "nudge")


def test_a_minute_that_was_given_though_no_answer_came_is_not_given_twice(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open({"width": 1024, "height": 600})  # the whole page scrolls; what is said is in view
    desk.route("**/{live,regions}/**", lambda route: route.abort())  # no stream and no poll: the page cannot know
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    desk.route("**/extension", lambda route: (route.fetch(), route.abort("connectionreset")))
    desk.locator("form[data-htmx-powered] #more-time").wait_for()
    desk.keyboard.press("+")
    desk.locator("#bar").get_by_text("Se om det ble gjort, før du prøver igjen.").wait_for()
    desk.unroute("**/extension")
    desk.keyboard.press("+")
    desk.locator("#bar").get_by_text("Tida er endret i mellomtiden.").wait_for()
    assert desk.locator("#bar .undo").evaluate("bar => bar.getBoundingClientRect().bottom <= innerHeight")
    db.session.rollback()
    assert [activity.added_seconds for activity in demo.activities if activity.is_open] == [60]


def test_sorted_with_a_key_pressed_twice_one_undo_takes_it_back_and_a_link_leads_where_it_said(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/themes")
    card, bar = desk.locator("#card"), desk.locator("#bar")
    first = card.get_attribute("data-id")
    line = Line(desk, "**/contributions/*/themes")
    desk.keyboard.press("1")
    desk.keyboard.press("1")
    line.let_through(0)
    bar.get_by_text("Lagt i").wait_for()
    assert len(line.held) == 1
    desk.keyboard.press("z")
    line.let_through(1)
    bar.get_by_text("Angret:").wait_for()
    sorted_into = db.select(ContributionTheme).where(ContributionTheme.contribution_id == first)
    assert (card.get_attribute("data-id"), db.session.scalars(sorted_into).all()) == (first, [])

    desk.keyboard.press("1")
    desk.keyboard.press("n")  # the answer to the key before does not take its field away
    line.let_through(2)
    desk.get_by_label("Navn", exact=True).wait_for()


def test_an_item_that_is_slow_to_be_added_is_added_once(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/programme/new")
    line = Line(desk, "**/programme")
    desk.locator("input[name=kind][value=break]").check()
    desk.locator("input[name=title]").fill("Kaffe")
    desk.locator("#activity-form .bigbtn").evaluate("save => { save.click(); setTimeout(() => save.click(), 300); }")
    desk.wait_for_timeout(500)
    line.let_through(0)
    desk.get_by_text("Kaffe").first.wait_for()
    db.session.rollback()
    assert (len(line.held), [activity.title for activity in demo.activities].count("Kaffe")) == (1, 1)
