"""A word to the phones, a picture before the screen, all held still; and that it goes when the programme moves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.domain.activities import ActivityPlan, change_activity, close_activity, open_activity, show_activity
from app.domain.closings import announce_closing
from app.domain.conferences import finish_conference, set_policy
from app.domain.contribution_texts import redact_contribution
from app.domain.contributions import (
    hide_contribution,
    publish_contribution,
    return_to_waiting,
    show_on_screen,
    submit_contribution,
)
from app.domain.errors import Refused
from app.domain.hall import (
    cover_screen,
    freeze_hall,
    release_hall,
    remove_nudge,
    show_nudge,
    uncover_screen,
    undo_nudge,
)
from app.domain.paper import PaperLine, take_back_line, type_from_paper
from app.domain.tables import merge_tables, set_table_count
from app.domain.timers import extend_timer, pause_timer
from app.domain.turns import give_floor
from app.extensions import db
from app.live.drawing import draw_view, drawings
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import (
    ActivityKind,
    ContributionKind,
    CoverPicture,
    FrozenRegion,
    HiddenReason,
    Language,
    ModerationPolicy,
)
from app.queries.hall import cover_of, freeze_of, nudge_of
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.domain.test_contributions import KEY

LINE = "To minutter igjen. Skriv ferdig det du holder på med."


def shown(app: Flask, story: Story, audience: Audience, language: Language = Language.BOKMAL, mark: str = "") -> str:
    view = View(story.conference.id, audience, language, mark)
    return b"".join(draw_view(app, view, revision_of(story.conference.id)).values()).decode()


def test_a_nudge_is_on_all_phones_and_not_on_the_screen(app: Flask, story: Story) -> None:
    assert show_nudge(story.conference, LINE, story.bjorn) == ""

    assert LINE in shown(app, story, Audience.PARTICIPANT)
    assert LINE in shown(app, story, Audience.FACILITATOR)
    assert LINE not in shown(app, story, Audience.SCREEN)


def test_the_same_nudge_twice_announces_nothing(story: Story) -> None:
    show_nudge(story.conference, LINE, story.bjorn)
    before = revision_of(story.conference.id)
    show_nudge(story.conference, LINE, story.cecilie)

    assert revision_of(story.conference.id) == before


@pytest.mark.parametrize("text", ["", "å" * 161])
def test_a_nudge_of_nothing_or_too_much_is_refused(story: Story, text: str) -> None:
    with pytest.raises(Refused):
        show_nudge(story.conference, text, story.bjorn)
    assert nudge_of(story.conference.id) is None


def test_undoing_a_nudge_brings_back_what_it_took_the_place_of(story: Story) -> None:
    show_nudge(story.conference, "Hent kaffe.", story.bjorn)
    before = show_nudge(story.conference, LINE, story.bjorn)
    undo_nudge(story.conference, LINE, before, story.bjorn)
    nudge = nudge_of(story.conference.id)
    assert nudge is not None
    assert nudge.text == "Hent kaffe."
    removed = remove_nudge(story.conference, story.bjorn)
    undo_nudge(story.conference, "", removed, story.bjorn)
    assert nudge_of(story.conference.id) is not None
    undo_nudge(story.conference, "Hent kaffe.", "", story.bjorn)
    assert nudge_of(story.conference.id) is None


def test_undo_does_not_overrule_who_wrote_in_between(story: Story) -> None:
    show_nudge(story.conference, LINE, story.bjorn)
    show_nudge(story.conference, "Hent kaffe.", story.cecilie)

    with pytest.raises(Refused, match="Noen andre"):
        undo_nudge(story.conference, LINE, "", story.bjorn)


MOVES: dict[str, Callable[[Story], None]] = {
    "closed": lambda story: close_activity(story.dialogue, story.bjorn),
    "opened": lambda story: open_activity(story.plenary, story.bjorn),
    "finished": lambda story: finish_conference(story.conference, story.bjorn),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_all_of_it_goes_when_the_programme_moves(story: Story, move: Callable[[Story], None]) -> None:
    show_nudge(story.conference, LINE, story.bjorn)
    cover_screen(story.conference, CoverPicture.BLACKOUT, 0, story.bjorn)
    freeze_hall(story.conference, story.bjorn)
    move(story)

    assert [laid(story.conference.id) for laid in (nudge_of, cover_of, freeze_of)] == [None, None, None]


def test_a_shown_result_is_seen(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    cover_screen(story.conference, CoverPicture.BREAK, 5, story.bjorn)
    show_activity(story.dialogue, story.bjorn)

    assert cover_of(story.conference.id) is None


def test_a_break_tells_when_it_is_over_and_black_is_nothing_to_read(app: Flask, story: Story) -> None:
    cover_screen(story.conference, CoverPicture.BREAK, 10, story.bjorn)
    assert "Vi begynner igjen" in shown(app, story, Audience.SCREEN)
    assert story.dialogue.question in shown(app, story, Audience.PARTICIPANT)
    cover_screen(story.conference, CoverPicture.BLACKOUT, 0, story.bjorn)
    dark = shown(app, story, Audience.SCREEN)
    assert "Skjermen er mørk akkurat nå" in dark
    assert story.dialogue.question not in dark
    freeze_hall(story.conference, story.bjorn)
    uncover_screen(story.conference, story.bjorn)
    assert freeze_of(story.conference.id) is None
    assert story.dialogue.question in shown(app, story, Audience.SCREEN)


@pytest.mark.parametrize("picture", [*CoverPicture, None])
def test_a_closing_is_told_in_whatever_picture_stands_before(
    app: Flask, story: Story, picture: CoverPicture | None
) -> None:
    contribution = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY)
    show_on_screen(contribution, story.bjorn)
    if picture is not None:
        cover_screen(story.conference, picture, 0, story.bjorn)
    assert "Stenger om" not in shown(app, story, Audience.SCREEN)
    announce_closing(story.dialogue, story.bjorn)

    assert shown(app, story, Audience.SCREEN).count("Stenger kl.") == 1


@pytest.mark.parametrize("minutes", [-1, 181])
def test_an_odd_break_is_refused(story: Story, minutes: int) -> None:
    with pytest.raises(Refused):
        cover_screen(story.conference, CoverPicture.BREAK, minutes, story.bjorn)


def test_what_is_shown_big_takes_the_cover_away(story: Story) -> None:
    contribution = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY)
    cover_screen(story.conference, CoverPicture.BLACKOUT, 0, story.bjorn)
    show_on_screen(contribution, story.bjorn)

    assert cover_of(story.conference.id) is None


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
