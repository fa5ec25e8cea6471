"""How many of a small group answered is not told by who is here, for no kind of question, however few are missing."""

import random

from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.read_back.questions import Question
from tests.read_back.test_figures import EACH_KIND, Figures, hall_of
from tests.read_back.worlds import SMALL, People


@EACH_KIND
@example(seed=40)
@example(seed=61)
@settings(max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_each_small_group_could_be_one_larger(app: Flask, question: Question, figures_of: Figures, seed: int) -> None:
    with app.test_request_context():
        assert read_back(question, figures_of, seed) == []


def read_back(question: Question, figures_of: Figures, seed: int) -> list[tuple[int, int]]:
    """The groups, and of which part of the question it is known how many of them answered it."""
    dice = random.Random(seed)
    groups = hall_of(dice)
    people, world = People(groups, [0] * len(groups), question.is_answer), question.world(dice, groups)
    shown = figures_of(world, groups)
    return [
        (group, part)
        for part in question.parts
        for group in people.numbers
        if people.size(world, part, group) in SMALL
        and people.size(world, part, group) < groups.count(group)
        and any(people.answered(world, part, other) for other in people.numbers if other != group)
        and not any(figures_of(other, groups) == shown for other in people.with_one_more(world, part, group))
    ]
