"""Phone and screen in every state of a conference: followed live, and looked at by axe in each."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from playwright.sync_api import Page

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.conferences import (
    ConferencePlan,
    TargetGroupPlan,
    create_conference,
    finish_conference,
    open_conference,
    set_target_groups,
)
from app.domain.contributions import show_on_screen
from app.extensions import db
from app.models import Account, ActivityKind, Conference, ContributionState
from app.queries.activities import activity_on_stage
from app.queries.contributions import queue_of
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server


def first(conference: Conference, kind: ActivityKind) -> None:
    """Opens the first item of that kind that has not been opened yet."""
    activity = next(item for item in conference.activities if item.kind is kind and item.opened_at is None)
    open_activity(activity, None)


def on_stage(conference: Conference, act: Callable[..., None]) -> None:
    activity = activity_on_stage(conference)
    assert activity is not None
    act(activity, None)


def spotlight(conference: Conference) -> None:
    show_on_screen(queue_of(conference.id, ContributionState.WAITING)[0], None)


STATES: list[tuple[str, Callable[[Conference], None]]] = [
    ("one contribution big", spotlight),
    ("closed", lambda conference: on_stage(conference, close_activity)),
    ("shown", lambda conference: on_stage(conference, show_activity)),
    ("plenary", lambda conference: first(conference, ActivityKind.PLENARY)),
    ("information", lambda conference: first(conference, ActivityKind.FILM)),
    ("break", lambda conference: first(conference, ActivityKind.BREAK)),
    ("the next question", lambda conference: first(conference, ActivityKind.DIALOGUE)),
    ("finished", lambda conference: finish_conference(conference, None)),
]


def test_phone_and_screen_in_every_state(server: Server, browsers: Browsers, app: Flask, demo: Conference) -> None:
    phone = browsers.open(PHONE)
    join(phone, server, demo.code)
    screen = browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    for page in (phone, screen):
        wait_for_state(page, "on")
    for name, act in STATES:
        before = screen.locator("#stage").inner_html()
        db.session.rollback()
        act(demo)
        screen.wait_for_function("html => document.querySelector('#stage').innerHTML !== html", arg=before)
        phone.wait_for_timeout(300)
        for page in (phone, screen):
            check(page, name)


def check(page: Page, where: str) -> None:
    assert axe_findings(page) == [], where
    assert not has_sideways_scroll(page), where
    assert page.locator("h1").count() == 1, where


def test_a_conference_that_opens_lets_the_waiting_phone_in(server: Server, browsers: Browsers, app: Flask) -> None:
    account = db.session.scalars(db.select(Account)).one()
    conference = create_conference(ConferencePlan(title="I morgen", held_on=date(2027, 3, 18)), account)
    set_target_groups(conference, [TargetGroupPlan(mark=1, name="Innbyggere")], account)
    phone, screen = browsers.open(), browsers.open(PROJECTOR)
    phone.goto(f"{server.url}/j/{conference.code}")
    screen.goto(f"{server.url}/screen/{conference.screen_token}")
    for page in (phone, screen):
        wait_for_state(page, "on")
        check(page, "not opened")
    open_conference(conference, account)

    phone.get_by_role("heading", name="Hvem svarer du som?").wait_for()
    screen.locator("svg.qr").wait_for()
    check(screen, "waiting")


def test_the_preview_of_an_import(server: Server, browsers: Browsers) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/1/import")
    rows = "målgruppe;type;tekst\nInnbyggere;råd;Svar innen en uke.\nUkjent;råd;Hvem er vi?\n;;\n"
    desk.locator("input[type=file]").set_input_files(
        {"name": "lapper.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    desk.get_by_role("button", name="Se over").click()
    desk.get_by_text("Svar innen en uke.").wait_for()
    check(desk, "preview")
    desk.set_viewport_size({"width": 320, "height": 640})
    assert not has_sideways_scroll(desk)
