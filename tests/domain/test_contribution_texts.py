"""The words of a contribution: edited with what was written kept beside it, put back."""

import uuid

import pytest

from app.domain.contribution_texts import edit_contribution, undo_edit
from app.domain.contributions import submit_contribution
from app.domain.errors import Refused
from app.extensions import db
from app.live.announcing import on_announcement
from app.models import Contribution, ContributionKind, LogEntry
from app.queries.contributions import decisions_mark
from tests.conftest import Story

KEY = uuid.UUID("8a0ff1a8-5b2e-4a2e-9a3e-000000000002")


def submit(story: Story, text: str = "Svar innen en uke, Kari.") -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, KEY)


def actions() -> list[str]:
    return list(db.session.scalars(db.select(LogEntry.action).order_by(LogEntry.id)))


def test_edit_contribution_keeps_what_was_written(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Svar innen en uke.", story.bjorn, None)
    edit_contribution(contribution, "Svar innen én uke.", story.bjorn, contribution.edited_at)

    assert (contribution.text, contribution.original_text) == ("Svar innen én uke.", "Svar innen en uke, Kari.")
    assert contribution.is_edited


def test_edit_contribution_to_what_stands_there_announces_nothing(story: Story) -> None:
    contribution = submit(story)
    heard: list[int] = []
    stop = on_announcement(heard.append)
    assert not edit_contribution(contribution, contribution.text, story.bjorn, None)
    stop()

    assert heard == []
    assert not contribution.is_edited


def test_two_who_edit_the_second_is_refused(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Den førstes.", story.bjorn, None)

    with pytest.raises(Refused):
        edit_contribution(contribution, "Den andres.", story.david, None)
    assert contribution.text == "Den førstes."


def test_undo_edit_takes_away_the_last_one_only(story: Story) -> None:
    contribution = submit(story)
    for text in ("Første rettelse.", "Andre rettelse."):
        edit_contribution(contribution, text, story.bjorn, contribution.edited_at)
    undo_edit(contribution, contribution.edited_at, story.bjorn)

    assert (contribution.text, contribution.is_edited) == ("Første rettelse.", True)
    with pytest.raises(Refused):
        undo_edit(contribution, contribution.edited_at, story.bjorn)


def test_undo_of_the_only_edit_leaves_no_trace_of_one(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Rettet.", story.bjorn, None)
    undo_edit(contribution, contribution.edited_at, story.bjorn)

    assert (contribution.text, contribution.original_text) == ("Svar innen en uke, Kari.", None)
    assert (contribution.replaced_text, contribution.edited_at) == (None, None)
    assert actions()[-2:] == ["edit_contribution", "undo_edit"]


def test_what_was_edited_and_is_sent_again_is_the_same_contribution(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Rettet.", story.bjorn, None)

    assert submit(story).id == contribution.id
    assert contribution.text == "Rettet."


def test_edited_back_to_what_was_written_is_not_edited(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Rettet.", story.bjorn, None)
    edit_contribution(contribution, "Svar innen en uke, Kari.", story.bjorn, contribution.edited_at)

    assert not contribution.is_edited


def test_a_phone_that_waits_is_told_to_ask_again(story: Story) -> None:
    contribution = submit(story)
    before = decisions_mark(story.conference.id)
    edit_contribution(contribution, "Rettet.", story.bjorn, None)

    assert decisions_mark(story.conference.id) != before
