"""Drawing for everybody: once, and with nothing of whoever asked first."""

import time
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask, g

from app.domain.activities import ActivityPlan, change_activity, open_activity
from app.domain.closings import announce_closing
from app.domain.conferences import set_policy
from app.domain.contributions import submit_contribution
from app.domain.hall import cover_screen
from app.domain.participants import join_conference
from app.domain.turns import give_floor
from app.extensions import db
from app.live.drawing import draw_view, drawings
from app.live.regions import REGIONS
from app.live.revisions import Revision, revision_of
from app.live.views import Audience, View
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    ContributionKind,
    CoverPicture,
    Language,
    ModerationPolicy,
    base,
    utc_now,
)
from tests.conftest import Story

TURNS = ActivityPlan(kind=ActivityKind.PLENARY, title="Framlegg", minutes=30, turn_minutes=2)
PLAN = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 1", minutes=30)


AT_7 = Revision(7, 7, 7)


def hall_of(story: Story) -> View:
    return View(story.conference.id, Audience.PARTICIPANT, Language.BOKMAL)


def test_many_who_ask_for_the_same_get_one_drawing(app: Flask, story: Story) -> None:
    view, before = hall_of(story), drawings.count
    first = draw_view(app, view, AT_7)

    assert draw_view(app, view, AT_7) == first
    assert drawings.count - before == len(first)


def test_a_drawing_leaves_the_context_of_whoever_asked_alone(app: Flask, story: Story) -> None:
    g.mine = "kept"
    session = db.session()
    draw_view(app, hall_of(story), AT_7)

    assert (g.mine, "_login_user" in g, db.session() is session) == ("kept", False, True)


def test_what_a_request_read_earlier_is_not_drawn_for_all(app: Flask, story: Story) -> None:
    """Else it would be kept as if it were of the revision that the request asked for afterwards."""
    assert story.dialogue.question == "Hva forventer du av kommunen når du tar kontakt?"
    with app.app_context():  # somebody else
        change_activity(db.session.get_one(Activity, story.dialogue.id), replace(PLAN, question="Hva nå?"), None)
    drawn = draw_view(app, hall_of(story), AT_7)

    assert b"Hva n\xc3\xa5?" in drawn["activity"]
    assert b"Hva forventer du" not in drawn["activity"]


def test_an_arrival_redraws_only_what_shows_who_is_here(app: Flask, story: Story) -> None:
    def come_and_draw(conference: Conference) -> tuple[int, str]:
        join_conference(conference, conference.target_groups[0], Language.BOKMAL)
        before, view = drawings.count, replace(hall_of(story), conference_id=conference.id)
        drawn = draw_view(app, view, revision_of(conference.id))
        return drawings.count - before, drawn["arrivals"].decode()

    come_and_draw(story.conference)
    come_and_draw(story.elsewhere)

    assert come_and_draw(story.conference)[0] == 0
    count, arrivals = come_and_draw(story.elsewhere)  # nothing is on stage there
    assert (count, "2 av 30 er her" in arrivals) == (1, True)
    change_activity(story.dialogue, replace(PLAN, question="Hva nå?"), story.bjorn)
    assert come_and_draw(story.conference)[0] == len(REGIONS[Audience.PARTICIPANT])


def test_what_is_said_redraws_only_what_shows_it(app: Flask, story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    draw_view(app, hall_of(story), revision_of(story.conference.id))
    before = drawings.count

    submit_contribution(story.astrid, story.dialogue, ContributionKind.INPUT, "Flere benker", uuid.uuid4())
    drawn = draw_view(app, hall_of(story), revision_of(story.conference.id))

    assert b"Flere benker" in drawn["contributions"]
    assert drawings.count - before == 1


@pytest.mark.parametrize("audience", Audience)
def test_time_that_goes_by_changes_no_region(
    app: Flask, story: Story, audience: Audience, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So 2,000 phones that count down cost one drawing, and not a frame for each second."""
    change_activity(story.plenary, TURNS, story.bjorn)
    view = View(story.conference.id, audience, Language.BOKMAL, "waiting" if audience is Audience.FACILITATOR else "")
    for act in (
        lambda: announce_closing(story.dialogue, story.bjorn),
        lambda: open_activity(story.plenary, story.bjorn),
        lambda: give_floor(story.plenary, 1, story.bjorn),
        lambda: cover_screen(story.conference, CoverPicture.BREAK, 5, story.bjorn),
    ):
        act()
        drawn = draw_view(app, view, revision_of(story.conference.id))
        drawings.forget_all()
        with monkeypatch.context() as later:
            later.setattr(base, "_latest", (utc_now() + timedelta(seconds=45), time.monotonic()))
            assert draw_view(app, view, revision_of(story.conference.id)) == drawn
        drawings.forget_all()
