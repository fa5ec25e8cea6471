"""How much of a round is told beside small groups, and in which words: of reactions and of dots."""

from app.charts.values import Absence
from app.domain.activities import show_activity
from app.domain.conferences import TargetGroupPlan, set_target_groups
from app.domain.priorities import prioritise
from app.domain.reactions import react
from app.models import ActivityKind, Opinion
from app.queries.priority_results import priorities_result_of
from app.queries.reaction_results import reactions_result_of
from tests.conftest import Story
from tests.rounds import close, person, round_of, said


def test_a_small_group_takes_one_of_its_equals_with_it_and_common_ground_is_told_of_the_others(story: Story) -> None:
    """Three groups of eight and one of three: two of the eights are told."""
    set_target_groups(
        story.conference,
        [TargetGroupPlan(mark=mark, name=name) for mark, name in enumerate(("Innbyggere", "Næringsliv", "C", "D"), 1)],
        story.bjorn,
    )
    groups = story.conference.target_groups
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    for group, size in zip(groups, (8, 8, 8, 3), strict=True):
        for number, who in enumerate([person(story, group) for _ in range(size)]):
            react(who, activity, item.id, Opinion.AGREE if number else Opinion.PASS)
    [found] = reactions_result_of(close(story, activity)).common

    assert [found.released.groups[group.id].n for group in groups].count(8) == 2
    assert groups[3].id in found.common.too_few
    assert len(found.common.counted) == 2


def test_that_all_of_a_few_agree_is_no_hundred_per_cent_in_the_ranking_either(story: Story) -> None:
    item = said(story, "Svar innen en uke.", by=person(story, story.residents))
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in [person(story, group) for group in (story.residents, story.businesses) for _ in range(6)]:
        react(who, activity, item.id, Opinion.AGREE)
    show_activity(close(story, activity), story.bjorn)
    page = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{activity.id}").text

    assert "100 %" not in page
    assert '<span class="muted">de fleste</span>' in page


def test_that_nobody_of_a_few_chose_it_is_no_nought_in_the_ranking_of_dots_either(story: Story) -> None:
    """Of two small groups some choose the second, and of those who are told of nobody does."""
    set_target_groups(
        story.conference,
        [
            TargetGroupPlan(mark=mark, name=name)
            for mark, name in enumerate(("Innbyggere", "Næringsliv", "C", "D", "E"), 1)
        ],
        story.bjorn,
    )
    first, second = said(story, "Svar innen en uke."), said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    for group, size, dots in zip(
        story.conference.target_groups,
        (6, 7, 8, 3, 4),
        ({first.id: 1}, {first.id: 1}, {first.id: 1}, {second.id: 1}, {second.id: 1, first.id: 1}),
        strict=True,
    ):
        for who in [person(story, group) for _ in range(size)]:
            prioritise(who, activity, dots)
    show_activity(close(story, activity), story.bjorn)
    result = priorities_result_of(activity)
    row = next(row for row in result.rows if row.offered.id == second.id)

    assert (row.equal, result.equal_told(row)) == (0, Absence.LEAST)
    assert "snitt 0 %" not in story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{activity.id}").text
