"""A contribution is in the themes that a person said, and what was said before can be put back."""

import uuid

import pytest

from app.domain.contribution_merges import merge_contribution
from app.domain.contribution_splits import split_contribution, undo_split
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.errors import Refused
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, merge_theme, remove_theme, restore_theme, separate_theme
from app.extensions import db
from app.models import Contribution, ContributionKind, HiddenReason, LogEntry, Theme
from app.queries.themes import sorted_texts, themes_of, themes_of_contribution
from tests.conftest import Story


def say(story: Story, text: str) -> Contribution:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())
    publish_contribution(said, story.bjorn)
    return said


@pytest.fixture
def themes(story: Story) -> tuple[Theme, Theme, Theme]:
    a, b, c = (add_theme(story.conference, ThemePlan(name), story.bjorn) for name in ("A", "B", "C"))
    return a, b, c


def names(contribution: Contribution) -> list[str]:
    return [theme.name for theme in themes_of_contribution(contribution)]


def notes(story: Story) -> list[tuple[str, str]]:
    entries = db.session.query(LogEntry).where(LogEntry.action.endswith("sort_contribution")).order_by(LogEntry.id)
    return [(entry.action, entry.detail) for entry in entries]


def test_sorted_into_several_and_put_back(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, _c = themes
    said = say(story, "Svar innen en uke.")

    assert sort_contribution(said, [a.id], story.bjorn) == []
    before = sort_contribution(said, [a.id, b.id], story.bjorn, seen=[a.id])
    assert (before, names(said)) == ([a.id], ["A", "B"])
    sort_contribution(said, before, story.bjorn, seen=[a.id, b.id])
    assert names(said) == ["A"]
    assert notes(story) == [
        ("sort_contribution", f"{a.id} A"),
        ("sort_contribution", f"{b.id} B"),
        ("unsort_contribution", f"{b.id} B"),
    ]


def test_two_who_sort_the_same_at_once(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, _c = themes
    said = say(story, "Svar.")
    sort_contribution(said, [a.id], story.bjorn, seen=[])

    assert sort_contribution(said, [a.id], story.cecilie, seen=[]) == [a.id]
    with pytest.raises(Refused, match="i mellomtiden"):
        sort_contribution(said, [b.id], story.cecilie, seen=[])
    assert (names(said), len(notes(story))) == (["A"], 1)


def test_refused_for_what_is_hidden_and_for_strange_themes(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, _c = themes
    said, there = say(story, "Svar."), add_theme(story.elsewhere, ThemePlan("Der"), story.david)
    remove_theme(b, story.bjorn)

    for strange in (b.id, there.id, 999):
        with pytest.raises(Refused, match="fjernet temaet"):
            sort_contribution(said, [strange], story.bjorn)
    hide_contribution(said, HiddenReason.UNCLEAR, story.bjorn)
    with pytest.raises(Refused, match="skjult"):
        sort_contribution(said, [a.id], story.bjorn)


def test_merged_and_removed_themes_give_back_what_was_theirs(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, _c = themes
    one, two = say(story, "En."), say(story, "To.")
    sort_contribution(one, [a.id], story.bjorn)
    merge_theme(a, b, story.bjorn)
    sort_contribution(two, [a.id], story.bjorn)
    assert (names(one), names(two)) == (["B"], ["B"])

    remove_theme(b, story.bjorn)
    assert names(one) == []
    restore_theme(b, story.bjorn)
    separate_theme(a, story.bjorn)
    assert (names(one), names(two)) == (["A"], ["B"])


def test_taken_out_of_a_merged_theme_it_is_out(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    a, b, _c = themes
    one = say(story, "En.")
    sort_contribution(one, [a.id], story.bjorn)
    merge_theme(a, b, story.bjorn)

    before = sort_contribution(one, [], story.bjorn)
    assert (before, names(one)) == ([b.id], [])


def test_themes_of_an_activity_count_every_text_that_the_sorted_one_stands_for(
    story: Story, themes: tuple[Theme, Theme, Theme]
) -> None:
    a, _b, _c = themes
    one, two, three = say(story, "En."), say(story, "Enn."), say(story, "Tre.")
    sort_contribution(one, [a.id], story.bjorn)
    sort_contribution(three, [a.id], story.bjorn)
    merge_contribution(two, one, story.bjorn)
    hide_contribution(three, HiddenReason.UNCLEAR, story.bjorn)

    pile = themes_of(story.dialogue)[0]
    assert (pile.theme, pile.count, pile.contribution_ids) == (a, 2, [one.id])
    assert [other.count for other in themes_of(story.dialogue)[1:]] == [0, 0]
    assert [text.root_id for text in sorted_texts(story.conference.id)] == [one.id, one.id]
    with pytest.raises(Refused, match="slått det sammen"):
        sort_contribution(two, [a.id], story.bjorn)


def test_a_part_that_was_sorted_is_not_put_back(story: Story, themes: tuple[Theme, Theme, Theme]) -> None:
    said = say(story, "Svar raskere. Åpne på søndager.")
    part = split_contribution(said, "Svar raskere.", "Åpne på søndager.", story.bjorn, None)
    sort_contribution(part, [themes[0].id], story.bjorn)

    with pytest.raises(Refused, match="i mellomtiden"):
        undo_split(said, part, said.edited_at, story.bjorn)
