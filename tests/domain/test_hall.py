"""A word to the phones, a picture before the screen, all held still; and that it goes when the programme moves."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.closings import announce_closing
from app.domain.conferences import finish_conference
from app.domain.contributions import (
    show_on_screen,
    submit_contribution,
)
from app.domain.errors import Refused
from app.domain.hall import (
    cover_screen,
    freeze_hall,
    remove_nudge,
    show_nudge,
    uncover_screen,
    undo_nudge,
)
from app.live.drawing import draw_view
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import (
    ContributionKind,
    CoverPicture,
    Language,
)
from app.queries.hall import cover_of, freeze_of, nudge_of
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
