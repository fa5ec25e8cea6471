"""What the tests of the screen share: what it shows, and what people say."""

import re
import uuid

from app.domain.activities import ActivityPlan, add_activity, open_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.participants import join_conference
from app.live.drawing import draw_region
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    ContributionKind,
    Language,
    TargetGroup,
)
from tests.conftest import Story


def picture(conference: Conference) -> str:
    """The region as everybody sees it now, without line breaks."""
    view = View(conference.id, Audience.SCREEN, conference.language)
    return " ".join(draw_region("stage", view, revision_of(conference.id)).decode().split())


def words(conference: Conference) -> str:
    without_code = re.sub(r"<svg.*?</svg>", "", picture(conference))
    return " ".join(re.sub(r"<[^>]*>", " ", without_code).split())


def say(story: Story, text: str, group: TargetGroup | None = None, *, publish: bool = True) -> Contribution:
    participant = story.astrid
    if group is not None:
        participant, _ = join_conference(story.conference, group, Language.BOKMAL)
    said = submit_contribution(participant, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())
    if publish:
        publish_contribution(said, story.bjorn)
    return said


def item(story: Story, kind: ActivityKind, **plan: object) -> Activity:
    activity = add_activity(story.conference, ActivityPlan(**{"kind": kind, "minutes": 30, **plan}), story.bjorn)  # type: ignore[arg-type]
    open_activity(activity, story.bjorn)
    return activity
