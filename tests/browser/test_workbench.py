"""The workbench saves by itself and lets two write at once; the phone shows what came of it."""

from datetime import date

from flask import Flask
from playwright.sync_api import Page, expect

from app.domain.activities import close_activity
from app.domain.conferences import finish_conference
from app.domain.follow_ups import FollowUpPlan, add_follow_up
from app.domain.quotes import pick_quote
from app.domain.summary_texts import publish_words
from app.models import Conference, FollowUpState
from app.queries.activities import activity_on_stage
from app.queries.summary_themes import piles_in
from tests.browser.conftest import LAPTOP, Browsers, join, sign_in
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server

NARROW = {"width": 320, "height": 640}


def look(page: Page, where: str) -> None:
    assert axe_findings(page) == [], where
    assert not has_sideways_scroll(page), where


def open_workbench(browsers: Browsers, server: Server) -> Page:
    page = browsers.open(LAPTOP)
    sign_in(page, server)
    page.goto(f"{server.url}/conferences/1/summary/workbench")
    return page


def test_two_who_write_at_once_lose_nothing_with_or_without_a_network(
    server: Server, demo: Conference, browsers: Browsers
) -> None:
    first, second = open_workbench(browsers, server), open_workbench(browsers, server)
    field, other_field = (page.get_by_label("Dette hørte vi", exact=True) for page in (first, second))
    state, other_state = (page.locator("#heard [data-progress]") for page in (first, second))

    field.press_sequentially("Folk vil ha svar.")
    expect(state).to_have_text("Lagret.")
    first.context.set_offline(True)
    field.press_sequentially(" Og ro.")
    field.blur()
    expect(state).to_contain_text("Ikke lagret: får ikke kontakt med serveren.")
    first.context.set_offline(False)
    expect(state).to_have_text("Lagret.")

    other_field.press_sequentially("Folk vil bli spurt.")
    other_field.blur()
    expect(second.get_by_text("lagret noe annet her mens du skrev.")).to_be_visible()
    expect(other_state).to_have_text("")
    expect(other_field).to_have_value("Folk vil bli spurt.")
    look(second, "collision")
    second.set_viewport_size(NARROW)
    look(second, "collision-320")
    second.get_by_role("button", name="Sett begge under hverandre").click()
    expect(other_field).to_have_value("Folk vil ha svar. Og ro.\n\nFolk vil bli spurt.")
    first.reload()
    expect(field).to_have_value("Folk vil ha svar. Og ro.\n\nFolk vil bli spurt.")


def test_the_workbench_and_what_the_phone_shows_afterwards(
    app: Flask, server: Server, demo: Conference, browsers: Browsers
) -> None:
    dialogue = activity_on_stage(demo)
    assert dialogue is not None
    phone = browsers.open(NARROW)
    join(phone, server, demo.code)
    piles = [pile for pile in piles_in(dialogue) if pile.theme and pile.contributions]
    for pile, state in zip(piles, (FollowUpState.DONE, FollowUpState.UNDER_WAY, FollowUpState.NOT_NOW), strict=False):
        pick_quote(pile.contributions[0], None)
        plan = FollowUpPlan(
            advice=f"Gjør noe med {pile.theme.name.lower()}." if pile.theme else "",
            theme_id=pile.theme.id if pile.theme else None,
            state=state,
            action="Alle ledere har fått en pakke og en avtale: ansatte skal høre det av deg.",
            owner="HR-sjef",
            due_on=date(2027, 3, 1),
        )
        add_follow_up(dialogue, plan, None)
    close_activity(dialogue, None)
    finish_conference(demo, None)

    desk = open_workbench(browsers, server)
    for path, name in (("", "index"), (f"/{dialogue.id}", "question")):
        desk.goto(f"{server.url}/conferences/1/summary/workbench{path}")
        desk.set_viewport_size(LAPTOP)
        look(desk, name)
        desk.set_viewport_size(NARROW)
        look(desk, f"{name}-320")
    desk.goto(f"{server.url}/conferences/1/summary/texts/heard/versions")
    look(desk, "versions")

    link = phone.get_by_role("link", name="Se resultatene og det du skrev")
    expect(link).to_be_visible()  # the phone has been told
    link.click()
    expect(phone.get_by_text("Prosjektgruppa skriver oppsummeringen.")).to_be_visible()
    look(phone, "waiting")
    publish_words(demo, None)
    expect(phone.get_by_role("heading", name="Du sa, vi gjorde")).to_be_visible()  # live
    look(phone, "aftermath")
    phone.get_by_role("link", name=dialogue.heading).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(dialogue.heading)
    look(phone, "result")
