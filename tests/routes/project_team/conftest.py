"""What the tests of themes share: somebody says something that is published, and a theme for it."""

import re
import uuid
from collections.abc import Callable

import pytest

from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.themes import ThemePlan, add_theme
from app.models import Contribution, ContributionKind, Participant, Theme
from tests.conftest import Story

Say = Callable[..., Contribution]


def address(story: Story, more: str = "") -> str:
    return f"/conferences/{story.conference.id}/themes{more}"


@pytest.fixture
def say(story: Story) -> Say:
    """Somebody says something, and it is published."""

    def saying(text: str, by: Participant | None = None) -> Contribution:
        key = uuid.uuid4()
        said = submit_contribution(by or story.astrid, story.dialogue, ContributionKind.ADVICE, text, key)
        publish_contribution(said, story.bjorn)
        return said

    return saying


def theme(story: Story, name: str, *stems: str) -> Theme:
    return add_theme(story.conference, ThemePlan(name, stems), story.bjorn)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
