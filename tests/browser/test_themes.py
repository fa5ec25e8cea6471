"""Sorting by keys alone and by drag; keys that are off do nothing; the focus goes where the work goes on."""

from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, Browsers, Server, axe_findings, sign_in


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
