"""A tie stands until somebody decides: a run-off, all win, or a lot with a record; and each of them can be undone."""

import pytest

from app.domain.activities import open_activity, remove_activity
from app.domain.errors import Refused
from app.domain.guiding_rules import RulePlan, name_guiding_rules, reword_guiding_rule, unname_guiding_rules
from app.domain.ties import add_run_off, let_all_tied_win, resolve_by_lot, undo_resolution
from app.extensions import db
from app.models import Activity, GuidingRule
from app.queries.votes import vote_result_of
from tests.conftest import Story
from tests.votes import cast, count_now, open_vote_in, show_now, voters

RECORD = "Ordføreren trakk lapper av en hatt. Alle så på."


def tied_vote(story: Story) -> Activity:
    """A has 5 votes, B and C have 3 each, D none; two win. So A is sure, and B and C are level."""
    activity = open_vote_in(story, ("A", "B", "C", "D"), places=2)
    for number, voter in enumerate(voters(story, story.businesses, 6)):
        cast(activity, voter, 0, 1 if number < 3 else 2)
    count_now(activity)
    return activity


def winners(activity: Activity) -> list[str]:
    return [row.title for row in vote_result_of(activity).rows if row.is_winner]


def ids(activity: Activity, *titles: str) -> list[int]:
    assert activity.vote is not None
    return [option.id for option in activity.vote.options if option.title in titles]


def test_a_tie_stands_as_a_tie(story: Story) -> None:
    result = vote_result_of(tied_vote(story))

    assert [(row.title, row.votes, row.is_winner, row.is_tied) for row in result.rows] == [
        ("A", 6, True, False),
        ("B", 3, False, True),
        ("C", 3, False, True),
        ("D", 0, False, False),
    ]
    assert result.margin_told == "Like mange stemmer. Det er ikke avgjort ennå."  # also where there is no hall


def test_all_tied_can_win(story: Story) -> None:
    activity = tied_vote(story)
    let_all_tied_win(activity, story.bjorn)
    let_all_tied_win(activity, story.bjorn)

    assert winners(activity) == ["A", "B", "C"]


def test_a_lot_drawn_in_the_room_is_written_down(story: Story) -> None:
    activity = tied_vote(story)
    resolve_by_lot(activity, RECORD, ids(activity, "C"), story.bjorn)

    assert winners(activity) == ["A", "C"]
    assert activity.vote is not None
    assert activity.vote.lot_record == RECORD


def test_a_lot_that_the_program_draws_shows_its_seed(story: Story) -> None:
    activity = tied_vote(story)
    resolve_by_lot(activity, RECORD, [], story.bjorn, seed=1234)

    assert activity.vote is not None
    assert activity.vote.lot_record == f"{RECORD}\nTrukket av programmet, med frø 1234."
    first = winners(activity)
    undo_resolution(activity, story.bjorn)
    resolve_by_lot(activity, RECORD, [], story.bjorn, seed=1234)
    assert winners(activity) == first
    assert len(first) == 2


def test_a_lot_is_refused_without_a_record_and_with_others_than_the_tied(story: Story) -> None:
    activity = tied_vote(story)
    with pytest.raises(Refused, match="Skriv hvem som trakk"):
        resolve_by_lot(activity, "", ids(activity, "B"), story.bjorn)
    for wrong in ("A", "D"):
        with pytest.raises(Refused, match="plasser igjen: 1"):
            resolve_by_lot(activity, RECORD, ids(activity, wrong), story.bjorn)
    with pytest.raises(Refused, match="plasser igjen: 1"):
        resolve_by_lot(activity, RECORD, ids(activity, "B", "C"), story.bjorn)

    assert winners(activity) == ["A"]


def test_undoing_a_decision_brings_the_tie_back(story: Story) -> None:
    activity = tied_vote(story)
    resolve_by_lot(activity, RECORD, ids(activity, "C"), story.bjorn)
    undo_resolution(activity, story.bjorn)
    undo_resolution(activity, story.bjorn)

    assert vote_result_of(activity).is_tied
    assert winners(activity) == ["A"]
    assert activity.vote is not None
    assert (activity.vote.lot_record, [option.won_by_lot for option in activity.vote.options]) == ("", [False] * 4)


def test_a_run_off_is_a_vote_right_after_between_the_tied(story: Story) -> None:
    activity = tied_vote(story)
    run_off = add_run_off(activity, story.bjorn)
    again = add_run_off(activity, story.bjorn)

    assert again.id == run_off.id
    titles = [item.title for item in story.conference.activities]
    assert titles.index("Omvalg: Leveregler") == titles.index("Leveregler") + 1
    assert run_off.vote is not None
    assert (run_off.vote.places, [option.title for option in run_off.vote.options]) == (1, ["B", "C"])
    assert vote_result_of(activity).is_tied


def test_a_run_off_decides_when_its_result_is_shown(story: Story) -> None:
    activity = tied_vote(story)
    run_off = add_run_off(activity, story.bjorn)
    open_activity(run_off, story.bjorn)
    for number, voter in enumerate(voters(story, story.businesses, 5)):
        cast(run_off, voter, 0 if number == 0 else 1)
    assert winners(activity) == ["A"]
    show_now(run_off)

    assert winners(activity) == ["A", "C"]
    assert not vote_result_of(activity).is_tied


def test_a_run_off_taken_out_of_the_programme_decides_nothing(story: Story) -> None:
    activity = tied_vote(story)
    remove_activity(add_run_off(activity, story.bjorn), story.bjorn)
    let_all_tied_win(activity, story.bjorn)

    assert winners(activity) == ["A", "B", "C"]


@pytest.mark.parametrize("first", ["run-off", "all win", "lot"])
def test_a_tie_is_decided_in_one_way(story: Story, first: str) -> None:
    activity = tied_vote(story)
    if first == "run-off":
        add_run_off(activity, story.bjorn)
    elif first == "lot":
        resolve_by_lot(activity, RECORD, ids(activity, "B"), story.bjorn)
    else:
        let_all_tied_win(activity, story.bjorn)
    before = winners(activity)
    if first != "all win":
        with pytest.raises(Refused):
            let_all_tied_win(activity, story.bjorn)
    if first != "lot":
        with pytest.raises(Refused):
            resolve_by_lot(activity, RECORD, ids(activity, "C"), story.bjorn)
    if first != "run-off":
        with pytest.raises(Refused):
            add_run_off(activity, story.bjorn)

    assert winners(activity) == before


def test_nothing_is_decided_where_nobody_is_level_or_nothing_is_counted(story: Story) -> None:
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    for voter in voters(story, story.businesses, 5):
        cast(activity, voter, 0)
    with pytest.raises(Refused, match="ikke talt"):
        let_all_tied_win(activity, story.bjorn)
    count_now(activity)
    for decide in (let_all_tied_win, add_run_off):
        with pytest.raises(Refused, match="Ingen står likt"):
            decide(activity, story.bjorn)  # type: ignore[operator]


def test_winners_become_guiding_rules_once(story: Story) -> None:
    activity = tied_vote(story)
    with pytest.raises(Refused, match="Avgjør først"):
        name_guiding_rules(activity, story.bjorn)
    let_all_tied_win(activity, story.bjorn)
    name_guiding_rules(activity, story.bjorn)
    name_guiding_rules(activity, story.bjorn)

    rules = db.session.query(GuidingRule).order_by(GuidingRule.position).all()
    assert [(rule.title, rule.sentence, rule.position) for rule in rules] == [
        ("A", "Dette er A.", 1),
        ("B", "Dette er B.", 2),
        ("C", "Dette er C.", 3),
    ]


def test_the_winners_of_a_run_off_are_named_with_those_who_were_sure(story: Story) -> None:
    activity = tied_vote(story)
    run_off = add_run_off(activity, story.bjorn)
    open_activity(run_off, story.bjorn)
    for voter in voters(story, story.businesses, 5):
        cast(run_off, voter, 1)
    show_now(run_off)
    name_guiding_rules(run_off, story.bjorn)

    assert [rule.title for rule in db.session.query(GuidingRule).order_by(GuidingRule.position)] == ["A", "C"]


def test_a_guiding_rule_is_reworded_and_the_result_says_it_so(story: Story) -> None:
    activity = tied_vote(story)
    let_all_tied_win(activity, story.bjorn)
    name_guiding_rules(activity, story.bjorn)
    rule = db.session.query(GuidingRule).filter_by(title="A").one()
    reword_guiding_rule(rule, RulePlan("Vi finner en vei", "Vi leter etter det som går."), story.bjorn)
    with pytest.raises(Refused, match="Skriv hva"):
        reword_guiding_rule(rule, RulePlan("", ""), story.bjorn)

    row = vote_result_of(activity).rows[0]
    assert (row.title, row.sentence, row.option.title) == ("Vi finner en vei", "Vi leter etter det som går.", "A")


def test_naming_is_undone_and_a_decision_is_not_undone_under_it(story: Story) -> None:
    activity = tied_vote(story)
    let_all_tied_win(activity, story.bjorn)
    name_guiding_rules(activity, story.bjorn)
    with pytest.raises(Refused, match="blitt leveregler"):
        undo_resolution(activity, story.bjorn)
    unname_guiding_rules(activity, story.bjorn)
    undo_resolution(activity, story.bjorn)

    assert db.session.query(GuidingRule).count() == 0
    assert vote_result_of(activity).is_tied
