"""Themes are named, reworded, ordered, merged and removed, and each of it can be taken back."""

import pytest

from app.domain.errors import Refused
from app.domain.themes import (
    ThemePlan,
    add_theme,
    change_theme,
    merge_theme,
    move_theme,
    remove_theme,
    restore_theme,
    separate_theme,
    undo_theme_change,
)
from app.extensions import db
from app.live.revisions import revision_of
from app.models import LogEntry, Theme
from app.models.theme import MOST_THEMES
from app.queries.themes import lines_in, theme_of, themes_in
from tests.conftest import Story


def theme(story: Story, name: str, *stems: str) -> Theme:
    return add_theme(story.conference, ThemePlan(name, stems), story.bjorn)


def family(story: Story, theme: Theme) -> list[int]:
    """The ids of all that it stands for, its own among them."""
    return [id for id, line in lines_in(story.conference.id).items() if theme in line]


def names(story: Story) -> list[str]:
    return [each.name for each in themes_in(story.conference.id)]


def last_note(story: Story) -> tuple[str, int | None, str]:
    entry = db.session.query(LogEntry).order_by(LogEntry.id.desc()).first()
    assert entry
    return entry.action, entry.subject_id, entry.detail


def test_add_theme_puts_it_last_with_its_words(story: Story) -> None:
    theme(story, "Én vei inn")
    added = theme(story, "Svar og forutsigbarhet", "svar", "en uke")

    assert names(story) == ["Én vei inn", "Svar og forutsigbarhet"]
    assert added.stem_list == ["svar", "en uke"]
    assert last_note(story) == ("add_theme", added.id, "Svar og forutsigbarhet")


def test_two_themes_never_have_the_same_name_whatever_its_letters(story: Story) -> None:
    kept, other = theme(story, "Én vei inn"), theme(story, "Svar")

    with pytest.raises(Refused, match="alt et tema som heter"):
        theme(story, "ÉN VEI INN")
    with pytest.raises(Refused, match="alt et tema"):
        change_theme(other, ThemePlan("én vei inn"), story.bjorn, None)
    with pytest.raises(Refused, match="Skriv hva"):
        theme(story, "")
    assert change_theme(kept, ThemePlan("ÉN VEI INN"), story.bjorn, None)


def test_there_are_no_more_than_somebody_can_keep_apart(story: Story) -> None:
    for number in range(MOST_THEMES):
        theme(story, f"Tema {number}")

    with pytest.raises(Refused, match="plass til 40"):
        theme(story, "Ett til")


def test_a_change_is_undone_and_not_by_somebody_who_saw_another_one(story: Story) -> None:
    changed = theme(story, "Svar", "svar")
    assert change_theme(changed, ThemePlan("Svar i tide", ("svar", "uke")), story.bjorn, None)
    seen = changed.changed_at
    assert last_note(story) == ("change_theme", changed.id, "Svar")

    with pytest.raises(Refused, match="Se på det"):
        change_theme(changed, ThemePlan("Noe annet"), story.cecilie, None)
    with pytest.raises(Refused, match="Ingenting er endret"):
        undo_theme_change(changed, None, story.cecilie)
    undo_theme_change(changed, seen, story.bjorn)
    assert (changed.name, changed.stem_list) == ("Svar", ["svar"])
    with pytest.raises(Refused):
        undo_theme_change(changed, changed.changed_at, story.bjorn)


def test_a_change_to_the_same_is_none(story: Story) -> None:
    changed = theme(story, "Svar", "svar")
    before = revision_of(story.conference.id)

    assert not change_theme(changed, ThemePlan("Svar", ("svar",)), story.bjorn, None)
    assert revision_of(story.conference.id) == before


def test_move_theme_says_where_it_stood(story: Story) -> None:
    for name in ("A", "B", "C"):
        theme(story, name)
    last = themes_in(story.conference.id)[2]

    assert move_theme(last, 1, story.bjorn) == 3
    assert names(story) == ["C", "A", "B"]
    assert move_theme(last, 99, story.bjorn) == 1
    assert names(story) == ["A", "B", "C"]


def test_a_removed_theme_comes_back_unless_its_name_was_taken(story: Story) -> None:
    gone = theme(story, "Svar")
    remove_theme(gone, story.bjorn)
    remove_theme(gone, story.bjorn)
    assert names(story) == []
    other = theme(story, "Svar")

    with pytest.raises(Refused, match="alt et tema"):
        restore_theme(gone, story.bjorn)
    remove_theme(other, story.bjorn)
    restore_theme(gone, story.bjorn)
    restore_theme(gone, story.bjorn)
    assert names(story) == ["Svar"]


def test_merged_themes_follow_the_last_that_stands_for_them(story: Story) -> None:
    a, b, c = theme(story, "A"), theme(story, "B"), theme(story, "C")
    merge_theme(a, b, story.bjorn)
    merge_theme(b, c, story.bjorn)

    assert (names(story), family(story, c)) == (["C"], [a.id, b.id, c.id])
    with pytest.raises(Refused, match="et annet tema"):
        merge_theme(c, a, story.bjorn)
    with pytest.raises(Refused, match="i mellomtiden"):
        merge_theme(a, c, story.bjorn)
    separate_theme(b, story.bjorn)
    separate_theme(b, story.bjorn)
    assert (names(story), family(story, b)) == (["B", "C"], [a.id, b.id])


def test_a_theme_of_another_conference_is_not_found(story: Story) -> None:
    there = add_theme(story.elsewhere, ThemePlan("Svar"), story.david)

    assert theme_of(story.conference, there.id) is None
    assert names(story) == []
