"""A row that shows the same is drawn once, and drawn anew as soon as anything in its facts is another."""

import pytest
from flask import Flask
from flask_babel import force_locale
from markupsafe import Markup

from app.extensions import db
from app.live.pieces import KEPT, Pieces, facts_of
from app.models import Language, TargetGroup
from tests.conftest import Story


class Pen:
    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> Markup:
        self.drawn += 1
        return Markup("<li></li>")


@pytest.fixture
def request_of_nobody(app: Flask) -> object:
    with app.test_request_context() as context:
        yield context


def test_what_shows_the_same_is_drawn_once_in_each_language(request_of_nobody: object) -> None:
    pieces, pen = Pieces(), Pen()
    for _frame in range(3):
        for language in Language:
            with force_locale(language):
                pieces.piece("row", 1, caller=pen)
    assert pen.drawn == len(Language)


def test_the_least_recently_used_is_given_up_first(request_of_nobody: object) -> None:
    pieces, first, others = Pieces(), Pen(), Pen()
    pieces.piece("row", 0, caller=first)
    for number in range(1, KEPT):
        pieces.piece("row", number, caller=others)
    pieces.piece("row", 0, caller=first)
    pieces.piece("row", KEPT, caller=others)
    pieces.piece("row", 0, caller=first)
    assert first.drawn == 1
    pieces.piece("row", 1, caller=others)
    assert others.drawn == KEPT + 1


def test_every_column_is_a_fact(story: Story) -> None:
    group = story.residents
    facts = [facts_of(group)]
    for name, value in (("name", "Elevar"), ("description", "Dei yngste"), ("planned", 77)):
        setattr(group, name, value)
        facts.append(facts_of(group))
    db.session.rollback()
    assert len(set(facts)) == 4
    assert len(facts[0]) == len(TargetGroup.__table__.columns)
