"""A plan is made for the seats that were planned, taken back, and has room for who comes late."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.domain.activities import ActivityPlan, add_activity, change_activity, close_activity
from app.domain.conferences import ConferencePlan, TargetGroupPlan, create_conference, set_target_groups
from app.domain.errors import Refused
from app.domain.rehearsals import start_rehearsal
from app.domain.seatings import add_seat, make_seating, remove_last_seat, undo_seating
from app.domain.tables import TableWords, merge_tables, name_tables, set_table_count
from app.extensions import db
from app.models import ActivityKind, Grouping, SeatAssignment
from app.queries.seatings import SeatingPlan, merge_offers, seating_of, seating_plan_of
from app.queries.table_coverage import table_coverage_of
from app.queries.tables import groups_at, tables_of
from tests.conftest import Story


@pytest.fixture(autouse=True)
def two_sessions(story: Story) -> None:
    """18 residents and 12 businesses at five tables: first by themselves, then mixed."""
    first = ActivityPlan(
        kind=ActivityKind.DIALOGUE, title="Økt 1", question="Hva?", minutes=20, grouping=Grouping.HOMOGENEOUS
    )
    change_activity(story.dialogue, first, story.bjorn)
    second = ActivityPlan(
        kind=ActivityKind.DIALOGUE, title="Økt 2", question="Hvorfor?", minutes=20, grouping=Grouping.MIXED
    )
    add_activity(story.conference, second, story.bjorn)
    set_table_count(story.conference, 5, story.bjorn)


def plan_of(story: Story) -> SeatingPlan:
    plan = seating_plan_of(story.conference)
    assert plan is not None
    return plan


def test_every_planned_seat_has_a_table_in_every_session(story: Story) -> None:
    make_seating(story.conference, hosts_stay=True, account=story.bjorn)
    plan = plan_of(story)

    assert [seat.number for seat in plan.seats] == list(range(1, 31))
    assert Counter(seat.target_group_id for seat in plan.seats) == {story.residents.id: 18, story.businesses.id: 12}
    assert [plan.sizes(session) for session in plan.sessions] == [(6, 6), (6, 6)]
    assert sum(seat.is_host for seat in plan.seats) == 5
    assert all(len(set(plan.numbers_of(seat))) == 1 for seat in plan.seats if seat.is_host)
    assert plan.quality[0] == plan.quality[1]
    assert (plan.missing, plan.without_table) == ([], 0)


def test_the_device_knows_whose_table_it_is_and_the_coverage_how_many_are_expected(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    groups = [groups_at(table, story.dialogue) for table in tables_of(story.conference)]

    assert [len(at) for at in groups] == [1] * 5
    assert [line.planned for line in table_coverage_of(story.conference, story.dialogue)] == [6] * 5


def test_a_new_plan_is_another_one_and_undo_brings_the_first_back(story: Story) -> None:
    first = make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    before = [plan_of(story).numbers_of(seat) for seat in plan_of(story).seats]
    second = make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    assert [plan_of(story).numbers_of(seat) for seat in plan_of(story).seats] != before

    undo_seating(second, story.bjorn)
    assert seating_of(story.conference) is first
    assert [plan_of(story).numbers_of(seat) for seat in plan_of(story).seats] == before

    undo_seating(first, story.bjorn)
    assert seating_of(story.conference) is None
    assert db.session.scalar(select(func.count()).select_from(SeatAssignment)) == 0


def test_what_keeps_a_plan_from_being_made_is_said(story: Story) -> None:
    set_table_count(story.conference, 3, story.bjorn)
    with pytest.raises(Refused, match="30 plasser trenger minst 4 bord"):
        make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    set_table_count(story.conference, 0, story.bjorn)
    with pytest.raises(Refused, match="hvor mange bord"):
        make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    set_table_count(story.elsewhere, 5, story.david)
    with pytest.raises(Refused, match="Ingen økt"):
        make_seating(story.elsewhere, hosts_stay=False, account=story.david)
    with pytest.raises(Refused, match="Lag en plan først"):
        add_seat(story.conference, story.residents, story.bjorn)


def test_a_latecomer_gets_a_seat_in_what_is_left_and_nobody_moves(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    before = {seat.number: plan_of(story).numbers_of(seat) for seat in plan_of(story).seats}
    close_activity(story.dialogue, story.bjorn)

    seat = add_seat(story.conference, story.businesses, story.bjorn)
    plan = plan_of(story)

    assert seat.number == 31
    assert plan.numbers_of(seat)[0] is None
    assert plan.numbers_of(seat)[1] is not None
    assert {each.number: plan.numbers_of(each) for each in plan.seats if each.number <= 30} == before
    assert plan.without_table == 0

    remove_last_seat(plan.seating, 31, story.bjorn)
    assert len(plan_of(story).seats) == 30
    with pytest.raises(Refused, match="endret i mellomtiden"):
        remove_last_seat(plan_of(story).seating, 31, story.bjorn)


def test_a_latecomer_of_another_conference_is_refused(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    with pytest.raises(Refused, match="målgruppene i lista"):
        add_seat(story.conference, story.elsewhere.target_groups[0], story.bjorn)


def test_people_of_a_merged_table_are_at_the_other_and_the_emptiest_is_offered_first(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    add_seat(story.conference, story.residents, story.bjorn)
    tables = tables_of(story.conference)
    fuller = next(table for table in tables if plan_of(story).at_table(table) == 7)

    offers = merge_offers(tables, plan_of(story))
    assert all(offers[table.number][-1] is fuller for table in tables if table is not fuller)
    assert fuller not in offers[fuller.number]

    merge_tables(tables[0], tables[1], story.bjorn)
    numbers = {number for seat in plan_of(story).seats for number in plan_of(story).numbers_of(seat)}
    assert numbers == {2, 3, 4, 5}


def test_a_target_group_with_seats_stays_until_the_plan_is_gone(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    only = [TargetGroupPlan(mark=1, name="Innbyggere", planned=18)]
    with pytest.raises(Refused, match="har plasser i bordplanen"):
        set_target_groups(story.conference, only, story.bjorn)

    second = make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    undo_seating(second, story.bjorn)
    seating = seating_of(story.conference)
    assert seating is not None
    undo_seating(seating, story.bjorn)
    set_target_groups(story.conference, only, story.bjorn)
    assert [group.name for group in story.conference.target_groups] == ["Innbyggere"]


def test_tables_that_are_put_away_leave_seats_without_one(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    set_table_count(story.conference, 4, story.bjorn)

    assert plan_of(story).without_table >= 6


def test_a_session_that_came_later_is_missing(story: Story) -> None:
    make_seating(story.conference, hosts_stay=False, account=story.bjorn)
    third = ActivityPlan(
        kind=ActivityKind.DIALOGUE, title="Økt 3", question="Hvordan?", minutes=20, grouping=Grouping.MIXED
    )
    add_activity(story.conference, third, story.bjorn)

    assert [session.title for session in plan_of(story).missing] == ["Økt 3"]


@pytest.mark.parametrize("is_rehearsal", [True, False])
def test_a_copy_sits_as_the_one_it_was_made_of(story: Story, is_rehearsal: bool) -> None:
    """Also where two tables became one on the day: there they stand for themselves."""
    name_tables(story.conference, {1: TableWords(name="Ved vinduet", host="Kari")}, story.bjorn)
    make_seating(story.conference, hosts_stay=True, account=story.bjorn)
    planned = {seat.number: plan_of(story).numbers_of(seat) for seat in plan_of(story).seats}
    first, second, *_others = tables_of(story.conference)
    merge_tables(second, first, story.bjorn)
    source = story.conference
    if is_rehearsal:
        copy = start_rehearsal(source, story.bjorn)
    else:
        plan = ConferencePlan(title="Neste år", held_on=source.held_on)
        copy = create_conference(plan, story.bjorn, source=source)
    copied = seating_plan_of(copy)

    assert copied is not None
    assert {seat.number: copied.numbers_of(seat) for seat in copied.seats} == planned
    assert {seat.target_group.conference_id for seat in copied.seats} == {copy.id}
    assert {table.conference_id for table in copied.tables.values()} == {copy.id}
    assert sum(seat.is_host for seat in copied.seats) == 5
    assert [(table.name, table.host) for table in tables_of(copy)][:2] == [
        ("Ved vinduet", "Kari" if is_rehearsal else ""),
        ("", ""),
    ]
