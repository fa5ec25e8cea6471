"""A row that shows the same is drawn once, and drawn anew as soon as anything in its facts is another."""

import uuid

import pytest
from flask import Flask
from flask_babel import force_locale
from markupsafe import Markup

from app.domain.conferences import set_policy
from app.domain.contribution_merges import merge_contribution
from app.domain.contributions import submit_contribution
from app.domain.participants import join_conference
from app.domain.transaction import transaction
from app.extensions import db
from app.live.drawing import draw_view
from app.live.pieces import KEPT, Pieces, facts_of
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import ContributionKind, Language, ModerationPolicy, TargetGroup
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


def test_what_is_said_is_drawn_anew_when_another_says_it_too_or_its_group_is_renamed(app: Flask, story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    other, _token = join_conference(story.conference, story.businesses, Language.BOKMAL)
    one, two = (
        submit_contribution(who, story.dialogue, ContributionKind.INPUT, "Flere benker", uuid.uuid4())
        for who in (story.astrid, other)
    )
    desk = View(story.conference.id, Audience.FACILITATOR, Language.BOKMAL, "published")
    phones = View(story.conference.id, Audience.PARTICIPANT, Language.BOKMAL)

    def seen() -> list[str]:
        at = revision_of(story.conference.id)
        return [draw_view(app, desk, at)["queue"].decode(), draw_view(app, phones, at)["contributions"].decode()]

    assert not any("sagt av 2" in each for each in seen())
    merge_contribution(two, one, story.bjorn)
    assert all("sagt av 2" in each for each in seen())
    with transaction(story.conference.id):
        story.residents.name = "Beboere"
    assert all("Beboere</span>" in each or "Beboere</b>" in each for each in seen())


def test_a_row_is_drawn_anew_when_the_list_of_words_that_mark_a_text_is_another(app: Flask, story: Story) -> None:
    submit_contribution(story.astrid, story.dialogue, ContributionKind.INPUT, "Rådhuset er en mølje", uuid.uuid4())
    desk = View(story.conference.id, Audience.FACILITATOR, Language.BOKMAL)

    def queue() -> str:
        return draw_view(app, desk, revision_of(story.conference.id))["queue"].decode()

    assert "<mark>" not in queue()
    (app.config["CONFIG"].instance_path / "swear-words.txt").write_text("mølje\n", encoding="utf-8")
    with transaction(story.conference.id):
        story.businesses.planned = 77
    assert "<mark>mølje</mark>" in queue()
