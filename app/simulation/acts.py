"""What a simulated person does with the activity that is open: one act, chosen by chance."""

import uuid
from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.demo import Sample, sample_texts
from app.demo_survey import sample_answers
from app.domain.ballots import cast_ballot
from app.domain.contributions import submit_contribution
from app.domain.films import mark_film_seen
from app.domain.priorities import prioritise
from app.domain.reactions import react
from app.domain.survey_answers import ItemAnswer, answer_survey
from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Contribution,
    ContributionKind,
    FilmSeen,
    Issued,
    ItemKind,
    Opinion,
    Participant,
    Priority,
    Reaction,
    SurveyItem,
    SurveyResponse,
)
from app.models.survey import NOT_SURE
from app.models.survey_response import response_key
from app.queries.priorities import contributions_to_prioritise
from app.queries.reactions import next_contributions_for
from app.simulation.people import People

TWO_TEXTS_EVERY = 3
"""Every third person writes two texts to one question, the others one."""
MOST_REACTIONS = 12
SHARE_WHO_WRITE = 0.3
"""Of a free text in a survey."""


def act(activity: Activity, people: People, chance: Random) -> bool:
    """Lets one person answer. Returns whether there was one left who would."""
    do = _ACTS.get(activity.kind)
    return do(activity, people, chance) if do is not None else False


def texts_of(number: int) -> int:
    """How many a person writes to one question."""
    return 1 + (number % TWO_TEXTS_EVERY == 0)


def _write(activity: Activity, people: People, chance: Random) -> bool:
    number = _one_who_did_less(people, Contribution, activity, texts_of, chance)
    if number is None:
        return False
    person = people.arrived[number]
    kind, text = _something_to_say(activity, person, chance)
    submit_contribution(person, activity, kind, text, uuid.uuid4())
    return True


def _something_to_say(activity: Activity, person: Participant, chance: Random) -> tuple[ContributionKind, str]:
    """What has been said least often here, rather by this target group in the demo than by another."""
    said = select(Contribution.text, func.count()).where(Contribution.activity_id == activity.id)
    times = dict(db.session.execute(said.group_by(Contribution.text)).all())

    def order(sample: Sample) -> tuple[int, bool, float]:
        return times.get(sample.text, 0), sample.mark != person.target_group.mark, chance.random()

    chosen = min(sample_texts(), key=order)
    taken = [
        kind
        for kind, is_taken in (
            (ContributionKind.ADVICE, activity.takes_advice),
            (ContributionKind.INPUT, activity.takes_input),
        )
        if is_taken
    ]
    return chosen.kind if chosen.kind in taken else taken[0], chosen.text


def _vote(activity: Activity, people: People, chance: Random) -> bool:
    number = _one_who_did_less(people, Issued, activity, _once, chance)
    if number is None or activity.vote is None:
        return False
    options = [option.id for option in activity.vote.options]
    weights = [1 / (place + 2) for place in range(len(options))]
    drawn = chance.choices(options, weights, k=activity.vote.places)  # the same one twice is one mark fewer
    cast_ballot(people.arrived[number], activity, set(drawn), people.token_of(number))
    return True


def _answer(activity: Activity, people: People, chance: Random) -> bool:
    keys = set(db.session.scalars(select(SurveyResponse.key).where(SurveyResponse.activity_id == activity.id)))
    left = [number for number in people.arrived if response_key(activity.id, people.token_of(number)) not in keys]
    if not left or activity.survey is None:
        return False
    number = chance.choice(left)
    group = people.arrived[number].target_group
    asked = [item for item in activity.survey.items if item.is_asked_of(group.id)]
    answers = [_answer_to(item, chance) for item in asked]
    if not any(answer.values or answer.text for answer in answers):
        return False
    answer_survey(activity, people.token_of(number), group, answers)
    return True


def _answer_to(item: SurveyItem, chance: Random) -> ItemAnswer:
    if item.kind is ItemKind.TEXT:
        is_written = chance.random() < SHARE_WHO_WRITE
        return ItemAnswer(item_id=item.id, values={}, text=chance.choice(sample_answers()) if is_written else None)
    if item.kind is ItemKind.CHOICE:
        return ItemAnswer(item_id=item.id, values={item.aspects[0]: chance.randint(1, item.highest)})
    # Expected is more than experienced, as it mostly is; now and then somebody is not sure.
    values = {
        aspect: NOT_SURE if chance.random() < 0.03 else min(max(round(chance.gauss(5 - place, 1)), 1), item.highest)
        for place, aspect in enumerate(item.aspects)
    }
    return ItemAnswer(item_id=item.id, values=values)


def _react(activity: Activity, people: People, chance: Random) -> bool:
    number = _one_who_did_less(people, Reaction, activity, lambda _number: MOST_REACTIONS, chance)
    if number is None:
        return False
    person = people.arrived[number]
    for contribution in next_contributions_for(activity, person, limit=1):
        opinion = chance.choices([Opinion.AGREE, Opinion.DISAGREE, Opinion.PASS], [6, 2, 1])[0]
        react(person, activity, contribution.id, opinion)
        return True
    return False


def _place_dots(activity: Activity, people: People, chance: Random) -> bool:
    number = _one_who_did_less(people, Priority, activity, _once, chance)
    if number is None or activity.priority_round is None:
        return False
    person = people.arrived[number]
    offered = [contribution.id for contribution in contributions_to_prioritise(activity, person)]
    if not offered:
        return False
    drawn = chance.choices(offered, k=activity.priority_round.dots)
    prioritise(person, activity, {id: drawn.count(id) for id in set(drawn)})
    return True


def _see(activity: Activity, people: People, chance: Random) -> bool:
    number = _one_who_did_less(people, FilmSeen, activity, _once, chance)
    if number is None:
        return False
    mark_film_seen(people.arrived[number], activity, True)
    return True


_ACTS: dict[ActivityKind, Callable[[Activity, People, Random], bool]] = {
    ActivityKind.DIALOGUE: _write,
    ActivityKind.VOTE: _vote,
    ActivityKind.SURVEY: _answer,
    ActivityKind.REACTIONS: _react,
    ActivityKind.PRIORITIES: _place_dots,
    ActivityKind.FILM: _see,
}


def _once(_number: int) -> int:
    return 1


def _one_who_did_less(
    people: People, trace: Any, activity: Activity, most: Callable[[int], int], chance: Random
) -> int | None:
    """The number of somebody who left fewer traces in the activity than they are going to."""
    counted = select(trace.participant_id, func.count()).where(trace.activity_id == activity.id)
    times: dict[int, int] = dict(db.session.execute(counted.group_by(trace.participant_id)).all())
    left = [number for number, person in people.arrived.items() if times.get(person.id, 0) < most(number)]
    return chance.choice(left) if left else None
