"""A text sent is a text kept: whatever the network, a proxy or the server does in between."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, Route

from app.domain.activities import close_activity
from app.extensions import db
from app.models import Activity, Conference, Contribution, Participant
from app.models.activity import GRACE
from app.queries.activities import activity_on_stage
from tests.browser.conftest import Browsers, join, wait_for_state
from tests.browser.servers import Server

POSTS = "**/contributions"
PROXY_PAGE = "<!doctype html><title>Logg på nettet</title><h1>Velkommen til gjestenettet</h1>"
OBSTACLES = ["500", "503", "429", "proxy page", "no network", "no answer", "answer lost"]
LONGEST_PAUSE_MS = 46_000  # between two tries, and longer than a try may take
KEPT = "Lagret på telefonen"


class Road:
    """What lies between the phone and the server, one obstacle for each try."""

    def __init__(self, obstacles: list[str]) -> None:
        self.left = list(obstacles)
        self.arrived: list[str] = []

    def pass_on(self, route: Route) -> None:
        match self.left.pop(0) if self.left else None:
            case "500" | "503" | "429" as status:
                route.fulfill(status=int(status), body="<h1>Noe gikk galt</h1>", content_type="text/html")
            case "proxy page":
                route.fulfill(status=200, body=PROXY_PAGE, content_type="text/html")
            case "no network":
                route.abort("internetdisconnected")
            case "no answer":
                pass
            case "answer lost":
                route.fetch()  # the server has it, the phone is not told
                route.abort("connectionreset")
            case _:
                self.arrived.append(route.request.post_data or "")
                route.continue_()


def write(phone: Page, text: str) -> None:
    phone.get_by_role("textbox").fill(text)
    phone.get_by_role("button", name="Send", exact=True).press("Enter")
    phone.locator("#mine").get_by_text(text).wait_for()
    phone.clock.fast_forward(1000)  # a second press so soon would be taken for a double one


def stored() -> list[str]:
    """What the phone's texts became on the server. Whoever came in last holds the phone."""
    db.session.rollback()
    newcomer = db.select(db.func.max(Participant.id)).scalar_subquery()
    found = db.session.scalars(
        db.select(Contribution).where(Contribution.participant_id == newcomer).order_by(Contribution.id)
    )
    return [contribution.text for contribution in found]


def test_whatever_stands_in_the_way_each_text_arrives_once_and_in_order(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone, road = browsers.open(), Road(OBSTACLES)
    phone.clock.install()
    phone.route(POSTS, road.pass_on)
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    for text in ("Først dette!", "Så dette!"):
        write(phone, text)
    pause_ms = 4000
    while road.left:
        assert phone.locator("#queue li").count() == 2
        phone.clock.fast_forward(pause_ms)
        phone.wait_for_timeout(150)
        pause_ms = min(2 * pause_ms, LONGEST_PAUSE_MS)
        if len(road.left) == 4:  # later the stream would be given up as well, since its heart beats by the real clock
            phone.get_by_role("status").get_by_text("får ikke kontakt").wait_for()
            assert phone.locator("#queue").get_by_text(KEPT).count() == 2
        assert phone.get_by_text("gjestenettet").count() == 0
    phone.clock.fast_forward(LONGEST_PAUSE_MS)
    phone.locator("#queue").wait_for(state="hidden")

    phone.get_by_role("status").get_by_text("Sendt. Takk").wait_for()
    assert phone.locator("#sent").get_by_text("Venter på godkjenning").count() == 2
    assert stored() == ["Først dette!", "Så dette!"]


def test_a_tab_that_was_closed_and_opened_again_still_has_it_and_sends_it(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    phone = browsers.open()
    join(phone, server, demo.code)
    phone.context.set_offline(True)
    phone.get_by_role("textbox").fill("Fra bussen!")
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.locator("#mine").get_by_text(KEPT).wait_for()
    phone.get_by_role("textbox").fill("Bare et utkast")
    address, context = phone.url, phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)

    again.locator("#sent").get_by_text("Fra bussen!").wait_for()
    assert again.get_by_role("textbox").input_value() == "Bare et utkast"
    assert stored() == ["Fra bussen!"]


def test_closed_in_between_is_said_and_the_text_is_kept_to_be_copied(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    phone = browsers.open()
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.context.set_offline(True)
    phone.get_by_role("textbox").fill("For sent!")
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.get_by_role("textbox").fill("Halvveis i en")
    close_long_ago(demo)
    phone.context.set_offline(False)

    phone.locator("#queue").get_by_text("Ikke sendt: spørsmålet ble stengt. Lagret på telefonen").wait_for()
    phone.get_by_role("heading", name="Spørsmålet ble stengt mens du skrev").wait_for()
    assert phone.get_by_label("Det du skrev").input_value() == "Halvveis i en"
    for place, text in (("#queue", "For sent!"), ("#kept", "Halvveis i en")):
        phone.locator(place).get_by_role("button", name="Kopier").press("Enter")
        phone.locator(place).get_by_role("button", name="Kopiert").wait_for()
        assert phone.evaluate("navigator.clipboard.readText()") == text
    assert stored() == []


def close_long_ago(conference: Conference) -> None:
    """So that the grace for what was begun before is over, too."""
    db.session.rollback()
    activity = activity_on_stage(conference)
    assert isinstance(activity, Activity)
    close_activity(activity, None)
    assert activity.closed_at is not None
    activity.closed_at -= 2 * GRACE - timedelta(seconds=1)
    db.session.commit()
