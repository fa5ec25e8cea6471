"""A phone that reads another language than the conference's."""

import re

import pytest

from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.survey_items import add_item
from app.domain.votes import OptionPlan, change_options
from app.models import ActivityKind
from tests.conftest import Story
from tests.rounds import said
from tests.survey_story import SERVICES

KINDS = (ActivityKind.VOTE, ActivityKind.SURVEY, ActivityKind.REACTIONS, ActivityKind.PRIORITIES)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_organiser_wrote_says_its_language_to_who_reads_in_another(story: Story, kind: ActivityKind) -> None:
    """A screen reader would else read Norwegian as English."""
    said(story, "Svar innen en uke.")
    plan = ActivityPlan(kind=kind, title="Tittelen", question="Hva er viktigst?", minutes=10)
    activity = add_activity(story.conference, plan, story.bjorn)
    if kind is ActivityKind.VOTE:
        change_options(activity, 1, [OptionPlan("Åpen"), OptionPlan("Synlig")], story.bjorn)
    if kind is ActivityKind.SURVEY:
        add_item(activity, SERVICES, story.bjorn)
    open_activity(activity, story.bjorn)
    page = story.as_astrid.get(f"/j/{story.conference.code}?lang=en").text
    of_kind = {ActivityKind.VOTE: ["Åpen"], ActivityKind.SURVEY: [SERVICES.text]}.get(kind, [])

    for word in ("Tittelen", "Hva er viktigst?", *of_kind):
        assert re.search(rf'lang="nb"[^>]*>(<b>)?{re.escape(word)}', page), word
