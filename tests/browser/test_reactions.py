"""Reactions and priorities on a real phone: with and without a network, with the hall beside it, looked at by axe."""

import random
import re

import pytest
from flask import Flask
from playwright.sync_api import APIResponse, Page, Route

from app.domain.activities import (
    ActivityPlan,
    change_activity,
    close_activity,
    count_answers,
    open_activity,
    show_activity,
)
from app.domain.contributions import hide_contribution
from app.domain.transaction import transaction
from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    HiddenReason,
    Opinion,
    Participant,
    Priority,
    Reaction,
)
from app.queries.contributions import published_contributions_of
from tests.browser.conftest import PHONE, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server, wait_until

NARROW = {"width": 320, "height": 640}
CARD = ".card[data-id]:not([hidden])"


def opened(demo: Conference, kind: ActivityKind) -> Activity:
    activity = next(item for item in demo.activities if item.kind is kind)
    open_activity(activity, None)
    return activity


def reactions_by_phones(activity: Activity) -> list[Opinion]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Reaction.opinion).where(Reaction.activity_id == activity.id)))


def react(page: Page, name: str) -> None:
    page.locator(CARD).get_by_role("button", name=name, exact=True).click()


def check(page: Page, where: str) -> None:
    assert (where, axe_findings(page)) == (where, [])
    assert not has_sideways_scroll(page), where


def test_one_at_a_time_also_without_a_network(server: Server, browsers: Browsers, app: Flask, demo: Conference) -> None:
    activity = opened(demo, ActivityKind.REACTIONS)
    phone = browsers.open(PHONE)
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.get_by_text("Begynn", exact=True).click()
    phone.wait_for_selector(CARD)
    first = phone.locator(CARD).get_attribute("data-id")
    assert phone.evaluate("document.activeElement.dataset.id") == first
    react(phone, "Enig")
    react(phone, "Uenig")
    phone.locator(CARD).get_by_role("button", name="Forrige").click()
    phone.locator(CARD).get_by_role("button", name="Forrige").click()
    assert phone.locator(CARD).get_attribute("data-id") == first
    react(phone, "Stå over")
    wait_until(lambda: sorted(reactions_by_phones(activity)) == [Opinion.DISAGREE, Opinion.PASS])

    phone.context.set_offline(True)
    react(phone, "Enig")  # a new opinion on the second
    react(phone, "Enig")
    phone.get_by_text("Svaret er lagret på telefonen").or_(phone.get_by_text("får ikke kontakt")).wait_for()
    held = phone.locator(CARD).get_attribute("data-id")
    change_activity(
        activity, ActivityPlan(kind=ActivityKind.REACTIONS, title="Enig i dette?", minutes=10), None
    )  # the region is drawn anew around the card
    phone.context.set_offline(False)
    wait_until(lambda: sorted(reactions_by_phones(activity)) == [Opinion.AGREE, Opinion.AGREE, Opinion.PASS])
    phone.get_by_role("heading", name="Enig i dette?").wait_for()
    assert phone.locator(CARD).get_attribute("data-id") == held

    hidden = db.session.get_one(Contribution, int(held or 0))
    hide_contribution(hidden, HiddenReason.UNCLEAR, None)
    phone.wait_for_function("id => !document.querySelector(`.card[data-id='${id}']`)", arg=held)
    assert phone.locator(CARD).count() == 1
    for _rest in range(published_count(demo) - len(reactions_by_phones(activity)) - 1):
        react(phone, "Enig")
        phone.wait_for_function("() => document.querySelector('[data-wait]').hidden")
    wait_until(lambda: len(reactions_by_phones(activity)) == published_count(demo) - 1)
    answer_the_last_while_more_is_on_its_way(phone)
    phone.get_by_text("Det var alt. Takk!").wait_for()
    wait_until(lambda: len(reactions_by_phones(activity)) == published_count(demo))

    close_activity(activity, None)
    phone.get_by_role("heading", name="Reaksjonene er stengt. Takk!").wait_for()
    assert phone.locator("[data-deck]").count() == 0


def answer_the_last_while_more_is_on_its_way(phone: Page) -> None:
    """What is fetched was drawn before the answer, and comes after it. No other answer may be on its way."""
    drawn: list[tuple[Route, APIResponse]] = []
    answers: list[Route] = []
    phone.route("**/reactions/new", lambda route: drawn.append((route, route.fetch())))
    phone.route(re.compile(r"/reactions/\d+$"), lambda route: answers.append(route))
    react(phone, "Enig")
    while not (drawn and answers):
        phone.wait_for_timeout(20)
    with phone.expect_response(re.compile(r"/reactions/\d+$")):
        answers[0].continue_()
    phone.unroute("**/reactions/new")
    for route, piece in drawn:
        route.fulfill(response=piece)


def published_count(demo: Conference) -> int:
    db.session.rollback()
    return len(published_contributions_of(demo.activities[3], limit=500))


def test_dots_are_placed_taken_back_and_sent_once(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    activity = opened(demo, ActivityKind.PRIORITIES)
    phone = browsers.open(PHONE)
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.get_by_text("Sett prikker", exact=True).click()
    rows = phone.locator("li[data-id]")
    rows.first.wait_for()
    assert rows.count() == 20
    plus = rows.nth(0).get_by_role("button", name="Sett prikk")
    for _dot in range(3):
        plus.click()
    assert plus.get_attribute("aria-disabled") == "true"
    plus.click(force=True)
    phone.get_by_text("0 av 3 prikker igjen").wait_for()
    rows.nth(0).get_by_role("button", name="Ta bort en prikk").click()
    chosen = rows.nth(0).get_attribute("data-id")
    phone.get_by_role("button", name="Næringsliv", exact=True).click()
    phone.get_by_role("heading", name="Dine prikker").wait_for()
    assert rows.nth(0).get_attribute("data-id") == chosen
    rows.nth(1).get_by_role("button", name="Sett prikk").click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send prikkene").click()
    phone.get_by_text("Svaret er lagret på telefonen").or_(phone.get_by_text("får ikke kontakt")).wait_for()
    phone.context.set_offline(False)
    phone.locator("#own").get_by_role("heading", name="Dine prikker").wait_for()
    db.session.rollback()
    assert sorted(db.session.scalars(db.select(Priority.dots).where(Priority.activity_id == activity.id))) == [1, 2]

    hide_contribution(db.session.get_one(Contribution, int(chosen or 0)), HiddenReason.UNCLEAR, None)
    phone.reload()
    phone.get_by_text("2 prikker er dine igjen.").wait_for()
    close_activity(activity, None)
    phone.get_by_role("heading", name="Prioriteringen er stengt. Takk!").wait_for()


@pytest.mark.parametrize("kind", [ActivityKind.REACTIONS, ActivityKind.PRIORITIES])
def test_every_state_on_phone_screen_and_desk(
    server: Server, browsers: Browsers, app: Flask, demo: Conference, kind: ActivityKind
) -> None:
    desk = browsers.open({"width": 1280, "height": 900})
    sign_in(desk, server)
    activity = next(item for item in demo.activities if item.kind is kind)
    desk.goto(f"{server.url}/conferences/{demo.id}/programme/{activity.id}")
    check(desk, "editor")
    open_activity(activity, None)
    everybody_answers(demo, activity)
    phone = browsers.open(NARROW)
    join(phone, server, demo.code)
    screen = browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    desk.goto(f"{server.url}/conferences/{demo.id}")
    for page in (phone, screen, desk):
        wait_for_state(page, "on")
        check(page, "open")
    phone.locator("a[data-fetch]").click()
    phone.locator(".card[data-id]:visible, li[data-id]").first.wait_for()
    check(phone, "deck")
    for act, state in ((close_activity, "closed"), (count_answers, "closed"), (show_activity, "shown")):
        act(activity, None)
        phone.wait_for_selector(f"#activity[data-state={state}]")
        screen.wait_for_timeout(500)
        for page in (phone, screen, desk):
            check(page, state)
        assert screen.evaluate("document.querySelector('.foot').getBoundingClientRect().bottom <= innerHeight")
    desk.goto(f"{server.url}/conferences/{demo.id}/results/{activity.id}")
    check(desk, "results")
    desk.set_viewport_size(NARROW)
    check(desk, "results, narrow")


def counted_as(who: Participant, activity: Activity) -> dict[str, int]:
    return {"activity_id": activity.id, "participant_id": who.id, "target_group_id": who.target_group_id}


def everybody_answers(demo: Conference, activity: Activity) -> None:
    dice = random.Random(5)
    people = list(db.session.scalars(db.select(Participant).where(Participant.conference_id == demo.id)))
    items = [contribution.id for contribution in published_contributions_of(demo.activities[3], limit=500)]
    with transaction(demo.id):
        for who in people:
            if activity.kind is ActivityKind.PRIORITIES:
                for item in dice.sample(items[:12], 3):
                    db.session.add(Priority(contribution_id=item, dots=1, **counted_as(who, activity)))
                continue
            for place, item in enumerate(items):
                agrees = dice.random() < 0.9 if place % 3 else who.target_group_id % 2
                opinion = Opinion.AGREE if agrees else Opinion.DISAGREE
                db.session.add(Reaction(contribution_id=item, opinion=opinion, **counted_as(who, activity)))
