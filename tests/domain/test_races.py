"""Two at the same moment: the second waits, and then decides on what is true by then. On PostgreSQL too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Thread

import pytest
from flask import Flask

from app.domain.accounts import remove_member
from app.domain.activities import close_activity
from app.domain.ballots import cast_ballot
from app.domain.errors import Refused
from app.domain.next_step import take_next_step
from app.domain.transaction import transaction, writing
from app.extensions import db
from app.models import Account, Activity, Conference, Participant, Role
from app.queries.activities import NextStep, Step
from app.queries.conferences import members_of
from app.queries.votes import vote_result_of
from tests.conftest import Story
from tests.votes import cast, count_now, open_vote_in, voters

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
    seen = NextStep(Step.ANNOUNCE_CLOSING, story.dialogue)
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


def all_at_once(app: Flask, acts: list[Callable[[], object]]) -> list[str]:
    """Twenty-five at a time, fewer than there are connections. What was said to those who were refused."""
    said: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            try:
                act()
            except Refused as refused:
                said.append(str(refused))
            finally:
                db.session.remove()

    with ThreadPoolExecutor(25) as threads:
        list(threads.map(run, acts))
    return said


def test_500_ballots_of_500_people_at_once_are_500(app: Flask, story: Story) -> None:
    activity = open_vote_in(story)
    people = [(voter.participant.id, voter.token) for voter in voters(story, story.businesses, 500)]
    activity_id, option_ids = activity.id, [option.id for option in activity.vote.options]  # type: ignore[union-attr]
    db.session.rollback()

    def cast_one(number: int) -> None:
        participant_id, token = people[number]
        participant = db.session.get_one(Participant, participant_id)
        cast_ballot(participant, db.session.get_one(Activity, activity_id), [option_ids[number % 10]], token)

    assert all_at_once(app, [partial(cast_one, number) for number in range(500)]) == []
    count_now(activity)
    result = vote_result_of(activity)
    assert (result.turnout.voted, result.ballots) == (500, 500)
    assert list(result.votes.values()) == [50] * 10


def test_500_ballots_of_one_person_at_once_are_one(app: Flask, story: Story) -> None:
    """And with keys that are not hers, each is told so."""
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 5)[0]
    activity_id, participant_id = activity.id, voter.participant.id
    option_ids = [option.id for option in activity.vote.options]  # type: ignore[union-attr]
    cast(activity, voter, 0)
    db.session.rollback()

    def cast_again(number: int) -> None:
        participant = db.session.get_one(Participant, participant_id)
        token = voter.token if number % 2 else f"{number:032}"
        cast_ballot(participant, db.session.get_one(Activity, activity_id), [option_ids[number % 10]], token)

    said = all_at_once(app, [partial(cast_again, number) for number in range(500)])
    assert said == ["Du har stemt før, men ikke med denne nøkkelen. Stemmen du sendte da, står."] * 250
    count_now(activity)
    result = vote_result_of(activity)
    assert (result.turnout.voted, result.ballots, sum(result.votes.values())) == (1, 1, 1)
