"""The figures of a vote equal a naive recount, and tell nothing before it is counted or of too few."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, event, update

from app.domain.activities import close_activity
from app.extensions import db
from app.models import Activity, Ballot, TargetGroup, Vote, VoteOption
from app.queries.participants import GroupCount
from app.queries.vote_figures import VoteResult
from app.queries.vote_groups import OTHERS
from app.queries.vote_rows import Turnout
from app.queries.votes import first_vote_of, run_off_of, shuffled_options, turnout_of, vote_result_of
from tests.conftest import Story
from tests.votes import cast, count_now, open_vote_in, voters

DEMO = (268, 231, 219, 203, 96, 71, 58, 41, 29, 12)
"""412 ballots, three choices each at most, 8 of 1,236 not used: DEMO 7.6."""


def fill(activity: Activity, group_ids: list[int], papers: list[int]) -> None:
    """Ballots straight into the box: these choices, groups in turn."""
    for number, choices in enumerate(papers):
        group_id = group_ids[number % len(group_ids)]
        db.session.add(
            Ballot(activity_id=activity.id, key=f"{number:064}", target_group_id=group_id or None, choices=choices)
        )
    db.session.commit()


def demo_papers() -> list[int]:
    """Ballots that give the demo's counts: all votes in a row, and every 412th of them on the same ballot."""
    row = [number for number, votes in enumerate(DEMO) for _vote in range(votes)]
    return [sum(1 << number for number in row[ballot::412]) for ballot in range(412)]


def test_the_demo_result_is_counted(story: Story) -> None:
    activity = open_vote_in(story)
    fill(activity, [story.residents.id, story.businesses.id], demo_papers())
    count_now(activity)
    result = vote_result_of(activity)

    assert [(row.title, row.votes) for row in result.rows][:4] == [
        ("Løsningsorientert", 268),
        ("Kunnskapsrik", 231),
        ("Tilgjengelig", 219),
        ("Pålitelig", 203),
    ]
    assert [row.title for row in result.rows if row.is_winner] == ["Løsningsorientert", "Kunnskapsrik", "Tilgjengelig"]
    assert (result.ballots, result.blank, result.standing.margin) == (412, 0, 16)
    assert sum(result.votes.values()) == 1228
    assert 3 * result.ballots - sum(result.votes.values()) == 8


def test_nothing_is_known_before_the_last_ballot_has_come(story: Story) -> None:
    activity = open_vote_in(story)
    for voter in voters(story, story.businesses, 6):
        cast(activity, voter, 0)
    assert (vote_result_of(activity).is_counted, vote_result_of(activity).ballots) == (False, 0)
    close_activity(activity, story.bjorn)
    assert (vote_result_of(activity).is_counted, vote_result_of(activity).ballots) == (False, 0)
    count_now(activity)

    assert (vote_result_of(activity).is_counted, vote_result_of(activity).ballots) == (True, 6)
    assert turnout_of(activity) == Turnout(voted=6, joined=7, eligible=30)


def test_four_ballots_are_too_few_to_tell(story: Story) -> None:
    activity = open_vote_in(story)
    for voter in voters(story, story.businesses, 4):
        cast(activity, voter, 0)
    count_now(activity)

    assert vote_result_of(activity).is_too_small


def test_a_small_group_is_hidden_with_the_next_smallest(story: Story) -> None:
    """Three ballots of nobody's group, seven and ten of the two others: the seven are hidden too."""
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    papers = [1, 2, 4, 1, 2, 4, 1, 2, 1, 2, 1, 2, 4, 1, 2, 4, 1, 1, 1, 2]
    for number, choices in enumerate(papers):
        group_id = None if number < 3 else story.residents.id if number < 10 else story.businesses.id
        db.session.add(Ballot(activity_id=activity.id, key=f"{number:064}", target_group_id=group_id, choices=choices))
    db.session.commit()
    count_now(activity)
    residents, businesses = vote_result_of(activity).groups

    assert (residents.ballots, dict(residents.votes)) == (None, {})
    assert (businesses.ballots, dict(businesses.votes)) == (10, {0: 5})


def test_a_group_that_may_be_among_the_ballots_without_one_is_not_said_to_have_none(story: Story) -> None:
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    for number, voter in enumerate([*voters(story, story.businesses, 12), *voters(story, story.residents, 2)]):
        cast(activity, voter, number % 3)
    count_now(activity)
    residents, businesses = vote_result_of(activity).groups
    assert (residents.ballots, businesses.ballots) == (None, None)  # two ballots of no group; the twelve hide them

    db.session.execute(delete(Ballot).where(Ballot.target_group_id.is_(None)))
    db.session.commit()
    residents, businesses = vote_result_of(activity).groups
    assert (residents.ballots, businesses.ballots) == (0, 12)


def test_coverage_is_the_share_of_ballots_that_hold_a_winner(story: Story) -> None:
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    fill(activity, [story.residents.id], [1] * 6 + [2] * 4)
    fill_more = [1] * 5 + [4] * 3 + [0] * 2
    for number, choices in enumerate(fill_more):
        db.session.add(
            Ballot(activity_id=activity.id, key=f"x{number:063}", target_group_id=story.businesses.id, choices=choices)
        )
    db.session.commit()
    count_now(activity)
    result = vote_result_of(activity)

    assert (result.coverage, result.blank) == ((11, 20), 2)
    low = result.lowest_coverage
    assert low is not None
    assert (low.group.name, low.coverage) == ("Næringsliv", (5, 10))


def test_the_lowest_coverage_is_not_told_where_it_would_tell_that_all_the_others_have_a_winner(story: Story) -> None:
    """Seven without a group voted A or B, which won: the whole's coverage less the two groups' would say so."""
    activity = open_vote_in(story, ("A", "B", "C", "D"), places=2)
    others, groups = [1, 1, 1, 2, 2, 2, 2], [story.residents.id, story.businesses.id]
    fill(activity, groups, [1, 1, 2, 2, 1, 1, 2, 2, 4, 8, 1, 1, 8, 1, 1, 2])
    for number, choices in enumerate(others):
        db.session.add(Ballot(activity_id=activity.id, key=f"x{number:063}", target_group_id=None, choices=choices))
    db.session.commit()
    count_now(activity)
    result = vote_result_of(activity)
    assert [support.ballots for support in result.groups] == [8, 8]
    assert (result.coverage, result.lowest_coverage) == ((20, 23), None)

    db.session.execute(update(Ballot).where(Ballot.key.in_([f"x{0:063}", f"x{6:063}"])).values(choices=4))
    db.session.commit()
    told = vote_result_of(activity).lowest_coverage
    assert told is not None
    assert (told.group.name, told.coverage) == ("Innbyggere", (6, 8))


def test_another_set_that_more_find_themselves_in_is_told(story: Story) -> None:
    """Two places: A and B win on the same ballots, A and C would cover everybody."""
    activity = open_vote_in(story, ("A", "B", "C"), places=2)
    fill(activity, [story.residents.id], [0b011] * 10 + [0b100] * 6)
    count_now(activity)
    result = vote_result_of(activity)

    assert [row.title for row in result.rows if row.is_winner] == ["A", "B"]
    other = result.more_proportional
    assert other is not None
    assert "C" in [option.title for option in other]


def test_the_ballots_are_one_question(story: Story) -> None:
    activity = open_vote_in(story)
    fill(activity, [story.residents.id, story.businesses.id], demo_papers())
    count_now(activity)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "ballot" in statement:
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    result = vote_result_of(activity)
    _everything = (result.rows, result.groups, result.coverage, result.lowest_coverage, result.more_proportional)
    event.remove(db.engine, "before_cursor_execute", note)

    assert len(asked) == 1


def test_a_vote_has_no_run_off_and_is_its_own_first(story: Story) -> None:
    activity = open_vote_in(story)

    assert run_off_of(activity) is None
    assert first_vote_of(activity) is activity


def test_options_are_shuffled_once_for_a_vote(story: Story) -> None:
    one, two = open_vote_in(story), open_vote_in(story)
    assert one.vote is not None
    assert two.vote is not None
    orders = [[option.number for option in shuffled_options(vote)] for vote in (one.vote, one.vote, two.vote)]

    assert orders[0] == orders[1] != orders[2]
    assert all(sorted(order) == list(range(10)) != order for order in orders)


paper = some.tuples(some.sampled_from([OTHERS, 1, 2, 3]), some.sets(some.integers(0, 5), max_size=3))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=some.lists(paper, max_size=60), places=some.integers(1, 5))
def test_every_figure_equals_a_naive_recount(story: Story, papers: list[tuple[int, set[int]]], places: int) -> None:
    result = result_of(story, papers, places)
    votes = [sum(number in chosen for _group, chosen in papers) for number in range(6)]

    assert [result.votes[number] for number in range(6)] == votes
    assert [row.votes for row in result.rows] == sorted(votes, reverse=True)
    assert result.ballots == len(papers)
    assert result.blank == sum(not chosen for _group, chosen in papers)
    line = sorted(votes, reverse=True)[places - 1]
    sure = [number for number in range(6) if votes[number] > line]
    tied = [number for number in range(6) if votes[number] == line]
    is_tie = len(sure) + len(tied) > places
    assert result.is_tied == is_tie
    assert sorted(result.winners) == sorted(sure if is_tie else sure + tied)
    assert result.coverage.covered == sum(not chosen.isdisjoint(result.winners) for _group, chosen in papers)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=some.lists(paper, min_size=1, max_size=60))
def test_a_group_is_told_rightly_or_not_at_all(story: Story, papers: list[tuple[int, set[int]]]) -> None:
    result = result_of(story, papers, 3)
    sizes = Counter(group for group, _chosen in papers)
    for support in result.groups:
        of_group = [chosen for group, chosen in papers if group == support.group.id]
        if support.ballots is None:
            assert not support.votes
            continue
        assert support.ballots == len(of_group)
        assert not 0 < support.ballots < 5
        assert set(support.votes) == set(result.winners) | set(result.standing.tied)
        for number in support.votes:
            assert support.votes[number] == sum(number in chosen for chosen in of_group)
    hidden = [sizes[support.group.id] for support in result.groups if support.ballots is None] + [sizes[OTHERS]]
    assert sum(hidden) == 0 or sum(hidden) >= 5 or len(papers) == sum(hidden)


def result_of(story: Story, papers: list[tuple[int, set[int]]], places: int) -> VoteResult:
    """Figures of these ballots, without a database."""
    activity = Activity(id=1, opened_at=story.dialogue.opened_at, closed_at=story.dialogue.opened_at)
    activity.shown_at = activity.closed_at
    vote = Vote(places=places, revealed=0, activity=activity)
    vote.options = [VoteOption(id=number + 1, number=number, title=str(number)) for number in range(6)]
    box = Counter((group, sum(1 << number for number in chosen)) for group, chosen in papers)
    groups = [group_named(number) for number in (1, 2, 3)]
    return VoteResult(
        vote=vote,
        turnout=Turnout(len(papers), len(papers), len(papers)),
        box=box,
        rules={},
        run_off=None,
        group_counts=tuple(GroupCount(group, 0, 0) for group in groups),
    )


def group_named(number: int) -> TargetGroup:
    return TargetGroup(id=number, mark=number, name=str(number), planned=0)


@pytest.mark.parametrize(("others", "is_shown"), [([1, 1, 1, 1, 2, 2], True), ([1] * 6, False)])
def test_small_groups_that_voted_alike_are_hidden_with_the_next_smallest(
    story: Story, others: list[int], is_shown: bool
) -> None:
    """Six ballots of nobody's group are told by what is left over: not where that is what each of them voted."""
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    papers = [*others, *[1, 2, 4] * 2, *[1, 1, 2, 4] * 3]
    for number, choices in enumerate(papers):
        group_id = None if number < 6 else story.residents.id if number < 12 else story.businesses.id
        db.session.add(Ballot(activity_id=activity.id, key=f"{number:064}", target_group_id=group_id, choices=choices))
    db.session.commit()
    count_now(activity)

    assert [group.ballots for group in vote_result_of(activity).groups] == [6 if is_shown else None, 12]
