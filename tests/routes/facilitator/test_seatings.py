"""The page of the plan, and what is printed of it."""

import re

import pytest

from app.domain.activities import ActivityPlan, change_activity
from app.domain.tables import set_table_count
from app.models import ActivityKind, Grouping
from tests.conftest import Story


@pytest.fixture(autouse=True)
def five_tables(story: Story) -> None:
    plan = ActivityPlan(
        kind=ActivityKind.DIALOGUE, title="Økt 1", question="Hva venter du?", minutes=20, grouping=Grouping.MIXED
    )
    change_activity(story.dialogue, plan, story.bjorn)
    set_table_count(story.conference, 5, story.bjorn)


def get(story: Story, path: str) -> str:
    return story.as_bjorn.get(f"/conferences/{story.conference.id}/{path}").text


def post(story: Story, path: str, **data: str) -> str:
    address = f"/conferences/{story.conference.id}/{path}"
    return story.as_bjorn.post(address, data=data, follow_redirects=True).text


def undo_in(page: str) -> str:
    match = re.search(r'class="undo" method="post" action="/conferences/\d+/([^"]+)"', page)
    assert match is not None
    return match[1]


def test_one_press_makes_the_plan_one_gives_a_latecomer_a_seat_and_both_are_undone(story: Story) -> None:
    page = post(story, "seating", hosts_stay="y")
    assert "30 plasser har bord i hver økt." in page
    assert "Ingen møter noen de har sittet ved bord med før." in page

    late = post(story, "seating/seats", group="2")
    assert re.search(r"Plass 31, Næringsliv: bord \d", " ".join(late.split()))
    assert "Plass 31 er tatt bort." in post(story, undo_in(late))
    assert "Planen er tatt bort." in post(story, undo_in(page))
    assert "Lag bordplan" in get(story, "tables")


def test_two_tables_become_one_in_two_presses_and_the_best_is_chosen(story: Story) -> None:
    set_table_count(story.conference, 8, story.bjorn)
    post(story, "seating")
    page = get(story, "tables")

    first = page.split('id="into-1"')[1].split("</select>")[0]
    sizes = re.findall(r"(\d+) plasser i alt", first)
    assert len(sizes) == 7
    assert sizes == sorted(sizes)
    assert "Bord 1 sitter nå ved bord" in post(story, "tables/1/merge", into=re.findall(r'value="(\d+)"', first)[0])


def test_why_there_is_no_plan_is_said_on_the_page(story: Story) -> None:
    set_table_count(story.conference, 1, story.bjorn)

    assert "30 plasser trenger minst 4 bord." in post(story, "seating")


def test_group_lists_have_every_seat_and_no_name(story: Story) -> None:
    post(story, "seating", hosts_stay="y")
    page = get(story, "seating/group-lists")

    assert [int(number) for number in re.findall(r'<th scope="row">(\d+)', page)] == list(range(1, 31))
    assert page.count("<small>bordvert</small>") == 5
    strips = [re.findall(r"<small>(\d\d\.\d\d)</small>", row) for row in page.split("<tr>")[1:]]
    assert len(strips[0]) > 0  # a strip that is cut out says which session is which, as the head does
    assert all(strip == strips[0] for strip in strips)
    assert story.as_bjorn.get(f"/conferences/{story.elsewhere.id}/seating/group-lists").status_code == 404


def test_blank_forms_are_numbered_and_ask_the_question(story: Story) -> None:
    page = get(story, f"seating/paper-forms?activity={story.dialogue.id}&first=12&count=3")

    assert re.findall(r"Skjema (\d+)</p>", page) == ["12", "13", "14"]
    assert page.count("Hva venter du?") == 3
    assert "Det vi ikke ble enige om" in page


@pytest.mark.parametrize("query", ["count=0", "count=999", "activity=0", "first=x"])
def test_forms_that_cannot_be_are_said(story: Story, query: str) -> None:
    address = f"/conferences/{story.conference.id}/seating/paper-forms?activity={story.dialogue.id}&first=1&count=3"
    name = query.split("=")[0]
    answer = story.as_bjorn.get(re.sub(rf"{name}=\w+", query, address))

    assert answer.status_code == 422
    assert "Dette må rettes" in answer.text
