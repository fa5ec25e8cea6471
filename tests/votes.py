"""A vote for the tests: ten expectations, three of them win, and people of both target groups who vote."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.activities import (
    ActivityPlan,
    add_activity,
    close_activity,
    count_answers,
    open_activity,
    show_activity,
)
from app.domain.ballots import cast_ballot
from app.domain.surveys import close_survey_link
from app.domain.votes import OptionPlan, change_options
from app.extensions import db
from app.models import Activity, ActivityKind, Participant, TargetGroup
from app.models.activity import GRACE
from tests.conftest import Story
from tests.rounds import arrivals

EXPECTATIONS = (
    "Løsningsorientert",
    "Kunnskapsrik",
    "Tilgjengelig",
    "Pålitelig",
    "Åpen",
    "Involverende",
    "Nytenkende",
    "Synlig",
    "Profesjonell",
    "Positiv",
)


@dataclass(frozen=True)
class Voter:
    participant: Participant
    token: str


def vote_in(story: Story, titles: tuple[str, ...] = EXPECTATIONS, places: int = 3) -> Activity:
    """Ready, not opened."""
    plan = ActivityPlan(kind=ActivityKind.VOTE, title="Leveregler", question="Hva skal kjennetegne oss?", minutes=10)
    activity = add_activity(story.conference, plan, story.bjorn)
    change_options(activity, places, [OptionPlan(title, f"Dette er {title}.") for title in titles], story.bjorn)
    return activity


def open_vote_in(story: Story, titles: tuple[str, ...] = EXPECTATIONS, places: int = 3) -> Activity:
    activity = vote_in(story, titles, places)
    open_activity(activity, story.bjorn)
    return activity


def voters(story: Story, group: TargetGroup, count: int) -> list[Voter]:
    """New people of the group, who have joined."""
    return [Voter(participant, token) for participant, token in arrivals(story, group, count)]


def cast(activity: Activity, voter: Voter, *numbers: int) -> None:
    """A ballot with the options of these numbers; none is blank."""
    assert activity.vote is not None
    chosen = [option.id for option in activity.vote.options if option.number in numbers]
    cast_ballot(voter.participant, activity, chosen, voter.token)


def count_now(activity: Activity) -> None:
    """It closed more than a minute ago, nothing can come any more, and a facilitator counts. A survey's link, too."""
    if activity.is_open:
        close_activity(activity, None)
    if activity.survey is not None and activity.survey.is_open_by_link:
        close_survey_link(activity, None)
    if activity.survey is not None and activity.survey.link_closed_at is not None:
        activity.survey.link_closed_at -= GRACE + timedelta(seconds=1)
    for item in activity.conference.activities:  # all of it was earlier, so that this is still what came last
        for name in ("opened_at", "closed_at", "shown_at"):
            if getattr(item, name) is not None:
                setattr(item, name, getattr(item, name) - GRACE - timedelta(seconds=1))
    db.session.commit()
    count_answers(activity, None)


def show_now(activity: Activity) -> None:
    close_activity(activity, None)
    show_activity(activity, None)
