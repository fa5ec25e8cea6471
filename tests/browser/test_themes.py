"""Sorting by keys alone and by drag; keys that are off do nothing; the focus goes where the work goes on."""

from flask import Flask
from playwright.sync_api import Locator, Page

from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, move_theme, remove_theme
from app.extensions import db
from app.models import Conference
from app.queries.theme_desk import desk_of
from app.queries.themes import themes_in
from tests.browser.conftest import LAPTOP, Browsers, sign_in
from tests.browser.looking import axe_findings
from tests.browser.servers import Server


def told(desk: Page, words: str) -> None:
    desk.locator("#bar", has_text=words).wait_for()


def drag(desk: Page, source: str, theme: str) -> None:
    start = desk.locator(source).first.bounding_box()
    end = desk.locator(".tkey", has_text=theme).bounding_box()
    assert start
    assert end
    desk.mouse.move(start["x"] + 10, start["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(end["x"] + 60, end["y"] + 20, steps=4)
    desk.mouse.up()


def test_a_pile_is_sorted_by_keys_and_by_drag(server: Server, browsers: Browsers) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/1/themes")
    first = desk.locator("#card-text").inner_text()

    desk.keyboard.press("2")
    told(desk, "Lagt i Én vei inn")
    desk.wait_for_function("() => document.activeElement.id === 'card'")
    assert desk.locator("#card-text").inner_text() != first
    desk.keyboard.press("z")
    told(desk, "Angret:")
    assert desk.locator("#card-text").inner_text() == first

    desk.keyboard.press("f")
    desk.get_by_text("Hvilke temaer hører det til?").wait_for()
    desk.keyboard.press("1")
    desk.keyboard.press("3")
    assert axe_findings(desk) == []
    desk.keyboard.press("Enter")
    told(desk, "Lagt i Svar og forutsigbarhet, Tidlig involvering")

    drag(desk, "#card-text", "Vis gode eksempler")
    told(desk, "Lagt i Vis gode eksempler")
    desk.goto(f"{server.url}/conferences/1/themes?pile=7")
    drag(desk, ".plist2 li p", "Enkle digitale tjenester")
    told(desk, "Lagt i Enkle digitale tjenester")

    desk.keyboard.press("n")
    desk.wait_for_function("() => document.activeElement.name === 'name'")
    desk.keyboard.type("Møter 1")
    desk.keyboard.press("Enter")
    told(desk, "Nytt tema: Møter 1")
    before = desk.locator("#left").inner_text()
    desk.locator("#keys").click()
    desk.keyboard.press("1")
    assert desk.locator("#left").inner_text() == before


def follow(desk: Page) -> None:
    """As who comes back to the tab."""
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def touch_drag(desk: Page, source: Locator, target: Locator) -> None:
    start, end = source.bounding_box(), target.bounding_box()
    assert start
    assert end
    fingers = desk.context.new_cdp_session(desk)
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    to_x, to_y = end["x"] + 60, end["y"] + 20
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": (x + to_x) / 2, "y": (y + to_y) / 2}]),
        ("touchMove", [{"x": to_x, "y": to_y}]),
        ("touchEnd", []),
    ):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_tablet_drags_by_touch_and_follows_what_a_colleague_sorts(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open({"width": 1024, "height": 768}, has_touch=True)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/themes")
    touch_drag(desk, desk.locator("#card [data-grip]"), desk.locator(".tkey", has_text="Vis gode eksempler"))
    told(desk, "Lagt i Vis gode eksempler")

    read, left = desk.locator("#card-text").inner_text(), desk.locator("#left").inner_text()
    db.session.rollback()  # what was read before is of before
    first = desk_of(demo, None, None)
    assert first.contribution is not None
    second = desk_of(demo, None, first.contribution.id)
    other = next(one for one in (first.contribution, second.contribution) if one is not None and one.text != read)
    theme = next(each.theme for each in first.piles if each.theme.name == "Én vei inn")
    count = desk.locator(".tkey", has_text=theme.name).locator(".num").inner_text()
    sort_contribution(other, [theme.id], None)
    follow(desk)
    desk.wait_for_function("left => document.getElementById('left').innerText !== left", arg=left)

    assert desk.locator("#card-text").inner_text() == read
    assert int(desk.locator(".tkey", has_text=theme.name).locator(".num").inner_text()) == int(count) + 1
    assert desk.locator("#bar").get_by_text("Lagt i").is_visible()


def test_the_page_follows_from_the_first_theme_on_and_keeps_what_is_typed_and_ticked(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    for theme in themes_in(demo.id):
        remove_theme(theme, None)
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}/themes")
    desk.get_by_text("Lag det første temaet for å begynne å sortere.").wait_for()
    desk.get_by_label("Navn").fill("Mitt")

    one, other = (add_theme(demo, ThemePlan(name), None) for name in ("Kollegaens", "Et annet"))
    follow(desk)
    desk.locator(".tkey", has_text="Et annet").wait_for()
    assert desk.get_by_label("Navn").input_value() == "Mitt"
    assert desk.evaluate("document.activeElement.name") == "name"

    desk.goto(f"{server.url}/conferences/{demo.id}/themes?several=1")
    read = desk.locator("#card-text").inner_text()
    tick = desk.locator(f"#tick-{other.id}")
    tick.check()
    waiting = desk_of(demo, None, int(desk.locator("#card").get_attribute("data-id") or 0)).contribution
    assert waiting is not None
    sort_contribution(waiting, [one.id], None)
    move_theme(other, 1, None)
    follow(desk)
    desk.locator(".tkey", has_text="Kollegaens").locator(".num", has_text="1").wait_for()
    assert tick.is_checked()
    assert desk.evaluate("document.activeElement.id") == f"tick-{other.id}"
    tick.uncheck()
    follow(desk)
    desk.wait_for_function("() => document.querySelector('.tkey .tn').innerText.startsWith('Et annet')")
    assert desk.evaluate("document.activeElement.id") == f"tick-{other.id}"
    assert desk.locator("#card-text").inner_text() == read

    kept = desk.locator("#sorting").element_handle()
    with desk.expect_response("**/themes?*"):
        follow(desk)
    desk.evaluate("() => new Promise(requestAnimationFrame)")
    assert kept.evaluate("node => node.isConnected")  # nothing is put anew that is the same
