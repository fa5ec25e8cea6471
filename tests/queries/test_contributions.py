"""Lists in their order and within their bounds; counts that agree with each other."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from app.domain.activities import close_activity, remove_activity
from app.domain.conferences import set_policy
from app.domain.contribution_answers import mark_answered
from app.domain.contribution_merges import merge_contribution
from app.domain.contributions import (
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    submit_contribution,
    undo_decision,
)
from app.domain.imports import ImportedRow, import_contributions
from app.domain.participants import join_conference
from app.extensions import db
from app.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Language,
    ModerationPolicy,
    Participant,
)
from app.queries.contribution_reports import hidden_by_reason
from app.queries.contributions import (
    KindCounts,
    StateCounts,
    contribution_of,
    contributions_by,
    decisions_mark,
    newest_per_group,
    older_contributions_of,
    published_contributions_of,
    published_per_group,
    queue_of,
    spotlight_of,
    state_counts_of,
)
from tests.conftest import Story

Say = Callable[..., Contribution]


@pytest.fixture
def erik(story: Story) -> Participant:
    """From the other target group."""
    return join_conference(story.conference, story.businesses, Language.BOKMAL)[0]


@pytest.fixture
def say(story: Story) -> Say:
    def saying(
        text: str, by: Participant | None = None, kind: ContributionKind = ContributionKind.ADVICE
    ) -> Contribution:
        return submit_contribution(by or story.astrid, story.dialogue, kind, text, uuid.uuid4())

    return saying


def test_the_waiting_come_oldest_first_and_the_decided_newest_first(story: Story, say: Say) -> None:
    first, second, third, fourth = (say(text) for text in ("en", "to", "tre", "fire"))
    publish_contribution(second, story.bjorn)
    publish_contribution(first, story.bjorn)
    id = story.conference.id

    assert list(queue_of(id, ContributionState.WAITING)) == [third, fourth]
    assert list(queue_of(id, ContributionState.PUBLISHED)) == [first, second]
    assert list(queue_of(id, ContributionState.PUBLISHED, limit=1, offset=1)) == [second]
    assert list(queue_of(story.elsewhere.id, ContributionState.WAITING)) == []


def test_paper_waits_behind_the_hall_whatever_its_times(story: Story, say: Say) -> None:
    notes = [
        ImportedRow(
            number=number,
            target_group_id=story.residents.id,
            kind=ContributionKind.INPUT,
            text=text,
            submitted_at=datetime(year, 11, 19, tzinfo=UTC),
        )
        for number, text, year in [(2, "fra i fjor", 2025), (3, "fra i forfjor", 2024)]
    ]
    import_contributions(story.dialogue, notes, ContributionState.WAITING, story.bjorn)
    say("fra salen")

    waiting = queue_of(story.conference.id, ContributionState.WAITING)
    assert [each.text for each in waiting] == ["fra salen", "fra i forfjor", "fra i fjor"]


def test_the_queue_costs_the_same_questions_with_one_and_with_thirty(story: Story, say: Say) -> None:
    def questions_for_the_queue() -> int:
        asked: list[str] = []
        db.session.expire_all()
        id = story.conference.id
        listening = (db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        event.listen(*listening)
        for contribution in queue_of(id, ContributionState.WAITING):
            assert contribution.target_group.name
            assert contribution.activity.title
        event.remove(*listening)
        return len(asked)

    say("en")
    with_one = questions_for_the_queue()
    for number in range(29):
        say(f"nummer {number}")

    assert questions_for_the_queue() == with_one


def test_what_is_published_last_stands_first_whatever_its_age(story: Story, say: Say, erik: Participant) -> None:
    old, new, other = say("gammel"), say("ny"), say("næringsliv", by=erik)
    for contribution in (new, other, old):
        publish_contribution(contribution, story.bjorn)

    assert list(published_contributions_of(story.dialogue)) == [old, other, new]
    assert list(published_contributions_of(story.dialogue, mark=1)) == [old, new]
    assert list(published_contributions_of(story.dialogue, limit=1)) == [old]
    assert old.decided_at is not None
    assert list(older_contributions_of(story.dialogue, (old.decided_at, old.id))) == [other, new]
    assert list(older_contributions_of(story.dialogue, (old.decided_at, old.id), mark=2)) == [other]


def test_the_screen_gets_each_groups_newest_published(story: Story, say: Say, erik: Participant) -> None:
    first, second, other = say("en"), say("to"), say("tre", by=erik)
    for contribution in (second, other, first):
        publish_contribution(contribution, story.bjorn)
    say("venter", by=erik)

    assert newest_per_group(story.dialogue) == {story.residents.id: first, story.businesses.id: other}
    hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)
    assert newest_per_group(story.dialogue)[story.residents.id] is second


def test_counts_agree_and_leave_out_what_was_removed(story: Story, say: Say) -> None:
    one, two, three, _ = (say(text) for text in ("en", "to", "tre", "fire"))
    publish_contribution(one, story.bjorn)
    hide_contribution(two, HiddenReason.OFFENSIVE, story.bjorn)
    hide_contribution(three, HiddenReason.OFFENSIVE, story.bjorn)
    counts = state_counts_of(story.conference.id)

    assert counts == StateCounts(waiting=1, published=1, hidden=2)
    assert counts.received == 4
    assert state_counts_of(story.conference.id, story.dialogue) == counts
    assert hidden_by_reason(story.conference.id) == {HiddenReason.OFFENSIVE: 2}
    assert state_counts_of(story.elsewhere.id) == StateCounts()

    close_activity(story.dialogue, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)
    assert state_counts_of(story.conference.id) == StateCounts()
    assert hidden_by_reason(story.conference.id) == {}
    assert list(queue_of(story.conference.id, ContributionState.WAITING)) == []


def test_published_advice_and_input_of_each_group(story: Story, say: Say, erik: Participant) -> None:
    for contribution in (say("en"), say("to"), say("tre", kind=ContributionKind.INPUT), say("fire", by=erik)):
        publish_contribution(contribution, story.bjorn)
    say("venter")
    counts = published_per_group(story.dialogue)

    assert counts == {
        story.residents.id: KindCounts(advice=2, input=1),
        story.businesses.id: KindCounts(advice=1),
    }
    assert counts[story.residents.id].all == 3


def test_a_persons_own_are_all_there_newest_first(story: Story, say: Say, erik: Participant) -> None:
    first, second = say("en"), say("to")
    say("en annens", by=erik)
    hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)

    assert list(contributions_by(story.astrid)) == [second, first]
    assert list(contributions_by(story.astrid, limit=1)) == [second]


def test_the_screen_shows_at_most_one(story: Story, say: Say) -> None:
    first, second = say("en"), say("to")
    assert spotlight_of(story.conference.id) is None
    show_on_screen(first, story.bjorn)
    show_on_screen(second, story.bjorn)

    assert spotlight_of(story.conference.id) is second
    assert spotlight_of(story.elsewhere.id) is None


def test_a_contribution_is_found_in_its_own_conference_only(story: Story, say: Say) -> None:
    contribution = say("her")

    assert contribution_of(story.conference, contribution.id) is contribution
    assert contribution_of(story.elsewhere, contribution.id) is None


def test_the_mark_of_decisions_moves_with_each_and_with_nothing_else(story: Story, say: Say) -> None:
    marks = [decisions_mark(story.conference.id)]

    def moved() -> bool:
        marks.append(decisions_mark(story.conference.id))
        return marks[-1] != marks[-2]

    waiting = say("Det venter.")
    assert not moved()
    publish_contribution(waiting, story.bjorn)
    assert moved()
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    shown = [say("Det vises med en gang."), say("Og det."), say("Det også.")]
    assert [each.is_published for each in shown] == [True] * 3
    assert not moved()
    before = hide_contribution(shown[0], HiddenReason.UNCLEAR, story.bjorn)
    assert moved()
    undo_decision(shown[0], before, shown[0].decided_at, story.bjorn)
    assert moved()
    before = return_to_waiting(shown[1], story.bjorn)
    assert moved()
    undo_decision(shown[1], before, None, story.bjorn)
    assert moved()
    merge_contribution(shown[2], shown[0], story.bjorn)
    assert moved()
    mark_answered(shown[0], story.bjorn)
    assert moved()
