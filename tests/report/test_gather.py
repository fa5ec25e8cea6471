"""What the summary says equals what screen and control room count, and holds nothing that was not published."""

import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from app.demo import build_demo
from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity, remove_activity
from app.domain.conferences import set_policy
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution, undo_decision
from app.domain.imports import ImportedRow, import_contributions
from app.domain.participants import change_target_group
from app.extensions import db
from app.live.regions.facilitator import queue_context
from app.live.regions.screen import stage_context
from app.live.views import Audience, View
from app.models import (
    ActivityKind,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Language,
    ModerationPolicy,
    Origin,
)
from app.queries.contributions import published_per_group, state_counts_of
from app.queries.participants import counts_per_group
from app.report.content import SummaryContent
from app.report.gather import summary_content_of
from tests.conftest import Story, account_of

Draw = Callable[[SummaryContent], Path]


@pytest.fixture
def demo(app: Flask) -> Conference:
    return build_demo(account_of("Bjørn"))


def say(story: Story, text: str, kind: ContributionKind = ContributionKind.ADVICE) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, kind, text, uuid.uuid4())


def text_of(pdf: Path) -> str:
    read = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(read.stdout.split())


def test_the_totals_are_those_of_screen_and_control_room(demo: Conference) -> None:
    content = summary_content_of(demo)

    screen = stage_context(View(demo.id, Audience.SCREEN, Language.BOKMAL))
    control_room = queue_context(View(demo.id, Audience.FACILITATOR, Language.BOKMAL))["states"]
    moderation = content.moderation
    assert content.contradictions() == []
    assert content.published == screen["states"].published == moderation.published == 47
    assert content.activities[0].contributed == screen["heard"] == 38
    assert content.joined == sum(count.joined for count in screen["counts"]) == 64
    assert (moderation.received, moderation.waiting, moderation.hidden) == (
        control_room.received,
        control_room.waiting,
        control_room.hidden,
    )
    assert [(part.position, len(part.advice), len(part.input)) for part in content.activities[0].groups] == [
        (group.mark, counts.advice, counts.input)
        for group in demo.target_groups
        for counts in [published_per_group(screen["activity"])[group.id]]
    ]


def test_the_printed_totals_are_the_same(demo: Conference, draw: Draw) -> None:
    text = text_of(draw(summary_content_of(demo)))

    states = state_counts_of(demo.id)
    joined = sum(count.joined for count in counts_per_group(demo.id))
    assert f"{joined} mennesker fra 6 målgrupper kom. De ga 26 råd og 21 innspill." in text
    for counted in (f"Vist: {states.published}.", f"Skjult: {states.hidden}.", f"Venter: {states.waiting}."):
        assert counted in text


def test_what_waits_or_is_hidden_is_neither_gathered_nor_printed(story: Story, draw: Draw) -> None:
    publish_contribution(say(story, "Dette er vist."), story.bjorn)
    hide_contribution(say(story, "HEMMELIG-SKJULT"), HiddenReason.PERSONAL_DATA, story.bjorn)
    say(story, "HEMMELIG-VENTER")

    content = summary_content_of(story.conference)

    printed = text_of(draw(content))
    assert "Dette er vist." in content.to_json()
    assert "Dette er vist." in printed
    assert "HEMMELIG" not in content.to_json()
    assert "HEMMELIG" not in printed
    assert (content.moderation.waiting, content.moderation.hidden) == (1, 1)
    assert [(reason.label, reason.count) for reason in content.moderation.hidden_reasons] == [("Personopplysning", 1)]


def test_another_conference_is_not_in_it(story: Story) -> None:
    publish_contribution(say(story, "Fra den første."), story.bjorn)

    content = summary_content_of(story.elsewhere)

    assert (content.published, content.joined, content.title) == (0, 0, "En annen konferanse")
    assert "Fra den første." not in content.to_json()


def test_it_is_in_order_oldest_first_and_by_kind(story: Story) -> None:
    later = say(story, "Først sendt, sist vist.")
    publish_contribution(say(story, "Sist sendt, først vist."), story.bjorn)
    publish_contribution(later, story.bjorn)
    publish_contribution(say(story, "Et innspill.", ContributionKind.INPUT), story.bjorn)

    [activity] = summary_content_of(story.conference).activities

    [part] = activity.groups
    assert (part.position, part.advice, part.input) == (
        1,
        ("Først sendt, sist vist.", "Sist sendt, først vist."),
        ("Et innspill.",),
    )


def test_questions_keep_their_number_of_the_programme(story: Story) -> None:
    second = add_activity(
        story.conference,
        ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 2", question="Hva nå?", minutes=20),
        story.bjorn,
    )
    assert [part.number for part in summary_content_of(story.conference).activities] == [1]

    open_activity(second, story.bjorn)

    assert [(part.number, part.question) for part in summary_content_of(story.conference).activities] == [
        (1, "Hva forventer du av kommunen når du tar kontakt?"),
        (2, "Hva nå?"),
    ]


def test_an_activity_taken_out_of_the_programme_is_not_in_it(story: Story) -> None:
    publish_contribution(say(story, "Fra den som ble fjernet."), story.bjorn)
    close_activity(story.dialogue, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)

    content = summary_content_of(story.conference)

    assert (content.published, content.contributed, content.moderation.received) == (0, 0, 0)
    assert content.contradictions() == []


def test_paper_notes_for_a_question_that_was_never_opened_are_in_it(story: Story) -> None:
    later = add_activity(
        story.conference,
        ActivityPlan(kind=ActivityKind.DIALOGUE, title="Papir", question="Skrevet på lapper?", minutes=20),
        story.bjorn,
    )
    db.session.add(
        Contribution(
            activity_id=later.id,
            target_group_id=story.businesses.id,
            client_key=str(uuid.uuid4()),
            kind=ContributionKind.ADVICE,
            text="Fra en lapp.",
            origin=Origin.PAPER,
            state=ContributionState.PUBLISHED,
        )
    )
    db.session.commit()

    content = summary_content_of(story.conference)

    assert (content.moderation.paper, content.published, content.contributed) == (1, 1, 0)
    assert content.contradictions() == []


def test_somebody_who_changed_group_is_counted_once_and_the_text_stays(story: Story) -> None:
    publish_contribution(say(story, "Sagt som innbygger."), story.bjorn)
    change_target_group(story.astrid, story.businesses)

    content = summary_content_of(story.conference)

    assert [(group.joined, group.contributed) for group in content.groups] == [(0, None), (1, None)]  # one is few
    assert content.contributed == 1
    assert [part.position for part in content.activities[0].groups] == [1]
    assert content.contradictions() == []


def test_the_fingerprint_moves_with_the_content_alone(story: Story) -> None:
    said = say(story, "Svar innen en uke.")
    before = summary_content_of(story.conference).fingerprint()
    assert summary_content_of(story.conference).fingerprint() == before

    publish_contribution(said, story.bjorn)

    assert summary_content_of(story.conference).fingerprint() != before


def test_gathering_costs_the_same_with_1_text_and_with_30(story: Story) -> None:
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def cost() -> int:
        statements.clear()
        summary_content_of(story.conference)
        return len(statements)

    publish_contribution(say(story, "Én."), story.bjorn)
    few = cost()
    for number in range(30):
        publish_contribution(say(story, f"Tekst {number}."), story.bjorn)
    assert cost() == few


def test_gathering_costs_the_same_with_1_question_and_with_10(story: Story) -> None:
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def cost() -> int:
        statements.clear()
        summary_content_of(story.conference)
        return len(statements)

    few = cost()
    for number in range(10):
        plan = ActivityPlan(kind=ActivityKind.DIALOGUE, title=f"Økt {number}", question="Hva nå?", minutes=10)
        open_activity(add_activity(story.conference, plan, story.bjorn), story.bjorn)
    assert cost() == few


def test_who_approved_is_counted_whatever_the_policy_is_now(story: Story) -> None:
    publish_contribution(say(story, "Lest først."), story.bjorn)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    say(story, "Vist med en gang.")
    hidden = say(story, "Vist, skjult og angret.")
    before = hide_contribution(hidden, HiddenReason.UNCLEAR, story.bjorn)
    undo_decision(hidden, before, hidden.decided_at, story.bjorn)
    set_policy(story.conference, ModerationPolicy.APPROVE_FIRST, story.bjorn)
    row = ImportedRow(number=2, target_group_id=story.businesses.id, kind=ContributionKind.ADVICE, text="Fra en lapp.")
    import_contributions(story.dialogue, [row], ContributionState.PUBLISHED, story.bjorn)

    content = summary_content_of(story.conference)

    moderation = content.moderation
    assert (moderation.published, moderation.approved, moderation.shown_at_once) == (4, 1, 3)
    assert (moderation.paper, content.activities[0].paper) == (1, 1)
    assert content.contradictions() == []


def test_in_the_demo_somebody_read_it_all(demo: Conference) -> None:
    assert summary_content_of(demo).moderation.shown_at_once == 0
