"""What the demo's hall answers when it is asked: reactions, dots and ballots, invented and the same each time."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from sqlalchemy import select

from app.analysis.suppression import FEWEST
from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Ballot,
    Contribution,
    ContributionState,
    Issued,
    Opinion,
    Participant,
    Priority,
    Reaction,
)
from app.models.participant import new_participant_token
from app.models.vote import ballot_key

DOTS = 3


def answers_of(
    activity: Activity, people: Sequence[Participant], content: dict[str, Any], chance: Random
) -> Iterator[Reaction | Priority | Issued | Ballot]:
    """Rows to be stored; none for what asks nothing of this kind."""
    match activity.kind:
        case ActivityKind.REACTIONS:
            yield from _reactions(activity, people, content["asked"], chance)
        case ActivityKind.PRIORITIES:
            yield from _dots(activity, people, content["dotted"], chance)
        case ActivityKind.VOTE:
            yield from _ballots(activity, people, content["vote"], chance)


def _said(activity: Activity) -> dict[str, Contribution]:
    rows = db.session.scalars(
        select(Contribution)
        .join(Contribution.activity)
        .where(Activity.conference_id == activity.conference_id, Contribution.state == ContributionState.PUBLISHED)
    )
    return {contribution.text: contribution for contribution in rows}


def _reactions(
    activity: Activity, people: Sequence[Participant], asked: list[dict[str, Any]], chance: Random
) -> Iterator[Reaction]:
    said = _said(activity)
    for each in asked:
        contribution = said[each["text"]]
        for group, share in zip(activity.conference.target_groups, each["agree"], strict=True):
            others = [p for p in people if p.target_group_id == group.id and p.id != contribution.participant_id]
            chance.shuffle(others)
            for place, person in enumerate(others):
                yield Reaction(
                    activity_id=activity.id,
                    contribution_id=contribution.id,
                    participant_id=person.id,
                    target_group_id=group.id,
                    opinion=_opinion(place - round(share * len(others))),
                )


def _opinion(place: int) -> Opinion:
    """Below zero they agree; of the others, one is in doubt."""
    return Opinion.AGREE if place < 0 else Opinion.PASS if place == 0 else Opinion.DISAGREE


def _dots(
    activity: Activity, people: Sequence[Participant], dotted: list[dict[str, Any]], chance: Random
) -> Iterator[Priority]:
    said = _said(activity)
    for person in people:
        open_to = [each for each in dotted if said[each["text"]].participant_id != person.id]
        given = chance.choices(open_to, [each["weight"] for each in open_to], k=DOTS)
        for text in dict.fromkeys(each["text"] for each in given):
            yield Priority(
                activity_id=activity.id,
                participant_id=person.id,
                contribution_id=said[text].id,
                target_group_id=person.target_group_id,
                dots=sum(each["text"] == text for each in given),
            )


def _ballots(
    activity: Activity, people: Sequence[Participant], content: dict[str, Any], chance: Random
) -> Iterator[Issued | Ballot]:
    """Of a group that is too small a ballot does not say whose it is, as when somebody votes."""
    sizes = {
        group.id: sum(person.target_group_id == group.id for person in people)
        for group in activity.conference.target_groups
    }
    for person in people[: -content["abstain"]]:
        chosen: set[int] = set()
        while len(chosen) < DOTS:
            chosen.update(chance.choices(range(len(content["weights"])), content["weights"]))
        yield Issued(activity_id=activity.id, participant_id=person.id)
        yield Ballot(
            activity_id=activity.id,
            key=ballot_key(activity.id, new_participant_token()),
            target_group_id=person.target_group_id if sizes[person.target_group_id] >= FEWEST else None,
            choices=sum(1 << number for number in chosen),
        )
