"""The attack on the figures that all outputs draw on: many halls, of all sizes."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read_back import figures
from tests.read_back.attack import attack
from tests.read_back.questions import PRIORITIES, REACTIONS, SURVEY, VOTE, Question
from tests.read_back.worlds import SMALL, People, World

Figures = Callable[[World, list[int]], Any]
EACH_KIND = pytest.mark.parametrize(
    ("question", "figures_of"),
    [
        (VOTE, figures.vote_figures),
        (SURVEY, figures.survey_figures),
        (REACTIONS, figures.reactions_figures),
        (PRIORITIES, figures.priorities_figures),
    ],
    ids=["vote", "survey", "reactions", "priorities"],
)


@EACH_KIND
@settings(max_examples=100, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_no_figure_gives_a_small_group_away(app: Flask, question: Question, figures_of: Figures, seed: int) -> None:
    with app.test_request_context():
        attack_on_a_hall(question, figures_of, seed)


@EACH_KIND
def test_where_only_small_groups_are_hidden_they_are_read_back(
    app: Flask, question: Question, figures_of: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.analysis.suppression._staying", lambda table, *_: {group for group in table if sum(table[group]) in SMALL}
    )

    with app.test_request_context(), pytest.raises(AssertionError, match="is known"):
        attack_on_halls(question, figures_of, 300)


def test_where_pairs_alone_differ_one_side_of_them_is_read_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.queries.survey_book.sides_of", lambda _item: ())

    with app.test_request_context(), pytest.raises(AssertionError, match="is known"):
        attack_on_halls(SURVEY, figures.survey_figures, 1000)


def attack_on_halls(question: Question, figures_of: Figures, count: int) -> None:
    for seed in range(count):
        attack_on_a_hall(question, figures_of, seed)


def attack_on_a_hall(question: Question, figures_of: Figures, seed: int) -> None:
    dice = random.Random(seed)
    groups = hall_of(dice)
    people = People(groups, [0] * len(groups), question.is_answer)
    attack(question, people, dice, lambda world: figures_of(world, groups), figures.different)


def hall_of(dice: random.Random) -> list[int]:
    """The group of each person: two to six groups of one to fourteen."""
    sizes = [dice.randint(1, 14) for _group in range(dice.randint(2, 6))]
    groups = [group for group, size in enumerate(sizes) for _one in range(size)]
    dice.shuffle(groups)
    return groups
