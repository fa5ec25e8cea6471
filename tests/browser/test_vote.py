"""A vote whole: phones that choose, lose the network, change their minds; the facilitator's reveal; the screen."""

import re

import pytest
from flask import Flask
from playwright.sync_api import APIResponse, Page, Route
from sqlalchemy import func, select

from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity, show_activity
from app.domain.ballots import cast_ballot
from app.domain.participants import join_conference
from app.domain.votes import OptionPlan, change_options
from app.extensions import db
from app.models import Activity, ActivityKind, Ballot, Conference, Language
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server, wait_until

SMALL = {"width": 320, "height": 640}
NAME_OVER_FIGURE = """() => [...document.querySelectorAll(".groups .bars li")].some(row => {
    const [name, figure] = [".name span", ".num"].map(part => row.querySelector(part).getBoundingClientRect());
    return name.right > figure.left;
})"""

NEXT_ROWS = "document.querySelector('form:has(#reveal-next) [name=rows]')?.value ?? null"


@pytest.fixture
def vote(app: Flask, demo: Conference) -> Activity:
    """The demo's own, opened."""
    activity = next(item for item in demo.activities if item.kind is ActivityKind.VOTE)
    open_activity(activity, None)
    return activity


def choose(phone: Page, *names: str) -> None:
    for name in names:
        phone.get_by_role("checkbox", name=re.compile(f"^{name}")).check()


def send(phone: Page) -> None:
    phone.get_by_role("button", name="Send stemmen").click()


def thanked(phone: Page) -> None:
    phone.get_by_role("heading", name="Takk, vi har fått stemmen din").wait_for()


def options_on(phone: Page) -> list[str]:
    return phone.locator("[data-options] b").all_inner_texts()


def ballots(vote: Activity) -> list[int]:
    db.session.rollback()
    return sorted(db.session.scalars(select(Ballot.choices).where(Ballot.activity_id == vote.id)))


def test_a_vote_from_the_paper_to_the_guiding_rules(
    server: Server, browsers: Browsers, vote: Activity, demo: Conference
) -> None:
    phone, small = browsers.open(), browsers.open(SMALL, color_scheme="dark")
    join(phone, server, demo.code)
    join(small, server, demo.code, "Ansatte")
    wait_for_state(phone, "on")
    first = options_on(phone)
    assert sorted(first) == sorted(option.title for option in vote.vote.options)  # type: ignore[union-attr]
    choose(phone, "Åpen", "Synlig", "Positiv", "Pålitelig")
    assert "4 av 3 valgt" in phone.locator("[data-chosen]").inner_text()
    send(phone)
    assert "Fjern 1" in phone.locator("[data-error]").inner_text()
    phone.get_by_role("checkbox", name=re.compile("^Positiv")).uncheck()
    phone.reload()
    assert options_on(phone) == first
    assert phone.locator("[name=choice]:checked").count() == 3
    assert axe_findings(small) == []
    assert not has_sideways_scroll(small)
    send(phone)
    thanked(phone)
    assert phone.evaluate("document.activeElement.id") == "own-heading"
    assert axe_findings(phone) == []

    phone.get_by_role("link", name="Endre stemmen").click()
    assert phone.locator("[name=choice]:checked").count() == 3
    phone.get_by_role("checkbox", name=re.compile("^Synlig")).uncheck()
    send(phone)
    thanked(phone)
    assert phone.locator("#own").inner_text().count("Synlig") == 0

    for number, group in enumerate(demo.target_groups * 8):
        participant, token = join_conference(demo, group, Language.BOKMAL)
        options = vote.vote.options  # type: ignore[union-attr]
        chosen = {number // 6 % 2, 2 if number % 5 else 0, 3 + number % 6}  # nowhere are all of a group of one mind
        cast_ballot(participant, vote, [options[at].id for at in chosen], token)
    desk, screen = browsers.open(LAPTOP), browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")
    assert "49" in screen.locator(".turn .big").inner_text()
    assert axe_findings(screen) == []
    choose(small, "Kunnskapsrik")
    desk.get_by_role("button", name=re.compile("Neste")).click()
    desk.get_by_role("button", name=re.compile("Neste.*Steng nå")).click()
    small.get_by_text("Du rekker å sende det du har valgt.").wait_for()
    phone.get_by_role("heading", name="Avstemningen er stengt").wait_for()
    for gone in (re.compile("^Endre stemmen"), "Du kan endre stemmen din", "Til nå har"):
        assert not phone.locator("#own").get_by_text(gone).is_visible()
    send(small)
    small.locator("#own").get_by_text("Kunnskapsrik").wait_for()
    assert desk.locator(".pre").count() == 0

    desk.get_by_role("button", name="Vis ett og ett").click()
    screen.locator(".res").wait_for()
    assert screen.locator(".res li[id]").count() == 0
    assert axe_findings(desk) == []
    for _step in range(12):
        step = desk.evaluate(NEXT_ROWS)
        if step is None:
            break
        seen = screen.locator(".res li[id]").count()
        assert "Disse" not in phone.locator("#activity").inner_text()
        desk.keyboard.press("n")
        wait_until(lambda seen=seen: screen.locator(".res li[id]").count() > seen)  # type: ignore[misc]
        desk.wait_for_function(f"step => ({NEXT_ROWS}) !== step", arg=step)
    phone.get_by_role("heading", name="Disse tre vant").wait_for()
    assert screen.locator(".res [data-win]").count() == 3
    assert screen.locator(".stage").evaluate("stage => stage.scrollHeight <= stage.clientHeight")
    for page in (phone, small, screen, desk):
        assert axe_findings(page) == []
    assert not has_sideways_scroll(small)
    assert small.locator(".groups .num").count() > 0
    assert not small.evaluate(NAME_OVER_FIGURE)
    desk.set_viewport_size(PHONE)  # one below the other there, and nothing over anything
    parts = "[...document.querySelectorAll('#answers, #queue .item, .side')].map(part => part.getBoundingClientRect())"
    over = desk.evaluate(
        f"{parts}.some((part, at, all) => all.some((other, to) => to > at && part.bottom > other.top + 1))"
    )
    assert not over
    desk.set_viewport_size(LAPTOP)
    desk.get_by_role("button", name="Gjør vinnerne til leveregler").click()
    phone.get_by_role("heading", name="Våre tre leveregler").wait_for()
    screen.get_by_role("heading", name="Våre tre leveregler").wait_for()
    desk.goto(f"{server.url}/conferences/{demo.id}/results/{vote.id}")
    assert "50 av 114 stemte." in desk.locator("main").inner_text()
    assert axe_findings(desk) == []


def test_a_ballot_is_kept_until_the_server_has_it(
    server: Server, browsers: Browsers, vote: Activity, demo: Conference
) -> None:
    """Without a network, against a server that fails, pressed twice, and from two tabs."""
    phone = browsers.open()
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.context.set_offline(True)
    choose(phone, "Åpen")
    send(phone)
    phone.get_by_text("Svaret er lagret på telefonen.").wait_for()
    assert ballots(vote) == []
    phone.context.set_offline(False)
    thanked(phone)
    assert ballots(vote) == [1 << 4]

    def fail(route: Route) -> None:
        route.fulfill(status=500, body="<h1>Bad gateway</h1>")

    phone.route("**/ballot", fail)
    phone.get_by_role("link", name="Endre stemmen").click()
    choose(phone, "Positiv")
    send(phone)
    phone.get_by_text("Svaret er lagret på telefonen.").wait_for()
    assert ballots(vote) == [1 << 4]
    phone.unroute("**/ballot", fail)
    wait_until(lambda: ballots(vote) == [1 << 4 | 1 << 9], 15)

    other = phone.context.new_page()
    other.goto(f"{server.url}/j/{demo.code}")
    wait_for_state(other, "on")
    other.get_by_role("link", name="Endre stemmen").click()
    choose(other, "Synlig")
    other.get_by_role("button", name="Send stemmen").dblclick()
    wait_until(lambda: ballots(vote) == [1 << 4 | 1 << 7 | 1 << 9])
    phone.locator("#own").get_by_text("Synlig").wait_for()
    assert db.session.scalar(select(func.count()).where(Ballot.activity_id == vote.id)) == 1

    def answer_late(route: Route) -> None:
        late.append((route, route.fetch()))

    late: list[tuple[Route, APIResponse]] = []
    phone.route("**/own", answer_late)
    other.get_by_role("link", name="Endre stemmen").click()
    other.get_by_role("checkbox", name=re.compile("^Synlig")).uncheck()
    send(other)
    while not late:
        phone.wait_for_timeout(20)
    phone.get_by_role("link", name="Endre stemmen").click()
    phone.get_by_role("checkbox", name=re.compile("^Positiv")).uncheck()
    send(phone)
    phone.locator("#own").get_by_text("Positiv").wait_for(state="detached")
    route, older = late.pop()
    with phone.expect_response("**/own"):
        route.fulfill(response=older)
    assert phone.locator("#own").get_by_text("Positiv").count() == 0


def test_twenty_long_names_and_a_tie_of_many_do_not_lie_under_the_last_line(
    server: Server, browsers: Browsers, vote: Activity, demo: Conference
) -> None:
    screen = browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")

    def is_clear(rows: str) -> bool:
        lowest = (
            "rows => Math.max(...[...document.querySelectorAll(rows)].map(row => row.getBoundingClientRect().bottom))"
        )
        foot = screen.evaluate("document.querySelector('.foot').getBoundingClientRect().top")
        return bool(screen.evaluate(lowest, rows) <= foot + 1)

    close_activity(vote, None)
    plan = ActivityPlan(kind=ActivityKind.VOTE, title="Tjue", question="Hva skal vi ta med oss videre? " * 3, minutes=9)
    many = add_activity(demo, plan, None)
    names = [f"Et langt alternativ, nummer {number}, som tar mye plass her" for number in range(20)]
    change_options(many, 5, [OptionPlan(name) for name in names], None)
    open_activity(many, None)
    screen.locator(".opts li").nth(19).wait_for()
    assert is_clear(".opts li span")
    assert many.vote is not None
    for number in range(24):  # eight stand level about five places
        participant, token = join_conference(demo, demo.target_groups[number % 6], Language.BOKMAL)
        chosen = (number % 8, (number + 1) % 8, 8 + number % 12)
        cast_ballot(participant, many, [many.vote.options[place].id for place in chosen], token)
    close_activity(many, None)
    show_activity(many, None)
    screen.locator(".res [data-tie]").nth(7).wait_for()
    assert is_clear(".res li > *")

    few = add_activity(demo, plan, None)
    change_options(few, 1, [OptionPlan("Ja"), OptionPlan("Nei")], None)
    open_activity(few, None)
    for number in range(6):
        participant, token = join_conference(demo, demo.target_groups[number], Language.BOKMAL)
        cast_ballot(participant, few, [few.vote.options[number // 4].id], token)  # type: ignore[union-attr]
    close_activity(few, None)
    show_activity(few, None)
    screen.get_by_text("2 stemmer skilte.").wait_for()
    tops = screen.evaluate("[...document.querySelectorAll('.res li')].map(row => row.getBoundingClientRect().top)")
    assert tops[-1] - tops[0] < 400, "two rows at the two ends of the hall's screen"
