"""What is done with a contribution."""

import uuid
from datetime import timedelta

import pytest

from app.domain.activities import close_activity
from app.domain.conferences import finish_conference, set_policy
from app.domain.contributions import (
    clear_screen,
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    submit_contribution,
)
from app.domain.errors import Refused
from app.domain.participants import change_target_group, join_conference
from app.extensions import db
from app.live.announcing import on_announcement
from app.live.revisions import revision_of
from app.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Language,
    LogEntry,
    ModerationPolicy,
    Spotlight,
    utc_now,
)
from app.models.activity import GRACE
from tests.conftest import Story

KEY = uuid.UUID("8a0ff1a8-5b2e-4a2e-9a3e-000000000001")


def submit(story: Story, text: str = "Svar innen en uke.", key: uuid.UUID = KEY) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, key)


def all_texts() -> list[str]:
    return list(db.session.scalars(db.select(Contribution.text).order_by(Contribution.id)))


def test_submit_contribution_stores_it_waiting_with_the_persons_group(story: Story) -> None:
    contribution = submit(story)

    assert contribution.state is ContributionState.WAITING
    assert contribution.target_group == story.residents
    assert contribution.kind is ContributionKind.ADVICE


def test_submit_contribution_twice_stores_once(story: Story) -> None:
    first = submit(story)
    second = submit(story)

    assert second.id == first.id
    assert all_texts() == ["Svar innen en uke."]


def test_submit_contribution_twice_announces_once(story: Story) -> None:
    heard: list[int] = []
    stop = on_announcement(heard.append)
    submit(story)
    submit(story)
    stop()

    assert heard == [story.conference.id]


def test_the_same_key_with_another_text_is_another_contribution(story: Story) -> None:
    submit(story, "Det første.")
    submit(story, "Det andre, skrevet etter tilbakeknappen.")

    assert all_texts() == ["Det første.", "Det andre, skrevet etter tilbakeknappen."]


def test_somebody_elses_key_stores_nothing_over_theirs(story: Story) -> None:
    other, _ = join_conference(story.conference, story.businesses, Language.BOKMAL)
    submit(story)

    with pytest.raises(Refused):
        submit_contribution(other, story.dialogue, ContributionKind.ADVICE, "Mitt.", KEY)
    assert all_texts() == ["Svar innen en uke."]


def test_submit_contribution_under_show_at_once_is_published(story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)

    assert submit(story).is_published


def test_submit_contribution_just_after_closing_is_kept(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)

    assert submit(story).is_waiting


def test_submit_contribution_when_closed_announces_nothing(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    story.dialogue.closed_at = utc_now() - GRACE - timedelta(seconds=1)
    db.session.commit()
    before = revision_of(story.conference.id)
    heard: list[int] = []
    stop = on_announcement(heard.append)
    with pytest.raises(Refused):
        submit(story)
    stop()

    assert heard == []
    assert revision_of(story.conference.id) == before
    assert all_texts() == []


def test_what_was_stored_before_closing_can_be_sent_again_after_it(story: Story) -> None:
    first = submit(story)
    close_activity(story.dialogue, story.bjorn)
    story.dialogue.closed_at = utc_now() - 2 * GRACE
    db.session.commit()

    assert submit(story).id == first.id


def test_submit_contribution_when_the_conference_is_finished_is_refused(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)

    with pytest.raises(Refused):
        submit(story)


def test_submit_contribution_of_a_kind_that_is_not_taken_is_refused(story: Story) -> None:
    story.dialogue.takes_advice = False
    db.session.commit()

    with pytest.raises(Refused):
        submit(story)


def test_submit_contribution_in_a_plenary_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        submit_contribution(story.astrid, story.plenary, ContributionKind.INPUT, "Hei.", KEY)


def test_what_was_said_keeps_the_group_it_was_said_as(story: Story) -> None:
    contribution = submit(story)
    change_target_group(story.astrid, story.businesses)

    assert db.session.get_one(Contribution, contribution.id).target_group == story.residents


def test_publish_contribution_twice_is_logged_once(story: Story) -> None:
    contribution = submit(story)
    publish_contribution(contribution, story.bjorn)
    publish_contribution(contribution, story.bjorn)

    actions = db.session.scalars(db.select(LogEntry.action).where(LogEntry.subject_id == contribution.id)).all()
    assert contribution.is_published
    assert actions.count("publish_contribution") == 1


def test_hide_contribution_gives_a_reason_and_leaves_the_screen(story: Story) -> None:
    contribution = submit(story)
    show_on_screen(contribution, story.bjorn)
    hide_contribution(contribution, HiddenReason.UNCLEAR, story.bjorn)

    assert contribution.hidden_reason is HiddenReason.UNCLEAR
    assert db.session.get(Spotlight, story.conference.id) is None


def test_return_to_waiting_undoes_both_publishing_and_hiding(story: Story) -> None:
    contribution = submit(story)
    publish_contribution(contribution, story.bjorn)
    return_to_waiting(contribution, story.bjorn)
    assert contribution.is_waiting

    hide_contribution(contribution, HiddenReason.OFF_TOPIC, story.bjorn)
    return_to_waiting(contribution, story.bjorn)
    assert contribution.is_waiting
    assert contribution.hidden_reason is None


def test_show_on_screen_publishes_and_replaces_what_was_shown(story: Story) -> None:
    first = submit(story, "Det første.", uuid.uuid4())
    second = submit(story, "Det andre.", uuid.uuid4())
    show_on_screen(first, story.bjorn)
    show_on_screen(second, story.bjorn)

    assert first.is_published
    assert second.is_published
    assert db.session.get_one(Spotlight, story.conference.id).contribution_id == second.id


def test_clear_screen_twice_is_harmless(story: Story) -> None:
    show_on_screen(submit(story), story.bjorn)
    clear_screen(story.conference.id, story.bjorn)
    clear_screen(story.conference.id, story.bjorn)

    assert db.session.get(Spotlight, story.conference.id) is None


def test_the_log_never_holds_the_text(story: Story) -> None:
    contribution = submit(story, "En hemmelig setning om Kari.")
    hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.bjorn)

    entries = db.session.scalars(db.select(LogEntry)).all()
    assert entries
    assert not [entry for entry in entries if "hemmelig" in entry.detail]
