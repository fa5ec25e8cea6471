"""Tables are numbered, keep what they were called, become one and are parted again."""

import pytest

from app.domain.errors import Refused
from app.domain.tables import (
    TableWords,
    merge_tables,
    name_tables,
    separate_table,
    set_table_count,
    sit_at,
)
from app.live.revisions import revision_of
from app.queries.tables import all_tables_of, deliveries_of, standing_of, table_of, tables_of
from tests.conftest import Story


@pytest.fixture(autouse=True)
def four_tables(story: Story) -> None:
    set_table_count(story.conference, 4, story.bjorn)


def numbers(story: Story) -> list[int]:
    return [table.number for table in tables_of(story.conference)]


def test_fewer_tables_keep_names_and_codes_until_there_are_more(story: Story) -> None:
    name_tables(story.conference, {4: TableWords("Vinduet", "Kari på servicetorget")}, story.bjorn)
    codes = [table.code for table in tables_of(story.conference)]

    set_table_count(story.conference, 2, story.bjorn)
    assert numbers(story) == [1, 2]
    assert table_of(story.conference, 4) is None

    set_table_count(story.conference, 4, story.bjorn)
    assert [table.code for table in tables_of(story.conference)] == codes
    assert [(table.name, table.host) for table in tables_of(story.conference)][2:] == [
        ("", ""),
        ("Vinduet", "Kari på servicetorget"),
    ]


def test_the_same_count_again_announces_nothing(story: Story) -> None:
    before = revision_of(story.conference.id)
    set_table_count(story.conference, 4, story.bjorn)

    assert revision_of(story.conference.id) == before


@pytest.mark.parametrize("count", [-1, 201])
def test_too_many_or_negative_are_refused(story: Story, count: int) -> None:
    with pytest.raises(Refused, match="fra 0 til 200"):
        set_table_count(story.conference, count, story.bjorn)


def test_merged_tables_are_one_until_they_are_parted(story: Story) -> None:
    one, two, three, _four = tables_of(story.conference)
    merge_tables(one, two, story.bjorn)
    merge_tables(two, three, story.bjorn)

    standing = standing_of(tables_of(story.conference))
    assert [standing[table.id].number for table in tables_of(story.conference)] == [3, 3, 3, 4]
    assert [line.table.number for line in deliveries_of(story.conference, story.dialogue)] == [3, 4]

    separate_table(two, story.bjorn)
    standing = standing_of(tables_of(story.conference))
    assert [standing[table.id].number for table in tables_of(story.conference)] == [3, 2, 3, 4]


def test_a_table_that_has_moved_takes_in_nobody(story: Story) -> None:
    one, two, three, _four = tables_of(story.conference)
    merge_tables(one, two, story.bjorn)

    with pytest.raises(Refused, match="Noen andre har flyttet"):
        merge_tables(three, one, story.bjorn)
    with pytest.raises(Refused, match="et annet bord"):
        merge_tables(two, two, story.bjorn)


def test_merging_with_a_table_elsewhere_is_refused(story: Story) -> None:
    set_table_count(story.elsewhere, 1, story.david)
    (theirs,) = tables_of(story.elsewhere)

    with pytest.raises(Refused, match="et annet bord"):
        merge_tables(tables_of(story.conference)[0], theirs, story.bjorn)


def test_a_merged_table_that_is_put_away_comes_back_by_itself(story: Story) -> None:
    *_others, three, four = tables_of(story.conference)
    merge_tables(four, three, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)
    set_table_count(story.conference, 4, story.bjorn)

    assert all(table.merged_into_id is None for table in all_tables_of(story.conference))


def test_a_table_stands_for_itself_when_the_one_it_sat_at_is_put_away(story: Story) -> None:
    *_others, three, four = tables_of(story.conference)
    merge_tables(three, four, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)

    assert all(table.merged_into_id is None for table in all_tables_of(story.conference))


def test_a_participant_says_where_they_sit_and_leaves_it(story: Story) -> None:
    sit_at(story.astrid, 3)
    assert story.astrid.table is not None
    assert story.astrid.table.number == 3

    sit_at(story.astrid, None)
    assert story.astrid.table_id is None
    with pytest.raises(Refused, match="bordene i lista"):
        sit_at(story.astrid, 5)
