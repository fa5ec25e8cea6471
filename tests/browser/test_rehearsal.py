"""A newcomer's way from an empty database to the first contribution on the screen; a rehearsal that lives by itself."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PROJECTOR, Browsers, join_here, sign_in, sign_in_by_hand
from tests.browser.looking import axe_findings
from tests.browser.servers import Server

MOST_CLICKS = 10


def test_a_newcomer_has_a_contribution_on_the_screen_in_ten_clicks(server: Server, browsers: Browsers) -> None:
    """On the desk, with a conference of their own from the template; each press is what the page itself offers next."""
    desk, phone, screen = browsers.open(LAPTOP), browsers.open(), browsers.open(PROJECTOR)
    clicks = 0

    def click(what: Locator) -> None:
        nonlocal clicks
        what.click()
        clicks += 1

    sign_in_by_hand(desk, server)
    clicks += 1
    desk.get_by_label("Navn").fill("Dialog om skolen")
    desk.get_by_label("Dato").fill("2026-11-27")
    click(desk.get_by_role("button", name="Lag konferansen"))
    click(desk.get_by_role("link", name="Til kontrollrommet"))
    link = desk.get_by_role("link", name="Åpne i eget vindu")
    screen.goto(link.get_attribute("href") or "")  # the projector's machine
    clicks += 1
    for sentence in ("Åpne for deltakere", "Kaffe", "Velkommen", "Dette svarte dere", "Økt 1"):
        click(desk.locator("#run-sheet").get_by_role("button", name=re.compile(f"Neste.*{sentence}", re.DOTALL)))
    phone.goto(f"{server.url}/j/{desk.locator('.panel-join .code').inner_text().replace(' ', '')}")
    join_here(phone)
    phone.get_by_role("textbox").fill("Si fra når vi kan vente svar.")
    phone.get_by_role("button", name="Send", exact=True).click()
    click(desk.get_by_role("button", name="Vis på skjerm").first)

    expect(screen.locator("blockquote")).to_have_text("Si fra når vi kan vente svar.")
    assert clicks == MOST_CLICKS


def test_a_rehearsal_goes_on_after_a_restart_and_tells_its_end(server: Server, browsers: Browsers) -> None:
    desk, phone, screen = browsers.open(LAPTOP), browsers.open(), browsers.open(PROJECTOR)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/1/preparation")
    desk.get_by_role("button", name="Begynn øvelsen").click()
    desk.get_by_role("button", name="Fort").click()
    link = desk.get_by_role("link", name="Åpne i eget vindu").get_attribute("href") or ""
    screen.goto(link)
    phone.goto(f"{server.url}/j/{desk.locator('.panel-join .code').inner_text().replace(' ', '')}")
    join_here(phone)
    come = arrived(desk, 5)
    for page in (desk, phone, screen):
        expect(page.get_by_role("complementary", name="Øvelse")).to_be_visible()
        assert axe_findings(page) == []
    server.kill()
    server.start()
    arrived(desk, come + 5)

    screen.goto(link + "/check")
    expect(screen.locator("#check-stream")).to_have_attribute("data-state", "good")
    expect(screen.locator("#check-answer")).to_have_attribute("data-state", "good")
    assert axe_findings(screen) == []
    screen.goto(link)
    desk.get_by_text("Avslutt øvelsen").click()
    desk.get_by_role("button", name="Slett øvelsen").click()
    expect(desk.get_by_text("Øvelsen er slettet.")).to_be_visible()
    expect(phone.get_by_text("Var det en øvelse?")).to_be_visible()
    expect(screen.get_by_text("Øvelsen er slutt")).to_be_visible()


def arrived(desk: Page, least: int) -> int:
    """How many have come, once there are so many; nobody presses anything."""
    desk.wait_for_function("least => parseInt(document.querySelector('#arrived').innerText) >= least", arg=least)
    return int(desk.locator("#arrived").inner_text().split()[0])
