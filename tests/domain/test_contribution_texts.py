"""The words of a contribution: edited with what was written kept beside it, put back."""

import uuid

import pytest

from app.domain.contribution_texts import edit_contribution, redact_contribution, undo_edit
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


def test_redact_contribution_keeps_what_was_taken_out_nowhere(story: Story) -> None:
    contribution = submit(story, "Kari N. svarte aldri.")
    edit_contribution(contribution, "Saksbehandler Kari N. svarte aldri.", story.bjorn, None)
    count = redact_contribution(contribution, {1, 2}, story.bjorn, contribution.edited_at)

    assert count == 2
    assert contribution.text == "Saksbehandler [sladdet]. svarte aldri."
    assert (contribution.original_text, contribution.replaced_text) == (None, None)
    assert "Kari" not in everything_stored()
    entry = db.session.scalars(db.select(LogEntry).order_by(LogEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.account_id, entry.detail) == ("redact_contribution", story.bjorn.id, "2")


def everything_stored() -> str:
    tables = db.metadata.sorted_tables
    return " ".join(str(row) for table in tables for row in db.session.execute(db.select(table)))


def test_redact_contribution_and_publish_in_one(story: Story) -> None:
    contribution = submit(story, "Kari svarte aldri.")
    redact_contribution(contribution, {0}, story.bjorn, None, publish=True)

    assert (contribution.text, contribution.is_published) == ("[sladdet] svarte aldri.", True)


@pytest.mark.parametrize("chosen", [set(), {99}])
def test_redacting_nothing_is_refused(story: Story, chosen: set[int]) -> None:
    contribution = submit(story)

    with pytest.raises(Refused):
        redact_contribution(contribution, chosen, story.bjorn, None)
    assert contribution.redacted_at is None


def test_words_of_a_text_that_changed_in_between_are_not_redacted(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "En helt annen tekst.", story.david, None)

    with pytest.raises(Refused):
        redact_contribution(contribution, {0}, story.bjorn, None)
    assert contribution.text == "En helt annen tekst."


def test_an_edit_before_a_redaction_cannot_be_undone_any_more(story: Story) -> None:
    contribution = submit(story)
    edit_contribution(contribution, "Rettet tekst.", story.bjorn, None)
    edited_at = contribution.edited_at
    redact_contribution(contribution, {0}, story.bjorn, edited_at)

    for moment in (edited_at, contribution.edited_at):
        with pytest.raises(Refused):
            undo_edit(contribution, moment, story.bjorn)


def test_what_was_redacted_and_is_sent_again_is_not_stored_anew(story: Story) -> None:
    contribution = submit(story)
    redact_contribution(contribution, {4}, story.bjorn, None)

    assert submit(story).id == contribution.id
    assert submit(story, "Noe helt annet.").id != contribution.id
    assert "Kari" not in everything_stored()
