"""The demo the week after: the same conference played to its end, and what the project team made of it.

The texts are in demo_content/afterwards.toml. Rows are put in many at once, as they would be: no hall is listening.
"""

import tomllib
import uuid
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from app.demo import DECIDED_AFTER, RUNNING, build_demo
from app.demo_hall import answers_of
from app.demo_teamwork import sort_the_rest, write_the_summary
from app.domain.conferences import finish_conference
from app.domain.guiding_rules import name_guiding_rules
from app.domain.log import note
from app.domain.theme_sorting import sort_contribution
from app.domain.transaction import transaction
from app.extensions import db
from app.models import (
    Account,
    Activity,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    Origin,
    Participant,
    utc_now,
)
from app.queries.themes import themes_in

CONTENT = Path(__file__).parent / "demo_content" / "afterwards.toml"
AGO = timedelta(days=7)
FIRST_DIALOGUE = timedelta(hours=8, minutes=30)
"""After midnight UTC: half past nine in Norway's winter."""


def build_demo_afterwards(account: Account) -> Conference:
    """Held a week ago, with `account` as the facilitator and as the one who wrote the summary."""
    content = _content()
    midnight = utc_now().replace(hour=0, minute=0, second=0, microsecond=0)
    conference = build_demo(account, content["title"], midnight - AGO + FIRST_DIALOGUE + RUNNING)
    with transaction(conference.id):
        _decide_what_waited(conference, content["decided"], account)
        _let_the_day_pass(conference)
        people = db.session.scalars(
            select(Participant).where(Participant.conference_id == conference.id).order_by(Participant.id)
        ).all()
        dialogues = [activity for activity in conference.activities if activity.is_dialogue]
        for activity, dialogue in zip(dialogues, content["dialogue"], strict=True):
            _let_them_speak(activity, dialogue["said"], people, account)
        sort_the_rest(conference, content["dialogue"], account)
        _let_them_answer(conference, people, account)
        write_the_summary(conference, content, account)
    return conference


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def _decide_what_waited(conference: Conference, decisions: list[str], account: Account) -> None:
    waiting = db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .where(Activity.conference_id == conference.id, Contribution.state == ContributionState.WAITING)
        .order_by(Contribution.submitted_at)
    )
    for contribution, decision in zip(waiting, decisions, strict=True):
        is_shown = decision == ContributionState.PUBLISHED
        contribution.state = ContributionState.PUBLISHED if is_shown else ContributionState.HIDDEN
        contribution.hidden_reason = None if is_shown else HiddenReason(decision)
        contribution.decided_at = contribution.submitted_at + DECIDED_AFTER
        action = "publish_contribution" if is_shown else "hide_contribution"
        note(conference.id, account, action, contribution.id, contribution.hidden_reason or "")


def _let_the_day_pass(conference: Conference) -> None:
    """Each item of the programme opens where the one before it closes."""
    moment = utc_now()
    for activity in conference.activities:
        if activity.closed_at is None:
            begins = activity.opened_at or moment
            activity.opened_at, activity.closed_at = begins, begins + timedelta(minutes=activity.minutes)
        moment = activity.closed_at
    db.session.flush()


def _let_them_speak(
    activity: Activity, said: list[dict[str, Any]], people: Sequence[Participant], account: Account
) -> None:
    groups = {group.mark: group.id for group in activity.conference.target_groups}
    themes = themes_in(activity.conference_id)
    for number, each in enumerate(said):
        speakers = [person for person in people if person.target_group_id == groups[each["group"]]]
        came = (activity.opened_at or utc_now()) + timedelta(minutes=1 + number)
        contribution = Contribution(
            activity_id=activity.id,
            target_group_id=groups[each["group"]],
            participant_id=speakers[number % len(speakers)].id,
            client_key=str(uuid.uuid4()),
            kind=ContributionKind(each["kind"]),
            text=each["text"],
            origin=Origin.PHONE,
            state=ContributionState.PUBLISHED,
            submitted_at=came,
            decided_at=came + DECIDED_AFTER,
        )
        db.session.add(contribution)
        db.session.flush()
        note(activity.conference_id, account, "publish_contribution", contribution.id)
        sort_contribution(contribution, [themes[each["theme"] - 1].id], account)


def _let_them_answer(conference: Conference, people: Sequence[Participant], account: Account) -> None:
    """What they were asked beside the dialogues, shown to the hall; the winners of the vote are named rules."""
    chance = Random(conference.title)  # noqa: S311 - invented answers, the same each time
    for activity in conference.activities:
        db.session.add_all(answers_of(activity, people, _content(), chance))
        if activity.asks and activity.shown_at is None:
            activity.shown_at = activity.counted_at = activity.closed_at
    db.session.flush()
    for activity in conference.activities:
        if activity.vote is not None:
            activity.vote.revealed = len(activity.vote.options)
            name_guiding_rules(activity, account)
    finish_conference(conference, account)
    conference.finished_at = conference.activities[-1].closed_at
