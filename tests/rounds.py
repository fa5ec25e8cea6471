"""What the tests of reactions and priorities share: people of a group, what they said, and a round about it."""

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.domain.activities import ActivityPlan, add_activity, close_activity, count_answers, open_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.participants import join_conference
from app.domain.transaction import transaction
from app.extensions import db
from app.live.revisions import Move
from app.models import Activity, ActivityKind, Contribution, ContributionKind, Language, Participant, TargetGroup
from tests.conftest import Story, phone_of

T = TypeVar("T")


def all_at_once(app: Flask, act: Callable[[T], None], each: Iterable[T]) -> None:
    """On as many threads as the server has. Where the database is busy too long, again, as a phone does at a 503."""

    def until_stored(one: T) -> None:
        with app.app_context():
            while True:
                try:
                    return act(one)
                except OperationalError:
                    db.session.rollback()
                finally:
                    db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(until_stored, each))


def arrivals(story: Story, group: TargetGroup, count: int) -> list[tuple[Participant, str]]:
    """Many who join at once, with their tokens; in one transaction, since the tests bring in thousands."""
    with transaction(story.conference.id, Move.ARRIVAL):
        return [join_conference(story.conference, group, Language.BOKMAL) for _ in range(count)]


def newcomers(story: Story, group: TargetGroup, count: int) -> list[Participant]:
    return [participant for participant, _token in arrivals(story, group, count)]


def person(story: Story, group: TargetGroup | None = None) -> Participant:
    """Somebody of the businesses, if nothing else is said."""
    return join_conference(story.conference, group or story.businesses, Language.BOKMAL)[0]


def phone(app: Flask, story: Story) -> tuple[Participant, FlaskClient]:
    """A resident with a phone."""
    participant, token = join_conference(story.conference, story.residents, Language.BOKMAL)
    return participant, phone_of(app, story.conference, token)


def said(story: Story, text: str, by: Participant | None = None, *, published: bool = True) -> Contribution:
    """By a new business, if nobody is given. Before the round opens: the dialogue takes nothing after."""
    kind = ContributionKind.ADVICE
    contribution = submit_contribution(by or person(story), story.dialogue, kind, text, uuid.uuid4())
    if published:
        publish_contribution(contribution, story.bjorn)
    return contribution


def round_of(story: Story, kind: ActivityKind, *, opened: bool = True) -> Activity:
    plan = ActivityPlan(kind=kind, title="Enig?" if kind is ActivityKind.REACTIONS else "Prikker", minutes=10)
    activity = add_activity(story.conference, plan, story.bjorn)
    if opened:
        open_activity(activity, story.bjorn)
    return activity


def close(story: Story, activity: Activity) -> Activity:
    """And looked at by the facilitator."""
    close_activity(activity, story.bjorn)
    count_answers(activity, story.bjorn)
    db.session.rollback()
    return activity


def another_dialogue(story: Story) -> Activity:
    """Not opened, so that nothing is said in it."""
    plan = ActivityPlan(kind=ActivityKind.DIALOGUE, title="Økt 2", question="Hva skal til?", minutes=35)
    return add_activity(story.conference, plan, story.bjorn)
