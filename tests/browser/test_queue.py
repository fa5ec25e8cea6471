"""A text sent is a text kept: whatever the network, a proxy or the server does in between."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from playwright.sync_api import APIResponse, Page, Route

from app.domain.activities import close_activity
from app.domain.contributions import publish_contribution
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
SENT_FROM_ELSEWHERE = """() => Object.keys(localStorage)
    .filter(key => key.includes(":draft:")).forEach(key => localStorage.removeItem(key))"""
BACK_FROM_MEMORY = """words => {
    document.querySelector("textarea").value = words;
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""


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
    phone.get_by_role("button", name="Send", exact=True).press("Enter")  # twice is once
    phone.locator("#mine").get_by_text(text).wait_for()


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


def test_on_a_slow_line_no_press_is_in_vain_and_nothing_shown_is_older_than_what_was_told(
    server: Server, browsers: Browsers, app: Flask, demo: Conference
) -> None:
    phone = browsers.open(timezone_id="Asia/Tokyo")
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    second = phone.context.new_page()
    second.goto(phone.url)
    answers: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            answers.append((route, route.fetch()))
        else:
            route.continue_()

    phone.context.route(POSTS, hold)

    def wait_for_answer() -> None:
        for _ in range(500):
            if answers:
                return
            phone.wait_for_timeout(20)
        raise AssertionError("nothing was sent")

    def let_through() -> None:
        route, answer = answers.pop()
        route.fulfill(response=answer)

    field, queue = phone.get_by_role("textbox"), phone.locator("#queue")
    for text in ("Ring oss!", "Skriv til ola@kommune.no"):  # the second pressed before the first has its answer
        field.fill(text)
        phone.get_by_role("button", name="Send", exact=True).press("Enter")
    assert queue.locator("li").count() == 2
    field.fill("Et utkast")
    wait_for_answer()
    mark = phone.locator("#decisions").get_attribute("data-mark")
    assert stored() == ["Ring oss!"]
    publish_contribution(db.session.scalars(db.select(Contribution).order_by(Contribution.id.desc())).first(), None)
    phone.wait_for_function("mark => document.querySelector('#decisions').dataset.mark !== mark", arg=mark)
    let_through()  # drawn before it was approved
    phone.locator("#sent li", has_text="Ring oss!").get_by_text("Vist for alle").wait_for()
    second.locator("#sent").get_by_text("Ring oss!").wait_for()
    second.get_by_role("status").get_by_text("Sendt. Takk").wait_for()

    wait_for_answer()
    let_through()
    queue.get_by_role("button", name="Slett").press("Enter")
    queue.get_by_text("Slettet fra telefonen").wait_for()
    assert queue.get_by_text("ola@kommune.no").count() == 0
    phone.keyboard.press("Enter")  # the focus is on undo
    queue.get_by_text("Skriv til ola@kommune.no").wait_for()
    queue.get_by_role("button", name="Rediger").evaluate("button => button.dataset.seen = ''")
    field.fill("Et utkast til")
    phone.get_by_role("button", name="Send", exact=True).press("Enter")
    queue.get_by_text("Et utkast til").wait_for()
    assert queue.locator("[data-seen]").count() == 1  # a finger on it would have pressed it
    wait_for_answer()
    let_through()
    queue.get_by_role("button", name="Slett").press("Enter")
    phone.context.unroute(POSTS)

    second.get_by_role("textbox").fill("Skrevet her,")
    second.evaluate(BACK_FROM_MEMORY, "sendt fra en annen side")
    assert second.get_by_role("textbox").input_value() == "Skrevet her,"
    second.evaluate(SENT_FROM_ELSEWHERE)
    second.evaluate(BACK_FROM_MEMORY, "sendt fra en annen side")
    assert second.get_by_role("textbox").input_value() == ""

    second.get_by_role("textbox").fill("Et eldre utkast")
    scripts: list[Route] = []
    second.route("**/bundles/phone.js*", lambda route: scripts.append(route))
    second.reload(wait_until="commit")
    second.get_by_role("textbox").fill("Skrevet før skriptet kom")
    scripts.pop().continue_()
    second.unroute("**/bundles/phone.js*")
    listed = second.locator("#queue li", has_text="Et eldre utkast").locator("time").inner_text()
    now = datetime.now(ZoneInfo("Europe/Oslo"))  # not the phone's zone
    assert listed in {f"{now - timedelta(minutes=minutes):%H.%M}" for minutes in (0, 1)}
    second.reload()
    assert second.get_by_role("textbox").input_value() == "Skrevet før skriptet kom"
    assert second.locator("#queue li").count() == 1  # what was deleted is gone
    second.get_by_role("textbox").fill("Et  utkast til")
    second.goto(phone.url + "?sent=1")  # it went the plain way, while the script came and took it for a draft
    second.get_by_role("status").get_by_text("Sendt. Takk").wait_for()
    assert second.get_by_role("textbox").input_value() == ""
    assert second.url == phone.url

    second.route("**/older*", lambda route: route.abort("internetdisconnected"))
    second.get_by_role("link", name="Vis eldre").click()
    second.get_by_role("alert").get_by_text("Prøv igjen").wait_for()
    second.unroute("**/older*")
    second.get_by_role("link", name="Vis eldre").click()
    second.locator("#older li").first.wait_for()
    assert second.get_by_text("Prøv igjen").count() == 0


def close_long_ago(conference: Conference) -> None:
    """So that the grace for what was begun before is over, too."""
    db.session.rollback()
    activity = activity_on_stage(conference)
    assert isinstance(activity, Activity)
    close_activity(activity, None)
    assert activity.closed_at is not None
    activity.closed_at -= 2 * GRACE - timedelta(seconds=1)
    db.session.commit()
