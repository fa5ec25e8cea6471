"""A table places its dots together: as one voice, not on its own, and nobody comes by it."""

import uuid

import pytest

from app.domain.conferences import set_policy
from app.domain.errors import Refused
from app.domain.priorities import prioritise
from app.domain.table_contributions import TableText, submit_for_table
from app.domain.table_priorities import prioritise_for_table
from app.domain.tables import merge_tables, set_table_count
from app.models import Activity, ActivityKind, Contribution, ContributionKind, ModerationPolicy, Table
from app.queries.answers import answered_count_of, tables_that_prioritised
from app.queries.participants import joined_count_of
from app.queries.priorities import contributions_to_prioritise, own_priorities_of, placed_by, voice_of
from app.queries.priority_results import priorities_result_of
from app.queries.tables import device_of, table_of
from tests.conftest import Story
from tests.rounds import close, person, round_of, said


@pytest.fixture
def table(story: Story) -> Table:
    set_table_count(story.conference, 2, story.bjorn)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    table = table_of(story.conference, 1)
    assert table is not None
    return table


def written_by(table: Table, story: Story) -> Contribution:
    text = TableText(ContributionKind.ADVICE, story.residents, "Svar innen en uke.", "", uuid.uuid4())
    return submit_for_table(table, story.dialogue, text)


def dots_of(activity: Activity, table: Table) -> dict[int, int]:
    own = own_priorities_of(activity, device_of(table))
    return own.dots if own else {}


def test_a_table_counts_as_one_and_has_not_come(story: Story, table: Table) -> None:
    one, other = said(story, "Én"), said(story, "To")
    activity = round_of(story, ActivityKind.PRIORITIES)
    joined = joined_count_of(story.conference.id)
    prioritise_for_table(table, activity, story.residents, {one.id: 3})
    prioritise_for_table(table, activity, story.businesses, {one.id: 1, other.id: 2})  # another mind, another voice
    for _person in range(5):
        prioritise(person(story), activity, {one.id: 1})

    assert dots_of(activity, table) == {one.id: 1, other.id: 2}
    assert (answered_count_of(activity), tables_that_prioritised(activity)) == (5, 1)
    assert joined_count_of(story.conference.id) == joined + 5
    result = priorities_result_of(close(story, activity))
    assert (result.people, result.tables, result.answered) == (6, 1, {story.businesses.id: 6, story.residents.id: 0})
    assert [(row.total.dots, row.total.people) for row in result.rows] == [(6, 6), (2, 1)]
    assert result.told == "6 har satt prikker. 1 av dem er et bord. Et bord teller som én."


def test_what_the_table_wrote_is_its_own(story: Story, table: Table) -> None:
    own, other = written_by(table, story), said(story, "En annens")
    activity = round_of(story, ActivityKind.PRIORITIES)

    assert list(contributions_to_prioritise(activity, device_of(table))) == [other]
    with pytest.raises(Refused, match="skrevet selv"):
        prioritise_for_table(table, activity, story.residents, {own.id: 1})
    neighbour = table_of(story.conference, 2)
    assert neighbour is not None
    prioritise_for_table(neighbour, activity, story.residents, {own.id: 1})
    assert dots_of(activity, neighbour) == {own.id: 1}


@pytest.mark.parametrize(("count", "sentence"), [(4, "3 prikker i alt"), (3, "slått sammen")])
def test_refused_in_words_and_nothing_is_stored(story: Story, table: Table, count: int, sentence: str) -> None:
    one = said(story, "Én")
    activity = round_of(story, ActivityKind.PRIORITIES)
    other = table_of(story.conference, 2)
    assert other is not None
    if count == 3:
        merge_tables(table, other, story.bjorn)
    with pytest.raises(Refused, match=sentence):
        prioritise_for_table(table, activity, story.residents, {one.id: count})
    with pytest.raises(Refused, match="målgruppene"):
        prioritise_for_table(other, activity, story.elsewhere.target_groups[0], {one.id: 1})
    assert tables_that_prioritised(activity) == 0


def test_another_voice_in_another_round_moves_no_dots_of_the_first(story: Story, table: Table) -> None:
    one = said(story, "Én")
    first = round_of(story, ActivityKind.PRIORITIES)
    prioritise_for_table(table, first, story.residents, {one.id: 3})
    second = round_of(story, ActivityKind.PRIORITIES)
    prioritise_for_table(table, second, story.businesses, {one.id: 1})

    assert (voice_of(table, first), voice_of(table, second)) == (story.residents, story.businesses)
    voices = [placed_by(device_of(table), each)[one.id].target_group_id for each in (first, second)]
    assert voices == [story.residents.id, story.businesses.id]
    prioritise_for_table(table, second, story.residents, {one.id: 1})  # the same dots, another voice
    assert placed_by(device_of(table), second)[one.id].target_group_id == story.residents.id
