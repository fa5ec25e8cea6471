"""What a vote came to: one object of figures that phone, screen, control room, page, CSV and PDF draw on."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import Activity, Ballot, GuidingRule, Participant, Vote, VoteOption
from app.models.vote import ballot_key
from app.queries.participants import GroupCount, counts_per_group
from app.queries.vote_figures import VoteResult, numbers_in
from app.queries.vote_groups import OTHERS, Box
from app.queries.vote_rows import Turnout


def vote_result_of(activity: Activity) -> VoteResult:
    """The ballots are one question, whatever is shown of them."""
    vote = activity.vote
    if vote is None:
        raise ValueError("no vote")
    counts = counts_per_group(activity.conference_id, activity)
    run_off = run_off_of(activity) if activity.is_counted else None
    return VoteResult(
        vote=vote,
        turnout=_turnout(counts),
        box=_box_of(activity) if activity.is_counted else {},
        rules=_rules_of(vote),
        run_off=vote_result_of(run_off) if run_off else None,
        group_counts=tuple(counts),
    )


def shown_result_of(activity: Activity) -> VoteResult:
    """What the hall is shown: a vote's own result. When the winners of a run-off are named guiding rules, that of the
    first vote, which has all of them; if the hall has seen it."""
    first = vote_result_of(first_vote_of(activity))
    has_all = first.is_named and first.vote.is_revealed
    return first if has_all or first.vote is activity.vote else vote_result_of(activity)


def open_places_of(activity: Activity) -> int:
    """How many places nobody has decided about, where all is revealed and the tie waits for no run-off."""
    if activity.vote is None or not activity.vote.is_revealed:
        return 0
    result = vote_result_of(activity)
    is_undecided = result.is_tied and result.run_off is None and not result.is_too_small
    return result.standing.open_places if is_undecided else 0


def turnout_of(activity: Activity) -> Turnout:
    return _turnout(counts_per_group(activity.conference_id, activity))


def _turnout(counts: list[GroupCount]) -> Turnout:
    return Turnout(
        voted=sum(count.contributed for count in counts),
        joined=sum(count.joined for count in counts),
        eligible=sum(count.seats for count in counts),
    )


def _box_of(activity: Activity) -> Box:
    rows = db.session.execute(
        select(Ballot.target_group_id, Ballot.choices, func.count())
        .where(Ballot.activity_id == activity.id)
        .group_by(Ballot.target_group_id, Ballot.choices)
    )
    return {(group_id or OTHERS, choices): count for group_id, choices, count in rows}


def _rules_of(vote: Vote) -> dict[int, GuidingRule]:
    rules = db.session.scalars(
        select(GuidingRule)
        .join(VoteOption, VoteOption.id == GuidingRule.option_id)
        .where(VoteOption.activity_id == vote.activity_id)
    )
    return {rule.option_id: rule for rule in rules if rule.option_id is not None}


def run_off_of(activity: Activity) -> Activity | None:
    """The vote that was added to decide this one's tie, while it is in the programme."""
    return db.session.scalar(
        select(Activity)
        .join(Vote, Vote.activity_id == Activity.id)
        .where(Vote.run_off_of_id == activity.id, Activity.removed_at.is_(None))
        .order_by(Activity.id)
        .limit(1)
    )


def first_vote_of(activity: Activity) -> Activity:
    """The vote that a run-off, or a run-off's run-off, was made for; any other vote is its own."""
    while activity.vote is not None and activity.vote.run_off_of_id is not None:
        activity = db.session.get_one(Activity, activity.vote.run_off_of_id)
    return activity


@dataclass(frozen=True)
class OwnBallot:
    options: list[VoteOption]
    """None of them: a blank ballot."""
    turnout: Turnout


def own_ballot_of(activity: Activity, _participant: Participant, token: str) -> OwnBallot | None:
    """What lies in the box under the key that only this phone can make."""
    ballot = db.session.get(Ballot, (activity.id, ballot_key(activity.id, token)))
    if ballot is None or activity.vote is None:
        return None
    chosen = numbers_in(ballot.choices)
    return OwnBallot([option for option in activity.vote.options if option.number in chosen], turnout_of(activity))


def shuffled_options(vote: Vote) -> list[VoteOption]:
    """An order that favours nobody, the same each time: what phones begin with before each shuffles for itself."""
    return sorted(vote.options, key=lambda option: hashlib.sha256(f"{vote.activity_id} {option.id}".encode()).digest())
