"""What people can type at most, where it is shown: nothing that must be read is cut off."""

import uuid
from datetime import timedelta

import pytest

from app.domain.conferences import TargetGroupPlan, set_target_groups
from app.domain.contributions import publish_contribution, show_on_screen, submit_contribution
from app.domain.participants import join_conference
from app.domain.transaction import transaction
from app.models import Conference, Contribution, ContributionKind, Language, utc_now
from tests.browser.conftest import LAPTOP, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.servers import Server

LONGEST_NAME = "Eldre innbyggere med nedsatt funksjonsevne og deres familier"
TABLET = {"width": 1024, "height": 768}


def say(conference: Conference, text: str) -> Contribution:
    dialogue = next(activity for activity in conference.activities if activity.is_open)
    somebody, _token = join_conference(conference, conference.target_groups[0], Language.BOKMAL)
    return submit_contribution(somebody, dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def rename_all(conference: Conference) -> None:
    """Eight groups with names as long as they can be."""
    plans = [TargetGroupPlan(mark=mark, name=f"{mark}{LONGEST_NAME[1:]}") for mark in range(1, 9)]
    set_target_groups(conference, plans, None)


@pytest.mark.parametrize("text", ["W" * 300, "W" * 130, "SKRIK " * 58, "w" * 600])
def test_what_is_shown_big_is_read_to_its_end(server: Server, browsers: Browsers, demo: Conference, text: str) -> None:
    rename_all(demo)
    screen = browsers.open(PROJECTOR)
    screen.goto(server.said(r"screen (http\S+)").replace("0.0.0.0", "localhost"))
    wait_for_state(screen, "on")
    show_on_screen(say(demo, text), None)
    screen.wait_for_selector(".one blockquote")
    screen.wait_for_timeout(300)

    heights = screen.evaluate(
        """() => { const said = document.querySelector(".one blockquote");
            return [said.scrollHeight - said.clientHeight, said.scrollWidth - said.clientWidth]; }"""
    )
    assert max(heights) <= 1
    name = screen.locator(".one .who span").bounding_box()
    assert name is not None
    assert name["x"] + name["width"] <= 1920 - 72


def test_long_names_of_groups_take_two_lines_in_the_filter(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    rename_all(demo)
    phone = browsers.open({"width": 320, "height": 640})
    join(phone, server, demo.code, f"2{LONGEST_NAME[1:]}")

    heights = phone.evaluate(
        "[...document.querySelectorAll('nav > .row .chip')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) == 9
    assert max(heights) <= 48


def test_at_the_desk_of_a_tablet_all_are_counted_and_a_day_ago_has_a_date(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    old = say(demo, "Fra i går.")
    with transaction(demo.id):
        old.submitted_at = utc_now() - timedelta(hours=49)
    desk = browsers.open(TABLET)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")

    assert desk.locator("#arrived").inner_text() == "65 inne"
    age = desk.locator(f"#contribution-{old.id} .age time").inner_text()
    day, clock = age.split("\n")
    assert day.split(".")[0].isdigit()
    assert len(clock) == 5


def test_published_texts_of_long_named_groups_do_not_lie_under_their_buttons_nor_is_a_slip_cut_off(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    rename_all(demo)
    with transaction(demo.id):
        demo.title = (
            "Avstemning blant alle ansatte om hva som skal kjennetegne kommunen vår når innbyggerne trenger oss"
        )
    publish_contribution(say(demo, "Et råd."), None)
    desk = browsers.open(TABLET)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    wait_for_state(desk, "on")

    overlaps = desk.evaluate("""[...document.querySelectorAll("#list > .item:not([data-sel])")].filter(item => {
        const name = item.querySelector(".who").getBoundingClientRect();
        const acts = item.querySelector(".acts").getBoundingClientRect();
        return name.right > acts.left && name.bottom > acts.top && name.top < acts.bottom;
    }).length""")
    assert overlaps == 0
    desk.goto(f"{server.url}/conferences/{demo.id}/code-slips")
    desk.get_by_role("button", name="Lag arket").click()
    desk.locator(".slip .code").first.evaluate("code => { code.textContent = 'WWWWW WWWWW' }")  # the widest letters
    cut = desk.locator(".slip").evaluate_all("""slips => slips.filter(slip =>
        [slip, ...slip.querySelectorAll("div, .code")].some(part =>
            part.scrollHeight > part.clientHeight || part.scrollWidth > part.clientWidth)).length""")
    assert (desk.locator(".slip").count(), cut) == (20, 0)
    desk.goto(f"{server.url}/conferences/{demo.id}/code-slips")
    desk.get_by_role("button", name="La bare lapper slippe inn").click()
    desk.set_viewport_size(LAPTOP)
    desk.goto(f"{server.url}/conferences/{demo.id}")
    assert desk.locator(".panel-join .links").evaluate("links => links.scrollWidth - links.clientWidth") == 0


def test_a_long_word_in_a_groups_name_does_not_lie_over_its_number(
    server: Server, browsers: Browsers, demo: Conference
) -> None:
    plans = [TargetGroupPlan(mark=mark, name=f"{mark}Innvandrerorganisasjoner") for mark in range(1, 9)]
    set_target_groups(demo, plans, None)
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(f"{server.url}/conferences/{demo.id}")

    room = desk.locator("#coverage .row").evaluate_all("""rows => rows.map(row => {
        const [name, number] = [".who span", ".n"].map(part => row.querySelector(part).getBoundingClientRect());
        return number.left - name.right;
    })""")
    assert len(room) == 8
    assert min(room) >= 0
