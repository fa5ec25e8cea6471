"""The main job, whole: two phones, a facilitator and the hall's screen at once, from the QR code to the PDF."""

import io
import re

import pikepdf
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.conftest import LAPTOP, PROJECTOR, Browsers, sign_in_by_hand, wait_for_state
from tests.browser.looking import axe_findings
from tests.browser.servers import Server

QUESTION = "Hva bør vi begynne med?"


def make_conference(desk: Page, server: Server) -> None:
    """A new one from the template, opened, with a first question of its own."""
    desk.goto(server.url + "/conferences")
    desk.get_by_label("Navn").fill("Dialog om oppvekst")
    desk.get_by_label("Dato").fill("2026-11-19")
    desk.get_by_role("button", name="Lag konferansen").click()
    desk.get_by_role("link", name="Program").click()
    desk.get_by_role("link", name="Legg til").click()
    desk.get_by_label("Hva", exact=True).fill("Økt 0: Oppvekst")
    desk.get_by_label("Spørsmål", exact=True).fill(QUESTION)
    desk.get_by_role("button", name="Legg til").click()
    desk.get_by_text("Økt 0: Oppvekst").first.wait_for()
    desk.get_by_role("link", name="Kontrollrom").click()
    desk.get_by_role("button", name=re.compile("Neste")).click()  # lets participants in
    desk.locator("#run-sheet").get_by_text("Gå til «Kaffe og registrering»").wait_for()


def address_on(screen: Page) -> str:
    """What a phone's camera reads off the projector."""
    picture = Image.open(io.BytesIO(screen.screenshot()))
    return zxingcpp.read_barcodes(picture)[0].text


def join_by(phone: Page, address: str, group: str) -> None:
    phone.goto(address)
    phone.get_by_text(group, exact=True).click()
    phone.get_by_role("button", name="Fortsett").click()
    wait_for_state(phone, "on")


def open_first_question(desk: Page) -> None:
    """Directly, from its own place in the programme."""
    desk.locator("#run-sheet").get_by_text("Økt 0: Oppvekst").click()
    desk.locator("#run-sheet details[open]").get_by_role("button", name="Åpne").click()
    desk.locator("#queue").get_by_text(QUESTION).wait_for()


def write(phone: Page, text: str) -> None:
    phone.get_by_role("textbox").fill(text)
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.locator("#mine").get_by_text(text).first.wait_for()


def press(button: Locator) -> None:
    """As a person does who looks first: a click that was aimed before the queue moved is held."""
    button.wait_for()
    button.page.wait_for_timeout(400)
    button.click()


def test_a_conference_runs_from_qr_code_to_pdf(server: Server, browsers: Browsers) -> None:
    desk = browsers.open(LAPTOP)
    sign_in_by_hand(desk, server)
    make_conference(desk, server)

    screen = browsers.open(PROJECTOR)
    screen.goto(desk.get_by_role("link", name="Åpne i eget vindu").get_attribute("href") or "")
    wait_for_state(screen, "on")
    assert axe_findings(screen) == []
    address = address_on(screen)
    assert address.startswith(server.url + "/j/")

    kari, ola = browsers.open(), browsers.open()
    join_by(kari, address, "Innbyggere")
    join_by(ola, address, "Næringsliv")
    screen.locator("#stage").get_by_text("Innbyggere").first.wait_for()
    desk.locator("header").get_by_text("2 inne").wait_for()

    open_first_question(desk)
    for page in (kari, ola, screen):
        page.get_by_role("heading", name=QUESTION).wait_for()

    write(kari, "Begynn med svømmehallen.")
    kari.locator("#mine").get_by_text("Venter på godkjenning").wait_for()
    write(ola, "En tekst som ingen skal se.")
    desk.locator("#queue li", has_text="En tekst som ingen skal se.").wait_for()
    row = desk.locator("#queue li", has_text="Begynn med svømmehallen.")
    press(row.get_by_role("button", name="Godkjenn"))

    # Everywhere, without anybody reloading anything.
    ola.locator("#contributions").get_by_text("Begynn med svømmehallen.").wait_for()
    screen.locator("#stage").get_by_text("Begynn med svømmehallen.").wait_for()
    kari.locator("#mine").get_by_text("Vist for alle").wait_for()

    hidden = desk.locator("#queue li", has_text="En tekst som ingen skal se.")
    press(hidden.locator("summary", has_text="Skjul"))
    press(hidden.get_by_role("button", name="Uklart"))
    ola.locator("#mine").get_by_text(re.compile("Ikke vist")).wait_for()

    desk.locator("#queue").get_by_role("link", name=re.compile("Godkjent")).click()
    press(row.get_by_role("button", name="Vis på skjerm"))
    screen.locator("blockquote", has_text="Begynn med svømmehallen.").wait_for()

    press(desk.get_by_role("button", name=re.compile("Neste")))  # tells them that it closes
    kari.locator("#notices").get_by_text(re.compile("Stenger om 5[0-9] sekunder")).wait_for()
    desk.locator("#timer [data-digits]", has_text=re.compile("0:[0-5][0-9]")).first.wait_for()
    press(desk.get_by_role("button", name=re.compile("Neste.*Steng nå")))
    kari.get_by_role("heading", name="Takk").wait_for()
    screen.locator("blockquote").wait_for(state="detached")
    assert screen.get_by_text("En tekst som ingen skal se.").count() == 0

    text = pdf_text(desk)
    assert "Dialog om oppvekst" in text
    assert "Begynn med svømmehallen." in text
    assert "En tekst som ingen skal se." not in text


def pdf_text(desk: Page) -> str:
    """Makes the summary and reads it."""
    desk.get_by_role("link", name="Oppsummering").click()
    desk.get_by_role("button", name="Lag oppsummering (PDF)").click()
    link = desk.get_by_role("link", name="Last ned PDF")
    link.wait_for(timeout=60_000)
    with desk.expect_download() as download:
        link.click()
    path = download.value.path()
    assert download.value.suggested_filename.endswith(".pdf")
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
    return text_of(path)


def text_of(path: object) -> str:
    import subprocess

    pages = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", pages)


def test_reload_back_second_tab_and_lost_cookie_break_nothing(server: Server, browsers: Browsers) -> None:
    code = server.said(r"code (\S+ \S+)").replace(" ", "")
    phone = browsers.open()
    join_by(phone, f"{server.url}/j/{code}", "Ansatte")
    write(phone, "Si det til oss først.")
    phone.get_by_role("textbox").fill("Et utkast som ikke er")
    phone.reload()
    assert phone.get_by_role("textbox").input_value() == "Et utkast som ikke er"
    phone.locator("#sent").get_by_text("Si det til oss først.").wait_for()

    second = phone.context.new_page()
    second.goto(phone.url)
    second.locator("#sent").get_by_text("Si det til oss først.").wait_for()

    phone.get_by_role("link", name=re.compile("Ansatte. Bytt")).click()
    phone.get_by_role("heading", name="Bytt målgruppe").wait_for()
    phone.go_back()
    phone.get_by_role("heading", name=re.compile("Hva forventer du")).wait_for()

    phone.context.clear_cookies()
    phone.reload()
    phone.get_by_role("heading", name="Hvem svarer du som?").wait_for()
    phone.get_by_text("Ansatte", exact=True).click()
    phone.get_by_role("button", name="Fortsett").click()
    assert phone.get_by_role("textbox").input_value() == "Et utkast som ikke er"


def test_without_javascript_everything_is_done_with_reloads(server: Server, browsers: Browsers) -> None:
    code = server.said(r"code (\S+ \S+)").replace(" ", "")
    phone = browsers.open(java_script_enabled=False)
    phone.goto(server.url)
    phone.get_by_label("Kode").fill(code.lower())
    phone.get_by_role("button", name="Bli med").click()
    phone.get_by_text("Ledere", exact=True).click()
    phone.get_by_role("button", name="Fortsett").click()
    phone.get_by_role("textbox").fill("Skrevet uten skript.")
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.get_by_text("Skrevet uten skript.").wait_for()

    desk = browsers.open(LAPTOP, java_script_enabled=False)
    sign_in_by_hand(desk, server)
    desk.get_by_role("link", name="Åpne kontrollrommet").click()
    row = desk.locator("li", has_text="Skrevet uten skript.")
    row.get_by_role("button", name="Vis på skjerm").click()
    desk.get_by_role("link", name="Åpne i eget vindu").wait_for()

    phone.reload()
    phone.locator("#contributions").get_by_text("Skrevet uten skript.").wait_for()
    screen = browsers.open(PROJECTOR, java_script_enabled=False)
    screen.goto(server.said(r"screen (\S+)"))
    screen.locator("blockquote", has_text="Skrevet uten skript.").wait_for()


def test_offline_a_text_is_kept_and_sent_once_when_the_network_is_back(server: Server, browsers: Browsers) -> None:
    code = server.said(r"code (\S+ \S+)").replace(" ", "")
    phone = browsers.open()
    join_by(phone, f"{server.url}/j/{code}", "Innbyggere")
    phone.context.set_offline(True)
    phone.get_by_role("textbox").fill("Skrevet i kjelleren.")
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.locator("#mine").get_by_text(re.compile("Lagret på telefonen")).wait_for()
    phone.context.set_offline(False)
    phone.locator("#mine").get_by_text("Venter på godkjenning").wait_for(timeout=20_000)

    desk = browsers.open(LAPTOP)
    sign_in_by_hand(desk, server)
    desk.get_by_role("link", name="Åpne kontrollrommet").click()
    assert desk.locator("#queue li", has_text="Skrevet i kjelleren.").count() == 1
