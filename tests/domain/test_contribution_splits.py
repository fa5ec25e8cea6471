"""Two thoughts in one become two contributions, and one again; what the hall has been answered is marked."""

import uuid
from collections.abc import Callable

import pytest

from app.domain.contribution_answers import mark_answered, mark_unanswered
from app.domain.contribution_merges import merge_contribution
from app.domain.contribution_splits import split_contribution, undo_split
from app.domain.contribution_texts import edit_contribution, redact_contribution, undo_edit
from app.domain.contributions import hide_contribution, publish_contribution, show_on_screen, submit_contribution
from app.domain.errors import Refused
from app.extensions import db
from app.live.announcing import on_announcement
from app.models import Contribution, ContributionKind, ContributionState, HiddenReason, LogEntry
from app.queries.contribution_reports import approved_count_of
from app.queries.contributions import contributions_by, queue_of, state_counts_of
from tests.conftest import Story

KEY = uuid.UUID("8a0ff1a8-5b2e-4a2e-9a3e-000000000003")
WHOLE = "Svar raskere. Åpne på søndager."


def submit(story: Story) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.INPUT, WHOLE, KEY)


def split(story: Story, contribution: Contribution) -> Contribution:
    return split_contribution(contribution, "Svar raskere.", "Åpne på søndager.", story.bjorn, contribution.edited_at)


def test_split_contribution_makes_two_of_the_same_author_group_kind_and_time(story: Story) -> None:
    contribution = submit(story)
    part = split(story, contribution)

    assert [one.text for one in queue_of(story.conference.id, ContributionState.WAITING)] == [
        "Svar raskere.",
        "Åpne på søndager.",
    ]
    same = ("kind", "target_group_id", "participant_id", "submitted_at", "origin", "activity_id", "original_text")
    assert [getattr(part, name) for name in same] == [getattr(contribution, name) for name in same]
    assert part.original_text == WHOLE
    assert list(contributions_by(story.astrid)) == [part, contribution]


def test_what_was_published_is_published_in_both_parts_and_was_approved(story: Story) -> None:
    contribution = submit(story)
    publish_contribution(contribution, story.bjorn)
    split(story, contribution)

    assert state_counts_of(story.conference.id).published == approved_count_of(story.conference.id) == 2


def test_sent_again_it_is_still_the_one(story: Story) -> None:
    contribution = submit(story)
    split(story, contribution)

    assert submit(story).id == contribution.id


def test_undo_split_leaves_the_whole_and_no_id_is_given_again(story: Story) -> None:
    contribution = submit(story)
    part_id = split(story, contribution).id
    part = db.session.get_one(Contribution, part_id)
    undo_split(contribution, part, contribution.edited_at, story.bjorn)

    assert (contribution.text, contribution.original_text, contribution.edited_at) == (WHOLE, None, None)
    assert db.session.get(Contribution, part_id) is None
    another = submit_contribution(story.astrid, story.dialogue, ContributionKind.INPUT, "Ny.", uuid.uuid4())
    assert another.id > part_id


@pytest.mark.parametrize(
    "act",
    [
        lambda story, _whole, part: hide_contribution(part, HiddenReason.UNCLEAR, story.david),
        lambda story, whole, _part: publish_contribution(whole, story.david),
        lambda story, _whole, part: edit_contribution(part, "Rettet.", story.david, part.edited_at),
        lambda story, whole, part: merge_contribution(part, whole, story.david),
        lambda story, _whole, part: mark_answered(part, story.david),
        lambda story, _whole, part: show_on_screen(part, story.david),
        lambda story, whole, _part: redact_contribution(whole, {0}, story.david, whole.edited_at),
    ],
)
def test_undo_split_after_something_was_done_with_a_part_is_refused(
    story: Story, act: Callable[[Story, Contribution, Contribution], object]
) -> None:
    contribution = submit(story)
    part = split(story, contribution)
    edited_at = contribution.edited_at
    act(story, contribution, part)

    with pytest.raises(Refused):
        undo_split(contribution, part, edited_at, story.bjorn)
    assert db.session.get(Contribution, part.id) is part


def test_undo_split_after_an_edit_of_the_part_was_undone_loses_nothing(story: Story) -> None:
    whole = submit(story)
    part = split(story, whole)
    split_at = part.edited_at
    edit_contribution(part, "Noe helt annet.", story.david, part.edited_at)
    with pytest.raises(Refused):
        undo_split(whole, part, split_at, story.bjorn)
    undo_edit(part, part.edited_at, story.david)
    undo_split(whole, part, split_at, story.bjorn)

    assert [one.text for one in db.session.scalars(db.select(Contribution))] == [WHOLE]


def test_a_stale_page_parts_nothing(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Rettet. Av en annen.", story.david, None)

    with pytest.raises(Refused):
        split_contribution(contribution, "Svar raskere.", "Åpne.", story.bjorn, None)
    assert state_counts_of(story.conference.id).received == 1


def test_what_is_redacted_in_one_part_is_not_kept_in_the_other(story: Story) -> None:
    contribution = submit(story)
    part = split(story, contribution)
    redact_contribution(part, {2}, story.bjorn, part.edited_at)

    assert part.text == "Åpne på [sladdet]."
    stored = " ".join(str(row) for row in db.session.execute(db.select(Contribution.__table__)))
    assert "søndager" not in stored


def test_mark_answered_says_who_and_when_once(story: Story) -> None:
    contribution = submit(story)
    assert mark_answered(contribution, story.bjorn)
    answered_at = contribution.answered_at
    heard: list[int] = []
    stop = on_announcement(heard.append)
    assert not mark_answered(contribution, story.david)
    stop()

    assert (contribution.answered_by, contribution.answered_at, heard) == (story.bjorn, answered_at, [])
    for _ in range(2):
        mark_unanswered(contribution, story.bjorn)
    assert contribution.answered_at is None
    actions = list(db.session.scalars(db.select(LogEntry.action)))
    assert (actions.count("mark_answered"), actions.count("mark_unanswered")) == (1, 1)
