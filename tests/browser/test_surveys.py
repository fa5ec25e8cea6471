"""A survey, whole: made, answered by link and in the hall, closed, shown."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.demo_survey import template_items
from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity, show_activity
from app.domain.survey_items import fill_survey
from app.domain.surveys import close_survey_link
from app.extensions import db
from app.models import Activity, ActivityKind, Conference
from app.queries.surveys import own_survey_answers_of, response_count_of, texts_of
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server, wait_until
from tests.survey_story import answer, item, said
from tests.votes import count_now

NARROW = {"width": 320, "height": 640}


def check(page: Page) -> None:
    assert axe_findings(page) == []
    assert not has_sideways_scroll(page)


def press(page: Page, aspect: str, value: int) -> None:
    page.locator(f"label:has([name$='-{aspect}'][value='{value}']):visible").click()


def at(page: Page, words: str) -> None:
    expect(page.locator("[data-at]")).to_have_text(words)


def new_survey(page: Page, server: Server, demo: Conference) -> Activity:
    """As a facilitator makes it: from the template, with its link open."""
    sign_in(page, server)
    page.goto(f"{server.url}/conferences/{demo.id}/programme/new")
    page.get_by_label("Undersøkelse").check()
    page.get_by_label("Hva", exact=True).fill("Undersøkelsen")
    page.get_by_role("button", name="Legg til").click()
    page.get_by_role("link", name="Spørsmål, lenke og tidligere målinger").click()
    page.get_by_role("button", name="Fyll inn fra malen").click()
    page.get_by_role("button", name="Åpne lenka").click()
    expect(page.get_by_role("button", name="Steng lenka")).to_be_visible()
    check(page)
    db.session.rollback()
    return db.session.query(Activity).order_by(Activity.id.desc()).first() or pytest.fail("nothing was made")


def test_a_survey_from_the_template_to_the_gap_picture(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open(LAPTOP)
    survey = new_survey(desk, server, demo)
    link = desk.locator("#survey-link").get_attribute("href")
    guest = browsers.open(NARROW, color_scheme="dark")
    guest.goto(str(link))
    check(guest)
    guest.get_by_text("Ansatte", exact=True).click()
    guest.get_by_role("button", name="Fortsett").click()

    at(guest, "1 av 12")  # also the three that only employees are asked
    check(guest)
    top = guest.locator("#activity").evaluate("pane => pane.offsetTop")
    press(guest, "expectation", 6)
    press(guest, "experience", 3)
    expect(guest.locator("[data-said]:visible")).to_have_text("Lagret")
    assert guest.locator("#activity").evaluate("pane => pane.offsetTop") == top  # nothing moves under the finger
    guest.get_by_role("button", name="Neste").click()
    at(guest, "2 av 12")
    assert guest.evaluate("document.activeElement.tagName") == "H2"  # a screen reader goes on reading there
    guest.get_by_role("button", name="Tilbake").click()
    press(guest, "experience", 2)
    guest.get_by_role("button", name="Fjern svaret").click()
    press(guest, "expectation", 5)
    wait_until(lambda: _by_link(survey) == 1)
    guest.reload()
    at(guest, "1 av 12")
    assert guest.locator("input:checked").evaluate_all("all => all.map(each => each.value)") == ["5"]

    phone = browsers.open(PHONE)
    join(phone, server, demo.code)
    screen = browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    for page in (phone, screen):
        wait_for_state(page, "on")
    db.session.rollback()
    open_activity(survey, None)
    at(phone, "1 av 9")
    check(phone)
    press(phone, "expectation", 0)
    phone.keyboard.press("Tab")
    expect(screen.locator(".big")).to_have_text("1")
    for _each in range(8):
        phone.get_by_role("button", name="Neste").click()
    phone.locator("textarea:visible").fill("Ring 99 99 99 99")
    phone.get_by_role("button", name="Ferdig").click()
    expect(phone.locator("[data-reason]:visible")).to_contain_text("telefonnummer")
    phone.locator("textarea:visible").fill("Svar innen en uke")
    phone.get_by_role("button", name="Ferdig").click()
    expect(phone.get_by_text("Du har svart på 2 av 9 spørsmål.")).to_be_visible()
    wait_until(lambda: _texts(survey) == 1)

    db.session.rollback()
    for n in range(9):
        answers = [said(item(survey, number), 6 - n % 2, 2 + number % 3) for number in range(1, 7)]
        answer(survey, f"{n}", demo.target_groups[n % 2], *answers)
    close_activity(survey, None)
    close_survey_link(survey, None)
    expect(phone.get_by_role("heading", name="Takk for svarene")).to_be_visible()
    desk.goto(f"{server.url}/conferences/{demo.id}")
    check(desk)
    count_now(survey)
    expect(desk.get_by_text("Bare du ser dette, til du viser det")).to_be_visible()
    check(desk)
    assert phone.locator(".chart").count() == 0
    show_activity(survey, None)
    for page in (phone, screen):
        expect(page.locator(".chart text:visible", has_text="Forvaltning").first).to_be_visible()
        check(page)
    guest.reload()
    expect(guest.locator(".chart text:visible", has_text="Forvaltning").first).to_be_visible()
    check(guest)


def _by_link(survey: Activity) -> int:
    db.session.rollback()
    return response_count_of(survey).by_link


def _texts(survey: Activity) -> int:
    db.session.rollback()
    return len(texts_of(survey))


def test_answers_wait_on_the_phone_while_the_network_is_away(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    survey = add_activity(demo, ActivityPlan(kind=ActivityKind.SURVEY, title="Undersøkelsen", minutes=5), None)
    fill_survey(survey, template_items(), None)
    phone = browsers.open(PHONE)
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    db.session.rollback()
    open_activity(survey, None)
    at(phone, "1 av 9")
    phone.context.set_offline(True)
    press(phone, "expectation", 6)
    press(phone, "expectation", 4)
    phone.get_by_role("button", name="Neste").click()
    press(phone, "experience", 2)
    expect(phone.locator("[data-said]:visible")).to_contain_text("Lagret på telefonen")
    assert response_count_of(survey).all == 0
    phone.context.set_offline(False)
    wait_until(lambda: _answers(phone, survey, demo) == {"expectation": 4, "experience": 2}, 20)


def _answers(phone: Page, survey: Activity, demo: Conference) -> dict[str, object]:
    db.session.rollback()
    token = next(cookie["value"] for cookie in phone.context.cookies() if cookie["name"] == f"participant-{demo.id}")
    own = own_survey_answers_of(survey, token)
    return {name.rpartition("-")[2]: value for name, value in own.fields.items()} if own else {}


def test_without_a_script_it_is_one_long_form(server: Server, browsers: Browsers, app: Flask, demo: Conference) -> None:
    survey = add_activity(demo, ActivityPlan(kind=ActivityKind.SURVEY, title="Undersøkelsen", minutes=5), None)
    fill_survey(survey, template_items(), None)
    open_activity(survey, None)
    phone = browsers.open(PHONE, java_script_enabled=False)
    join(phone, server, demo.code)
    assert phone.locator("fieldset:visible").count() == 18  # those of employees too, which say so
    phone.locator("[name$='-expectation'][value='6']").first.check(force=True)
    phone.locator("[name$='-experience'][value='2']").nth(1).check(force=True)
    phone.get_by_role("button", name="Send svarene").click()
    expect(phone.get_by_text("Du har svart på 2 spørsmål.")).to_be_visible()
    db.session.rollback()
    assert response_count_of(survey).in_hall == 1
