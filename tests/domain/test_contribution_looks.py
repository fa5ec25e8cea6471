"""One who mends a text is seen by the others, at one text at a time."""

import uuid

from app.domain.contribution_looks import look_at, look_away
from app.domain.contributions import submit_contribution
from app.extensions import db
from app.live.announcing import on_announcement
from app.models import Contribution, ContributionKind, Look
from app.queries.contribution_looks import FORGOTTEN_AFTER, looks_at, others_looking_at
from tests.conftest import Story


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def test_look_at_the_next_lets_go_of_the_one_before(story: Story) -> None:
    first, second = say(story, "En."), say(story, "To.")
    look_at(first, story.bjorn)
    look_at(second, story.bjorn)

    assert list(looks_at([first.id, second.id])) == [second.id]


def test_look_away_from_something_else_changes_nothing_and_is_not_announced(story: Story) -> None:
    first, second = say(story, "En."), say(story, "To.")
    look_at(second, story.bjorn)
    heard: list[int] = []
    stop = on_announcement(heard.append)
    look_away(first, story.bjorn)
    assert (heard, list(looks_at([second.id]))) == ([], [second.id])
    for _ in range(2):
        look_away(second, story.bjorn)
    stop()

    assert (heard, looks_at([second.id])) == ([story.conference.id], {})


def test_others_are_told_of_and_one_that_was_forgotten_is_not(story: Story) -> None:
    contribution = say(story, "En.")
    look_at(contribution, story.bjorn)

    assert others_looking_at(contribution, story.bjorn) == []
    assert [look.account for look in others_looking_at(contribution, story.david)] == [story.bjorn]
    db.session.scalars(db.select(Look)).one().at -= FORGOTTEN_AFTER
    assert others_looking_at(contribution, story.david) == []
