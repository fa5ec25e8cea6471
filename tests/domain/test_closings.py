"""The minute before a question closes, and the time that it has."""

from datetime import timedelta

import pytest

from app.domain.activities import close_activity, open_activity
from app.domain.closings import NOTICE, announce_closing, cancel_closing, close_what_is_due
from app.domain.contributions import submit_contribution
from app.domain.errors import Refused, TooLate
from app.domain.timers import extend_timer, pause_timer, resume_timer
from app.extensions import db
from app.live.revisions import revision_of
from app.models import ActivityState, ContributionKind, LogEntry, utc_now
from app.models.activity import GRACE
from tests.conftest import Story
from tests.domain.test_contributions import KEY


def due(story: Story, ago: timedelta = timedelta(0)) -> None:
    """Announced, and the minute is over."""
    announce_closing(story.dialogue, story.bjorn)
    story.dialogue.closes_at = utc_now().replace(microsecond=0) - ago
    db.session.commit()


def test_it_is_open_for_another_minute(story: Story) -> None:
    announce_closing(story.dialogue, story.bjorn)

    assert story.dialogue.is_closing
    assert story.dialogue.closes_at is not None
    assert timedelta(0) <= NOTICE - (story.dialogue.closes_at - utc_now()) < timedelta(seconds=5)
    assert submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY).id


def test_announced_twice_closes_no_later(story: Story) -> None:
    announce_closing(story.dialogue, story.bjorn)
    before = story.dialogue.closes_at, revision_of(story.conference.id)
    announce_closing(story.dialogue, story.cecilie)

    assert (story.dialogue.closes_at, revision_of(story.conference.id)) == before


def test_it_closes_by_itself_when_it_said_it_would(story: Story) -> None:
    due(story, timedelta(seconds=3))
    said = story.dialogue.closes_at
    close_what_is_due()
    close_what_is_due()  # another process

    entries = db.session.scalars(db.select(LogEntry).where(LogEntry.action == "close_activity")).all()
    assert (story.dialogue.state, story.dialogue.closed_at) == (ActivityState.CLOSED, said)
    assert [(entry.account_id, entry.detail) for entry in entries] == [(None, "by_itself")]


def test_it_does_not_close_before_its_time(story: Story) -> None:
    announce_closing(story.dialogue, story.bjorn)
    close_what_is_due()

    assert story.dialogue.is_open


def test_where_nobody_closes_it_answers_are_too_late_all_the_same(story: Story) -> None:
    """A server without the timekeeper."""
    due(story, GRACE + timedelta(seconds=1))

    with pytest.raises(TooLate):
        submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar meg.", KEY)


def test_it_can_be_called_off_and_given_more_time(story: Story) -> None:
    announce_closing(story.dialogue, story.bjorn)
    before = story.dialogue.closes_at
    extend_timer(story.dialogue, 3, story.bjorn)
    assert before is not None
    assert story.dialogue.closes_at == before + timedelta(minutes=3)
    cancel_closing(story.dialogue, story.bjorn)
    close_what_is_due()

    assert (story.dialogue.is_open, story.dialogue.is_closing) == (True, False)


def test_called_off_too_late_is_refused(story: Story) -> None:
    due(story)
    close_what_is_due()

    with pytest.raises(Refused, match="alt stengt"):
        cancel_closing(story.dialogue, story.bjorn)


def test_what_asks_nothing_and_what_is_not_open_has_no_closing(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    open_activity(story.plenary, story.bjorn)

    for activity in (story.dialogue, story.plenary):
        with pytest.raises(Refused):
            announce_closing(activity, story.bjorn)


def test_time_that_stood_still_runs_when_it_closes_and_cannot_be_stopped_then(story: Story) -> None:
    pause_timer(story.dialogue, story.bjorn)
    announce_closing(story.dialogue, story.bjorn)

    assert story.dialogue.paused_at is None
    with pytest.raises(Refused, match="stenger straks"):
        pause_timer(story.dialogue, story.bjorn)


def test_time_that_stood_still_is_not_counted(story: Story) -> None:
    pause_timer(story.dialogue, story.bjorn)
    pause_timer(story.dialogue, story.cecilie)
    assert story.dialogue.opened_at is not None
    assert story.dialogue.paused_at is not None
    story.dialogue.opened_at -= timedelta(minutes=10)
    story.dialogue.paused_at -= timedelta(minutes=4)
    db.session.commit()
    left = story.dialogue.left_when_paused
    resume_timer(story.dialogue, story.bjorn)

    assert left is not None
    assert story.dialogue.ends_at is not None
    assert abs(left - timedelta(minutes=24)) < timedelta(seconds=5)
    assert abs(story.dialogue.ends_at - utc_now() - left) < timedelta(seconds=5)


def test_more_time_and_its_undoing(story: Story) -> None:
    planned = story.dialogue.ends_at
    extend_timer(story.dialogue, 1, story.bjorn)
    assert planned is not None
    assert story.dialogue.ends_at == planned + timedelta(minutes=1)
    extend_timer(story.dialogue, -1, story.bjorn)
    assert story.dialogue.ends_at == planned


@pytest.mark.parametrize("minutes", [0, 61, -61])
def test_odd_minutes_are_refused(story: Story, minutes: int) -> None:
    with pytest.raises(Refused):
        extend_timer(story.dialogue, minutes, story.bjorn)


def test_opened_again_it_has_all_of_its_time(story: Story) -> None:
    extend_timer(story.dialogue, 5, story.bjorn)
    announce_closing(story.dialogue, story.bjorn)
    close_activity(story.dialogue, story.bjorn)
    with pytest.raises(Refused):
        extend_timer(story.dialogue, 1, story.bjorn)
    open_activity(story.dialogue, story.bjorn)

    assert story.dialogue.added_seconds == 0
    assert not story.dialogue.is_closing


def test_the_same_minute_is_given_once_whether_the_clock_runs_or_it_closes(story: Story) -> None:
    for prepare in (lambda: None, lambda: announce_closing(story.dialogue, story.bjorn)):
        prepare()
        seen = story.dialogue.time_ends_at
        assert seen is not None
        after = extend_timer(story.dialogue, 1, story.bjorn, seen)
        with pytest.raises(Refused, match="Tida er endret i mellomtiden"):
            extend_timer(story.dialogue, 1, story.cecilie, seen)

        assert after == story.dialogue.time_ends_at == seen + timedelta(minutes=1)
