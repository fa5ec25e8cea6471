"""The index of similar texts catches up with the database, and tells of nothing that nobody can look at."""

import uuid

from app.analysis import similarity
from app.domain.contribution_merges import merge_contribution, separate_contribution
from app.domain.contribution_texts import edit_contribution, undo_edit
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution, undo_decision
from app.live import similar
from app.live.similar import likenesses_of
from app.models import Contribution, ContributionKind, HiddenReason
from tests.conftest import Story


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def likeness(contribution: Contribution, *beside: Contribution) -> tuple[int, bool] | None:
    """As its row says, with these rows in the same list."""
    found = likenesses_of([contribution, *beside]).get(contribution.id)
    return (found.contribution.id, found.is_nearly_the_same) if found else None


def test_the_same_in_nearly_the_same_words_is_found_both_ways(story: Story) -> None:
    first, other = say(story, "Svar innen en uke når vi spør."), say(story, "Åpne biblioteket på søndager.")
    assert likenesses_of([first, other]) == {}
    second = say(story, "Svar innan ei uke når vi spør.")

    assert likeness(second) == (first.id, True)
    assert likeness(first) == (second.id, True)
    assert likeness(other) is None


def test_what_came_in_while_nobody_looked_is_caught_up_with(story: Story) -> None:
    texts = [f"Nummer {number} handler om {chr(97 + number % 26) * 4}." for number in range(similar.MANY + 5)]
    for text in [*texts, "Flere benker langs elva, takk."]:
        publish_contribution(first := say(story, text), story.bjorn)
    second = say(story, "Flere benker langs elva.")

    assert likeness(second) == (first.id, True)


def test_an_edited_text_is_compared_as_it_stands(story: Story) -> None:
    first, second = say(story, "Svar innen en uke når vi spør."), say(story, "Noe helt annet.")
    assert likeness(second, first) is None
    edit_contribution(second, "Svar innen en uke når vi spør!", story.bjorn, None)
    assert likeness(second) == (first.id, True)
    undo_edit(second, second.edited_at, story.bjorn)

    assert likeness(second) is None


def test_what_is_hidden_or_merged_gives_its_place_to_others_and_comes_back(story: Story) -> None:
    same = [say(story, f"Svar innen en uke når vi spør{end}") for end in (".", "!", "?", " …", "", " nå")]
    asked = same.pop()
    for each in same[:4]:
        publish_contribution(each, story.bjorn)
    before = [hide_contribution(each, HiddenReason.UNCLEAR, story.bjorn) for each in same[:3]]
    merge_contribution(same[3], same[4], story.bjorn)

    assert likeness(asked, same[4]) == (same[4].id, True)
    hide_contribution(same[4], HiddenReason.UNCLEAR, story.bjorn)
    assert likeness(asked) is None
    undo_decision(same[0], before[0], same[0].decided_at, story.bjorn)
    likenesses_of([same[0]])  # it is seen again
    assert likeness(asked) == (same[0].id, True)


def test_what_was_taken_out_of_a_merge_is_found_again(story: Story) -> None:
    first, second = say(story, "Svar innen en uke når vi spør."), say(story, "Svar innen en uke når vi spør!")
    merge_contribution(second, first, story.bjorn)
    assert likeness(first) is None
    separate_contribution(second, story.bjorn)

    assert likeness(second) == (first.id, True)
    assert likeness(first) == (second.id, True)


def test_a_row_costs_no_comparison_the_second_time(story: Story) -> None:
    first, second = say(story, "Svar innen en uke."), say(story, "Svar innen ei uke.")
    likenesses_of([first, second])
    neighbours = similar._kept[story.dialogue.id]
    asked: list[int] = []
    neighbours._index.similar_to = lambda key: asked.append(key) or []  # type: ignore[method-assign,func-returns-value]
    likenesses_of([first, second])

    assert asked == []
    assert similarity.MOST == 3
