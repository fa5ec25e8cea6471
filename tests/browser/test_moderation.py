"""The queue under a flood: the row in hand, the focus and what is being typed stay."""

import time
import uuid

from flask import Flask
from playwright.sync_api import Page

from app.domain.accounts import create_account
from app.domain.contribution_looks import look_at
from app.domain.contributions import submit_contribution
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, Conference, Contribution, ContributionKind, Participant
from app.queries.activities import activity_on_stage
from tests.browser.conftest import LAPTOP, Browsers, sign_in, wait_for_state
from tests.browser.looking import axe_findings
from tests.browser.servers import Server

WAITING, ARRIVING = 500, 100
ROW = "row => [row.id, Math.round(row.getBoundingClientRect().top)]"


def on_stage(conference: Conference) -> Activity:
    db.session.rollback()
    activity = activity_on_stage(conference)
    assert activity is not None
    return activity


def let_wait(conference: Conference, count: int) -> None:
    activity = on_stage(conference)
    with transaction(conference.id):
        db.session.add_all(
            Contribution(
                activity_id=activity.id,
                target_group_id=conference.target_groups[number % 6].id,
                client_key=str(uuid.uuid4()),
                kind=ContributionKind.ADVICE,
                text=f"Nummer {number} av dem som venter.",
            )
            for number in range(count)
        )


def pour_in(conference: Conference, desk: Page, count: int) -> None:
    """50 a second, while the page goes on."""
    activity = on_stage(conference)
    somebody = db.session.scalars(db.select(Participant).limit(1)).one()
    for number in range(count):
        began = time.monotonic()
        submit_contribution(somebody, activity, ContributionKind.ADVICE, f"Kom nå, {number}.", uuid.uuid4())
        desk.wait_for_timeout(max(0.0, 20 - 1000 * (time.monotonic() - began)))


def test_500_waiting_and_50_a_second_move_nothing_that_is_in_hand(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    let_wait(demo, WAITING)
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")
    for _ in range(3):
        desk.keyboard.press("j")
    row = desk.locator("#list > .item[data-sel]")
    before = row.evaluate(ROW)
    desk.keyboard.press("r")
    desk.get_by_label("Teksten").fill("Rettet midt i stormen.")
    pour_in(demo, desk, ARRIVING)

    assert desk.get_by_label("Teksten").input_value() == "Rettet midt i stormen."
    assert desk.evaluate("document.activeElement.id") == "words"
    assert row.evaluate(ROW) == before
    assert axe_findings(desk) == []
    desk.get_by_role("button", name="Lagre").click()
    desk.locator("#list > .item[data-sel]", has_text="Rettet midt i stormen.").wait_for()
    # The stream may bring the new text before the answer closes the dialog and leads back to the row.
    desk.wait_for_function("id => document.activeElement.id === id", arg=before[0])
    desk.keyboard.press("g")
    desk.locator("#bar").get_by_text("Godkjent:").wait_for()
    db.session.rollback()
    edited = db.session.get_one(Contribution, int(before[0].split("-")[1]))
    assert (edited.text, edited.is_published) == ("Rettet midt i stormen.", True)


def test_a_colleague_at_the_same_row_is_seen_and_oneself_is_not(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")
    colleague = create_account("siv@solbakken.example", "Siv", "siv-og-astrid-2012")
    first = desk.locator("#list > .item").first
    contribution = db.session.get_one(Contribution, int((first.get_attribute("id") or "").split("-")[1]))
    look_at(contribution, colleague)
    first.get_by_text("Siv ser på denne").wait_for()
    desk.keyboard.press("r")
    desk.locator("#text-dialog").get_by_text("Siv ser også på denne nå.").wait_for()
    desk.wait_for_function("() => document.querySelectorAll('#list [data-look]').length === 2")

    assert desk.locator("#list [data-look]:visible").count() == 1
    desk.keyboard.press("Escape")
    desk.wait_for_function("() => document.querySelectorAll('#list [data-look]').length === 1")


def test_under_a_finger_the_first_tap_presses_whatever_row_is_in_hand(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    """A finger's focus comes after it is lifted, and before its click: a row that grew then took the button away."""
    let_wait(demo, 4)
    tablet = browsers.open({"width": 1024, "height": 768}, has_touch=True)
    sign_in(tablet, server)
    tablet.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(tablet, "on")
    rows = tablet.locator("#list > .item:not([data-sel])")
    rows.nth(1).locator("summary").tap()
    tablet.locator("#list .item[data-sel] .reasons").wait_for()
    rows.nth(1).get_by_role("button", name="Godkjenn").tap()
    tablet.locator("#bar").get_by_text("Godkjent:").wait_for()
