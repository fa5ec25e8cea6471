"""What others said before, further back than the page shows."""

import re
import uuid
from datetime import timedelta

from flask.testing import FlaskClient

from app.domain.activities import open_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.extensions import db
from app.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    utc_now,
)
from tests.conftest import Story
from tests.routes.participant.conftest import PIECE


def publish(story: Story, count: int) -> list[Contribution]:
    """Published one after another, the last one newest."""
    made = [
        submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, f"Nummer {number}", uuid.uuid4())
        for number in range(count)
    ]
    for number, contribution in enumerate(made):
        contribution.state = ContributionState.PUBLISHED
        contribution.decided_at = utc_now() - timedelta(minutes=9) + timedelta(seconds=number // 2)
    db.session.commit()
    open_activity(story.dialogue, story.bjorn)
    return made


def numbers(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'<li id="contribution-\d+".*?Nummer (\d+)<', html)]


def older_link(html: str) -> str | None:
    found = re.search(r'data-older href="([^"]+)"', html)
    return found.group(1).replace("&amp;", "&") if found else None


def test_older_ones_follow_without_a_gap_or_a_double_while_new_ones_arrive(story: Story) -> None:
    publish(story, 47)
    page = story.as_astrid.get(f"/j/{story.conference.code}").text
    seen = numbers(page)
    assert seen == list(range(46, 26, -1))
    while (link := older_link(page)) is not None:
        newer = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Nummer 99", uuid.uuid4())
        publish_contribution(newer, story.bjorn)
        answer = story.as_astrid.get(link, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (200, "older")
        page = answer.text
        seen += numbers(page)

    assert seen == list(range(46, -1, -1))


def test_older_ones_are_a_page_without_script_and_keep_the_filter(story: Story) -> None:
    publish(story, 21)
    page = story.as_astrid.get(f"/j/{story.conference.code}?group=1").text
    link = older_link(page)
    assert link is not None
    assert "group=1" in link
    answer = story.as_astrid.get(link)

    assert numbers(answer.text) == [0]
    assert answer.text.count("<h1") == 1
    assert older_link(story.as_astrid.get(f"/j/{story.conference.code}?group=2").text) is None


def test_garbled_places_are_not_there(story: Story, client: FlaskClient) -> None:
    address = f"/j/{story.conference.code}/activities/{story.dialogue.id}/contributions/older"
    for before in ("", "x", "1-2-3"):
        assert story.as_astrid.get(address, query_string={"before": before}).status_code == 404
    assert client.get(address, query_string={"before": "1-1"}).status_code == 303
