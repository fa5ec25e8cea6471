"""Phones and screen held still: what stays, what comes through, and what must not be held."""

from datetime import timedelta

import pytest
from flask import Flask

from app.domain.activities import ActivityPlan, change_activity, open_activity
from app.domain.closings import announce_closing
from app.domain.conferences import set_policy
from app.domain.contribution_texts import redact_contribution
from app.domain.contributions import (
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    submit_contribution,
)
from app.domain.hall import (
    freeze_hall,
    release_hall,
    show_nudge,
)
from app.domain.paper import PaperLine, take_back_line, type_from_paper
from app.domain.tables import merge_tables, set_table_count
from app.domain.timers import extend_timer, pause_timer
from app.domain.turns import give_floor
from app.extensions import db
from app.live.drawing import drawings
from app.live.revisions import revision_of
from app.live.views import Audience
from app.models import (
    ActivityKind,
    ContributionKind,
    FrozenRegion,
    HiddenReason,
    Language,
    ModerationPolicy,
)
from app.queries.hall import freeze_of
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.domain.test_contributions import KEY
from tests.domain.test_hall import shown

LINE = "To minutter igjen. Skriv ferdig det du holder på med."


@pytest.mark.parametrize("mark", ["", "1"])
@pytest.mark.parametrize("language", Language)
def test_frozen_phones_and_screen_keep_what_they_show(app: Flask, story: Story, language: Language, mark: str) -> None:
    """Whoever asks: another language, a filter that nobody had chosen, a process that has drawn nothing yet."""
    freeze_hall(story.conference, story.bjorn)
    contribution = submit_contribution(
        story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg innen uka.", KEY
    )
    publish_contribution(contribution, story.bjorn)
    plan = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 1", question="Hva nå?", minutes=30)
    change_activity(story.dialogue, plan, story.bjorn)
    drawings.forget_all()
    phones, screen = shown(app, story, Audience.PARTICIPANT, language, mark), shown(app, story, Audience.SCREEN)
    room = shown(app, story, Audience.FACILITATOR, Language.BOKMAL, "published")

    assert "Hva forventer du" in phones
    assert "Hva forventer du" in screen
    for words in ("Svar meg innen uka.", "Hva nå?"):
        assert words not in phones
        assert words not in screen
        assert words in room
    assert "står stille" in room

    release_hall(story.conference, story.bjorn)
    assert "Svar meg innen uka." in shown(app, story, Audience.PARTICIPANT, language, mark)
    assert "Svar meg innen uka." in shown(app, story, Audience.SCREEN)


def test_a_nudge_and_the_last_minute_come_through(app: Flask, story: Story) -> None:
    freeze_hall(story.conference, story.bjorn)
    show_nudge(story.conference, LINE, story.bjorn)
    assert LINE in shown(app, story, Audience.PARTICIPANT)
    announce_closing(story.dialogue, story.bjorn)
    assert freeze_of(story.conference.id) is None
    assert "Stenger om" in shown(app, story, Audience.SCREEN)


def test_how_much_time_is_left_is_true_while_all_else_is_held(app: Flask, story: Story) -> None:
    freeze_hall(story.conference, story.bjorn)
    ends_at = story.dialogue.ends_at
    assert ends_at is not None
    plan = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 1", question="Hva nå?", minutes=30)
    change_activity(story.dialogue, plan, story.bjorn)
    extend_timer(story.dialogue, 5, story.bjorn)
    later = f'data-until="{(ends_at + timedelta(minutes=5)).isoformat(timespec="seconds")[:19]}'
    for audience in (Audience.PARTICIPANT, Audience.SCREEN):
        assert later in shown(app, story, audience)
        assert "Hva nå?" not in shown(app, story, audience)
    pause_timer(story.dialogue, story.bjorn)
    for audience in (Audience.PARTICIPANT, Audience.SCREEN):
        assert "tida står stille" in shown(app, story, audience).lower()
        assert "Hva nå?" not in shown(app, story, audience)


@pytest.mark.parametrize("is_shown_first", [False, True])
def test_one_shown_big_meanwhile_does_not_hold_the_time_of_the_held_picture(
    app: Flask, story: Story, is_shown_first: bool
) -> None:
    contribution = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY)
    if is_shown_first:
        announce_closing(story.dialogue, story.bjorn)
        show_on_screen(contribution, story.bjorn)
    freeze_hall(story.conference, story.bjorn)
    show_on_screen(contribution, story.bjorn)
    extend_timer(story.dialogue, 5, story.bjorn)
    ends_at = story.dialogue.closes_at or story.dialogue.ends_at
    held = shown(app, story, Audience.SCREEN)

    assert ends_at is not None
    assert f'data-until="{ends_at.isoformat(timespec="seconds")[:19]}' in held
    assert ("Svar meg." in held) is is_shown_first
    release_hall(story.conference, story.bjorn)
    assert "Svar meg." in shown(app, story, Audience.SCREEN)


def test_a_table_whose_turn_is_held_still_keeps_its_own_time(app: Flask, story: Story) -> None:
    plan = ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg", minutes=30, turn_minutes=2)
    change_activity(story.plenary, plan, story.bjorn)
    set_table_count(story.conference, 3, story.bjorn)
    first, _second, third = tables_of(story.conference)
    open_activity(story.plenary, story.bjorn)
    give_floor(story.plenary, 1, story.bjorn)
    pause_timer(story.plenary, story.bjorn)
    freeze_hall(story.conference, story.bjorn)
    held = shown(app, story, Audience.SCREEN)
    merge_tables(first, third, story.bjorn)

    assert "Bord 1" in held
    assert shown(app, story, Audience.SCREEN) == held
    release_hall(story.conference, story.bjorn)
    assert "Bord 2" in shown(app, story, Audience.SCREEN)
    assert "2:00" in shown(app, story, Audience.SCREEN)


@pytest.mark.parametrize("taken_away", ["hidden", "redacted", "put back"])
def test_what_must_not_be_seen_is_not_held(app: Flask, story: Story, taken_away: str) -> None:
    contribution = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Kari svarer aldri.", KEY)
    publish_contribution(contribution, story.bjorn)
    freeze_hall(story.conference, story.bjorn)
    assert "Kari" in shown(app, story, Audience.SCREEN)
    if taken_away == "hidden":
        hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.bjorn)
    elif taken_away == "redacted":
        redact_contribution(contribution, {0}, story.bjorn, None)
    else:
        return_to_waiting(contribution, story.bjorn)

    for audience in (Audience.SCREEN, Audience.PARTICIPANT):
        assert "Kari" not in shown(app, story, audience)
    assert db.session.scalar(db.select(db.func.count()).select_from(FrozenRegion)) == 0


def test_a_line_from_paper_that_is_taken_back_is_not_held(app: Flask, story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    line = PaperLine(1, ContributionKind.ADVICE, story.residents, None, "Kari svarer aldri.", KEY)
    contribution = type_from_paper(story.dialogue, line, story.bjorn)
    freeze_hall(story.conference, story.bjorn)
    take_back_line(contribution, story.bjorn)

    assert "Kari" not in shown(app, story, Audience.SCREEN)
    assert freeze_of(story.conference.id) is None


def test_frozen_and_let_go_twice_is_the_same_as_once(story: Story) -> None:
    revisions = []
    for act in (freeze_hall, freeze_hall, release_hall, release_hall):
        act(story.conference, story.bjorn)
        db.session.expire_all()
        revisions.append(revision_of(story.conference.id))

    assert revisions[0] == revisions[1] < revisions[2] == revisions[3]
