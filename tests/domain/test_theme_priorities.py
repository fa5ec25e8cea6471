"""Dots on themes: nobody's own, one set a person, and counted for the theme that stands for them."""

import pytest

from app.domain.activities import open_activity, show_activity
from app.domain.errors import Refused
from app.domain.priorities import change_priority_round, prioritise
from app.domain.themes import ThemePlan, add_theme, merge_theme, remove_theme, restore_theme, separate_theme
from app.extensions import db
from app.models import Activity, ActivityKind, Theme, ThemePriority
from app.queries.answers import answered_count_of
from app.queries.offers import offered_ids_among
from app.queries.priorities import own_priorities_of, themes_to_prioritise
from app.queries.priority_results import Dots, priorities_result_of
from tests.conftest import Story
from tests.rounds import close, newcomers, round_of, said


@pytest.fixture
def themes(story: Story) -> tuple[Theme, Theme, Theme]:
    a, b, c = (add_theme(story.conference, ThemePlan(name), story.bjorn) for name in ("A", "B", "C"))
    return a, b, c


def round_about_themes(story: Story) -> Activity:
    activity = round_of(story, ActivityKind.PRIORITIES, opened=False)
    change_priority_round(activity, None, 3, story.bjorn, is_about_themes=True)
    open_activity(activity, story.bjorn)
    return activity


def test_it_opens_with_themes_alone(story: Story) -> None:
    said(story, "Godkjent.")
    with pytest.raises(Refused, match="Lag noen temaer"):
        round_about_themes(story)


def test_dots_are_one_set_that_the_newest_replaces(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, c = themes
    activity = round_about_themes(story)
    prioritise(story.astrid, activity, {a.id: 2, b.id: 1})
    prioritise(story.astrid, activity, {b.id: 1, c.id: 2})

    rows = db.session.scalars(db.select(ThemePriority)).all()
    assert {row.theme_id: row.dots for row in rows} == {b.id: 1, c.id: 2}
    assert answered_count_of(activity) == 1
    own = own_priorities_of(activity, story.astrid)
    assert own
    assert ([(theme.id, dots) for theme, dots in own.dotted], own.left, own.lost) == ([(c.id, 2), (b.id, 1)], 0, 0)
    assert themes_to_prioritise(activity, own.dots) == [a]


def test_too_many_and_strange_themes_are_refused(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    there = add_theme(story.elsewhere, ThemePlan("Der"), story.david)
    activity = round_about_themes(story)

    for dots in ({themes[0].id: 4}, {there.id: 1}, {9999: 1}):
        with pytest.raises(Refused):
            prioritise(story.astrid, activity, dots)
    assert own_priorities_of(activity, story.astrid) is None


def test_merged_themes_add_up_and_one_who_chose_both_is_one(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, c = themes
    activity = round_about_themes(story)
    crowd = newcomers(story, story.businesses, 6)
    for each in crowd:
        prioritise(each, activity, {a.id: 1, b.id: 1, c.id: 1})
    merge_theme(a, b, story.bjorn)
    remove_theme(c, story.bjorn)
    db.session.rollback()
    own = own_priorities_of(activity, crowd[0])
    assert own
    assert (own.dots, own.lost) == ({b.id: 2}, 1)
    assert offered_ids_among(activity, [a.id, b.id, c.id]) == [b.id]
    close(story, activity)

    result = priorities_result_of(activity)
    assert [(row.offered.text, row.total.people, row.total.dots) for row in result.rows] == [("B", 6, 12)]
    assert result.is_about_themes
    with pytest.raises(Refused, match="talt opp sammen"):
        separate_theme(a, story.bjorn)


def test_what_was_removed_when_it_was_counted_comes_into_no_figure_later(
    story: Story, themes: tuple[Theme, Theme, Theme]
) -> None:
    a, b, c = themes
    activity = round_about_themes(story)
    for each in newcomers(story, story.businesses, 6):
        prioritise(each, activity, {a.id: 1, b.id: 1, c.id: 1})
    remove_theme(b, story.bjorn)
    remove_theme(c, story.bjorn)
    restore_theme(c, story.bjorn)
    close(story, activity)
    show_activity(activity, story.bjorn)
    before = [(row.offered.text, row.total) for row in priorities_result_of(activity).rows]

    restore_theme(b, story.bjorn)
    remove_theme(c, story.bjorn)
    assert [text for text, _total in before] == ["A", "C"]
    assert [(row.offered.text, row.total) for row in priorities_result_of(activity).rows] == before


def test_a_theme_whose_merged_theme_got_the_dots_is_not_taken_apart_either(
    story: Story, themes: tuple[Theme, Theme, Theme]
) -> None:
    a, b, c = themes
    activity = round_about_themes(story)
    for each in newcomers(story, story.businesses, 6):
        prioritise(each, activity, {a.id: 1})
    merge_theme(a, b, story.bjorn)
    merge_theme(b, c, story.bjorn)
    close(story, activity)

    with pytest.raises(Refused, match="talt opp sammen"):
        separate_theme(b, story.bjorn)
    assert [row.offered.text for row in priorities_result_of(activity).rows] == ["C"]


def test_what_is_merged_or_removed_after_the_count_moves_no_figure(
    story: Story, themes: tuple[Theme, Theme, Theme]
) -> None:
    a, b, c = themes
    activity = round_about_themes(story)
    for each in newcomers(story, story.businesses, 6):
        prioritise(each, activity, {a.id: 1, b.id: 2})
    close(story, activity)
    show_activity(activity, story.bjorn)
    before = [(row.offered.text, row.total) for row in priorities_result_of(activity).rows]
    merge_theme(a, c, story.bjorn)
    remove_theme(b, story.bjorn)

    assert before == [("B", Dots(6, 12)), ("A", Dots(6, 6))]
    assert [(row.offered.text, row.total) for row in priorities_result_of(activity).rows] == before
    separate_theme(a, story.bjorn)
    assert [(row.offered.text, row.total) for row in priorities_result_of(activity).rows] == before


def test_what_it_is_about_is_fixed_once_it_has_been_opened(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    activity = round_about_themes(story)
    with pytest.raises(Refused, match="etter at aktiviteten er åpnet"):
        change_priority_round(activity, None, 3, story.bjorn)
