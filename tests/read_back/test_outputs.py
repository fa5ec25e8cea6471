"""The attack on every output, from the first answer to the last paper."""

import random

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.domain.activities import open_activity
from app.domain.films import mark_film_seen
from app.extensions import db
from app.models import ConferenceRevision
from tests.conftest import Story
from tests.films import film_in
from tests.read_back.attack import attack
from tests.read_back.kinds import KINDS, people_in
from tests.read_back.looks import Seen, everything, regions
from tests.read_back.rounds import ORDER, SIZES, Round, different
from tests.read_back.worlds import exchanged


@pytest.fixture
def played(app: Flask, story: Story, request: pytest.FixtureRequest) -> Round:
    return request.param(app, story, people_in(story))


@pytest.mark.parametrize("played", KINDS[:4], indirect=True)
@settings(max_examples=1, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_no_answer_can_be_read_back_from_all_that_was_ever_to_be_seen(played: Round, seed: int) -> None:
    """One conference each time, and not the same: test_figures.py goes through many."""
    attack(played.question, played.people, random.Random(seed), played.play, different, groups=1)


@pytest.mark.parametrize("played", [*KINDS[:3], KINDS[4]], indirect=True)
def test_no_address_tells_who_of_a_group_answered_what(played: Round) -> None:
    world, people = played.question.world(random.Random(1), ORDER), played.people
    part = played.question.parts[0]
    one, *others = people.answered(world, part, len(SIZES) - 1)
    other = next(who for who in others if world[who][part] != world[one][part])
    seen = played.play_to_the_end(world)

    assert len(seen[0]) > 60
    assert different(seen, played.play_to_the_end(exchanged(world, part, one, other))) == []


def test_how_many_have_seen_a_film_is_told_and_not_of_which_group(app: Flask, story: Story) -> None:
    """Three of three, or three of twelve."""
    people = people_in(story)
    activity = film_in(story, text="Dette er de ti forventningene.")
    open_activity(activity, None)

    def seen_by_three_of(group: int) -> list[Seen]:
        members = [voter for voter, at in zip(people, ORDER, strict=True) if at == group]
        for voter in members[:3]:
            mark_film_seen(voter.participant, activity, True)
        db.session.execute(update(ConferenceRevision).values(revision=1, substance=1, course=1))
        db.session.commit()
        seen = [regions(story) | everything(story, activity, app)]
        for voter in members[:3]:
            mark_film_seen(voter.participant, activity, False)
        return seen

    small = seen_by_three_of(0)
    assert b"<b>3</b>" in small[0]["facilitator: answers"]
    assert different(small, seen_by_three_of(len(SIZES) - 1)) == []
