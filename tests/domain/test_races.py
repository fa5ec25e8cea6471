"""Two at the same moment: the second waits, and then decides on what is true by then. On PostgreSQL too."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from flask import Flask

from app.domain.accounts import remove_member
from app.domain.activities import close_activity
from app.domain.errors import Refused
from app.domain.next_step import take_next_step
from app.domain.transaction import transaction, writing
from app.extensions import db
from app.models import Account, Activity, Conference, Role
from app.queries.activities import NextStep, Step
from app.queries.conferences import members_of
from tests.conftest import Story

SECOND_COMES = 0.3


def first(app: Flask, act: Callable[[Callable[[], None]], None]) -> Thread:
    """Somebody else, who is in the middle of it when this returns: `act` calls what it is given there."""
    begun = Event()
    finished = Event()

    def in_the_middle() -> None:
        begun.set()
        finished.wait(SECOND_COMES)

    def run() -> None:
        with app.app_context():
            act(in_the_middle)

    thread = Thread(target=run)
    thread.start()
    begun.wait(5)
    return thread


def test_next_pressed_by_two_at_once_takes_one_step(app: Flask, story: Story) -> None:
    conference_id, dialogue_id = story.conference.id, story.dialogue.id
    seen = NextStep(Step.CLOSE_ACTIVITY, story.dialogue)
    db.session.rollback()

    def close(in_the_middle: Callable[[], None]) -> None:
        with transaction(conference_id):
            close_activity(db.session.get_one(Activity, dialogue_id), None)
            db.session.flush()
            in_the_middle()

    other = first(app, close)
    with pytest.raises(Refused, match="alt gjort"):
        take_next_step(story.conference, seen, story.bjorn)
    other.join()


def test_two_facilitators_who_remove_each_other_leave_one(app: Flask, story: Story) -> None:
    membership = next(each for each in members_of(story.conference) if each.account == story.cecilie)
    membership.role = Role.FACILITATOR
    db.session.commit()
    conference_id, bjorn_id, cecilie_id = story.conference.id, story.bjorn.id, story.cecilie.id
    db.session.rollback()

    def remove_cecilie(in_the_middle: Callable[[], None]) -> None:
        conference, bjorn, cecilie = (
            db.session.get_one(Conference, conference_id),
            db.session.get_one(Account, bjorn_id),
            db.session.get_one(Account, cecilie_id),
        )
        with writing():
            remove_member(conference, cecilie, bjorn)
            db.session.flush()
            in_the_middle()

    other = first(app, remove_cecilie)
    with pytest.raises(Refused, match="minst én prosessleder"):
        remove_member(story.conference, story.bjorn, story.cecilie)
    other.join()
    assert [each.account for each in members_of(story.conference)] == [story.bjorn]
