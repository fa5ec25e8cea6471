"""Table by table: who is there, who has handed in, and what is not told of those who write on their own phones."""

import uuid

import pytest

from app.domain.activities import ActivityPlan, change_activity, close_activity
from app.domain.contributions import submit_contribution
from app.domain.participants import join_conference
from app.domain.step_back import take_step_back
from app.domain.table_contributions import TableText, submit_for_table
from app.domain.tables import merge_tables, set_table_count
from app.models import ContributionKind, Grouping, Language, Participant, TargetGroup
from app.queries.participants import counts_per_group
from app.queries.step_back import step_back_of
from app.queries.table_coverage import TableCoverage, table_coverage_of
from app.queries.tables import tables_of
from tests.conftest import Story


def arrive(story: Story, group: TargetGroup, table: int, people: int, writing: int) -> list[Participant]:
    """So many sit down at the table, and so many of them write."""
    came = []
    for number in range(people):
        person, _token = join_conference(story.conference, group, Language.BOKMAL, table=table)
        if number < writing:
            submit_contribution(person, story.dialogue, ContributionKind.INPUT, f"Tanke {number}", uuid.uuid4())
        came.append(person)
    return came


def group_the(story: Story, grouping: Grouping) -> None:
    plan = ActivityPlan(
        kind=story.dialogue.kind, title="Økt 1", question="Hva forventer du?", minutes=30, grouping=grouping
    )
    change_activity(story.dialogue, plan, story.bjorn)


def lines(story: Story) -> list[TableCoverage]:
    return table_coverage_of(story.conference, story.dialogue)


@pytest.fixture(autouse=True)
def three_tables(story: Story) -> None:
    set_table_count(story.conference, 3, story.bjorn)


def test_the_example_of_fourteen_and_three_from_two(story: Story) -> None:
    arrive(story, story.businesses, 1, people=14, writing=1)
    person, _token = join_conference(story.conference, story.businesses, Language.BOKMAL)
    for text in ("Én kontaktperson.", "Raskere svar."):
        submit_contribution(person, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())

    _residents, businesses = counts_per_group(story.conference.id, story.dialogue)
    assert (businesses.joined, businesses.texts, businesses.contributed) == (15, 3, 2)
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    assert "15 til stede, 3 innspill fra 2" in page
    assert "data-quiet-since=" in page


def test_who_has_handed_in_and_who_is_awaited(story: Story) -> None:
    first, second, third = tables_of(story.conference)
    said = TableText(ContributionKind.ADVICE, story.businesses, "Svar fort.", "Noen er uenige.", uuid.uuid4())
    submit_for_table(second, story.dialogue, said)
    arrive(story, story.residents, 1, people=2, writing=0)

    assert [(line.table.number, line.joined, line.delivered) for line in lines(story)] == [
        (1, 2, 0),
        (2, 0, 2),
        (3, 0, 0),
    ]
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    assert "1 av 3 har levert. Venter på bord:" in page
    assert '<ul class="nums"><li>1</li><li>3</li></ul>' in page

    merge_tables(third, first, story.bjorn)
    merge_tables(second, first, story.bjorn)
    assert [(line.table.number, line.joined, line.delivered) for line in lines(story)] == [(1, 2, 2)]


def test_what_phones_wrote_moves_no_figure_of_a_table(story: Story) -> None:
    """Neither while it is open, nor after a closing that is taken back, nor when somebody sits down elsewhere."""
    group_the(story, Grouping.HOMOGENEOUS)
    arrive(story, story.residents, 1, people=6, writing=4)
    arrive(story, story.businesses, 2, people=6, writing=2)
    silent = arrive(story, story.residents, 1, people=1, writing=0)[0]
    seen = []
    for write in (False, True):
        if write:
            take_step_back(story.conference, step_back_of(story.conference), story.bjorn)
            submit_contribution(silent, story.dialogue, ContributionKind.INPUT, "Én til.", uuid.uuid4())
        close_activity(story.dialogue, story.bjorn)
        page = story.as_bjorn.get(f"/conferences/{story.conference.id}/tables").text
        seen.append((lines(story), page[page.index('id="tables"') : page.index("</table>")]))

    assert seen[0] == seen[1]


def test_a_conference_without_tables_has_none(story: Story) -> None:
    set_table_count(story.conference, 0, story.bjorn)

    assert lines(story) == []
    assert "Bordene" not in story.as_bjorn.get(f"/conferences/{story.conference.id}").text
