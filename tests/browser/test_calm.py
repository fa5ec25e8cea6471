"""Nothing jumps, nothing stands where it no longer belongs, nothing is read out that nobody asked for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from app.domain.activities import open_activity
from app.domain.contributions import show_on_screen
from app.domain.transaction import transaction
from app.extensions import db
from app.models import ActivityKind, Conference, ContributionState
from app.queries.contributions import queue_of
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server

NARROW = {"width": 320, "height": 640}
IS_SUBMITTED = """() => document.querySelector("main form").dispatchEvent(
    new SubmitEvent("submit", {bubbles: true, cancelable: true}))"""
ZOOMED = {"width": 195, "height": 422}
"""A phone at 200 %."""
MEASURE = """window.shifts = 0;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) window.shifts += shift.value; })
        .observe({ type: "layout-shift", buffered: true });"""
CLICK_WHEN_SWAPPED = """document.addEventListener("htmx:after:swap", () => {
    const aimed = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 });
    document.querySelector("#list .act").dispatchEvent(aimed);
    window.wasHeld = aimed.defaultPrevented;
    const next = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 });
    document.querySelector("#next").addEventListener("click", (event) => event.preventDefault(), { once: true });
    document.querySelector("#next").addEventListener("click", () => { window.nextWasHeard = true; }, { once: true });
    document.querySelector("#next").dispatchEvent(next);
}, { once: true });"""


def open_next_question(demo: Conference) -> None:
    db.session.rollback()
    ahead = [item for item in demo.activities if item.kind is ActivityKind.DIALOGUE and item.opened_at is None]
    open_activity(ahead[0], None)


def to_the_phone(page: Page, server: Server, demo: Conference) -> None:
    join(page, server, demo.code)


def to_the_control_room(page: Page, server: Server, demo: Conference) -> None:
    sign_in(page, server)
    page.goto(f"{server.url}/conferences/{demo.id}")


def to_the_screen(page: Page, server: Server, demo: Conference) -> None:
    page.goto(f"{server.url}/screen/{demo.screen_token}")


@pytest.mark.parametrize(
    ("size", "lead"),
    [(PHONE, to_the_phone), (NARROW, to_the_phone), (LAPTOP, to_the_control_room), (PROJECTOR, to_the_screen)],
    ids=["390", "320", "desk", "screen"],
)
def test_a_page_does_not_jump_while_its_parts_arrive(
    server: Server,
    browsers: Browsers,
    demo: Conference,
    size: dict[str, int],
    lead: Callable[[Page, Server, Conference], None],
) -> None:
    page = browsers.open(size)
    lead(page, server, demo)
    page.add_init_script(MEASURE)
    page.reload()
    wait_for_state(page, "on")
    page.wait_for_timeout(500)

    assert page.evaluate("window.shifts") < 0.01


def test_thanks_for_one_question_do_not_stand_under_the_next(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.get_by_role("textbox").fill("Svar innen en uke.")
    phone.get_by_role("button", name="Send").click()
    phone.locator("#status").get_by_text("Takk, vi har fått det.").wait_for()
    heading = phone.locator("h1").inner_text()
    open_next_question(demo)
    phone.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=heading)

    assert phone.locator("#status").inner_text() == ""
    assert phone.locator("#mine").get_by_text("Svar innen en uke.").count() == 1


def test_a_phone_at_200_percent_gives_the_words_over_the_question_the_whole_width(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open(ZOOMED)
    join(phone, server, demo.code)

    title = phone.locator(".eyebrow span").first.bounding_box()
    assert title is not None
    assert title["width"] > 100


def test_the_door_asks_again_in_the_language_of_the_page(server: Server, browsers: Browsers, demo: Conference) -> None:
    phone = browsers.open()
    phone.goto(f"{server.url}/j/{demo.code}?lang=nn")
    phone.get_by_role("button", name="Hald fram").click()

    phone.get_by_text("Vel ei målgruppe først.").wait_for()


def test_a_door_that_got_no_answer_can_be_knocked_on_again(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    phone.clock.install()
    phone.goto(f"{server.url}/j/{demo.code}")
    for seconds, is_heard in ((1, True), (1, False), (20, False), (1, True)):
        assert phone.evaluate(IS_SUBMITTED) is is_heard
        phone.clock.fast_forward(seconds * 1000)


def test_a_click_aimed_before_the_queue_moved_down_does_nothing(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    """A colleague shows the last one big: a line comes in over the queue, and each row goes down."""
    desk = browsers.open(LAPTOP)
    to_the_control_room(desk, server, demo)
    wait_for_state(desk, "on")
    desk.wait_for_timeout(500)
    desk.evaluate(CLICK_WHEN_SWAPPED)
    db.session.rollback()
    show_on_screen(queue_of(demo.id, ContributionState.PUBLISHED)[-1], None)
    desk.locator("#on-screen").wait_for()

    assert desk.evaluate("window.wasHeld") is True
    assert desk.evaluate("window.nextWasHeard") is True


def test_the_control_room_does_not_read_out_each_arrival(server: Server, browsers: Browsers, demo: Conference) -> None:
    desk = browsers.open(LAPTOP)
    to_the_control_room(desk, server, demo)

    assert desk.locator("#arrived").evaluate("region => region.closest('[role=status], [aria-live]')") is None
    assert desk.locator(".health [role=status]").inner_text() == "følger med"


def test_contrast_themes_show_which_policy_is_chosen(server: Server, browsers: Browsers, demo: Conference) -> None:
    desk = browsers.open(LAPTOP, forced_colors="active")
    to_the_control_room(desk, server, demo)

    inks = desk.locator("#policy button").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    assert len(set(inks)) == 2


def test_a_groups_name_keeps_its_line_beside_the_name_of_an_earlier_question(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    open_next_question(demo)
    desk = browsers.open(LAPTOP)
    to_the_control_room(desk, server, demo)
    wait_for_state(desk, "on")

    heights = desk.locator("#list .who span").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) > 3
    assert max(heights) < 30


def test_a_row_that_is_dragged_lands_and_is_told(server: Server, browsers: Browsers, demo: Conference) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/programme")
    desk.locator("[data-grip]").nth(0).hover()
    desk.mouse.down()
    desk.locator("[data-grip]").nth(2).hover()
    desk.mouse.up()

    desk.locator("#told").get_by_text("«Kaffe og registrering» er nå nummer").wait_for()


def test_after_a_removal_the_keyboard_stands_on_undo_and_after_a_fault_on_what_is_wrong(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/programme/{demo.activities[-1].id}")
    desk.get_by_role("button", name="Fjern fra programmet").click()
    desk.locator("#told").get_by_text("Fjernet:").wait_for()
    desk.locator("#told :focus").wait_for()
    desk.keyboard.press("Enter")

    desk.locator("#told").get_by_text("er tilbake der det stod").wait_for()
    for page, field, button in [
        ("settings", "[name=group-1-planned]", "Lagre målgruppene"),
        ("tables", "[name=count]", "Lagre antallet"),
    ]:
        desk.goto(f"{server.url}/conferences/{demo.id}/{page}")
        desk.locator(field).first.fill("mange")
        desk.get_by_role("button", name=button).click()
        desk.locator("#errors:focus").get_by_text("Skriv et helt tall.").wait_for()
        assert axe_findings(desk) == []


def test_a_long_title_and_a_lost_connection_never_make_the_desk_wider_than_the_window(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    with transaction(demo.id):
        demo.title = "Dialogkonferanse om oppvekst og omdømme i Solbakken kommune 2027"
    desks = {width: browsers.open({"width": width, "height": 768}) for width in (1440, 1280, 1024, 900, 360)}
    for desk in desks.values():
        to_the_control_room(desk, server, demo)
        wait_for_state(desk, "on")
    server.kill()

    for width, desk in desks.items():
        wait_for_state(desk, "off")
        assert desk.get_by_text("ingen kontakt med serveren").is_visible()
        assert not has_sideways_scroll(desk), width
        title = desk.locator(".top .conf").bounding_box()
        assert title is not None
        assert title["width"] > 40, width
