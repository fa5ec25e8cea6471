"""A ballot is cast: once for each person, replaced until the vote closes, and joined to nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.domain.activities import close_activity, remove_activity, show_activity
from app.domain.ballots import cast_ballot
from app.domain.errors import Refused, TooEarly, TooLate
from app.domain.participants import change_target_group
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Ballot, Issued, LogEntry
from app.models.activity import GRACE
from app.models.vote import ballot_key
from tests.conftest import Story
from tests.votes import Voter, cast, count_now, open_vote_in, vote_in, voters


def box(activity_id: int) -> list[tuple[int | None, int]]:
    rows = db.session.execute(
        select(Ballot.target_group_id, Ballot.choices).where(Ballot.activity_id == activity_id).order_by(Ballot.choices)
    )
    return [(group, choices) for group, choices in rows]


def test_a_ballot_is_stored_with_its_target_group_and_no_name(story: Story) -> None:
    activity = open_vote_in(story)
    voter, *_others = voters(story, story.businesses, 5)
    cast(activity, voter, 0, 2)

    assert box(activity.id) == [(story.businesses.id, 0b101)]
    assert db.session.get(Issued, (activity.id, voter.participant.id)) is not None


def test_a_blank_ballot_is_a_ballot(story: Story) -> None:
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 5)[0]
    cast(activity, voter)

    assert box(activity.id) == [(story.businesses.id, 0)]


def test_the_second_ballot_takes_the_place_of_the_first(story: Story) -> None:
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 5)[0]
    cast(activity, voter, 0)
    cast(activity, voter, 1, 2)

    assert box(activity.id) == [(story.businesses.id, 0b110)]


def test_the_same_ballot_twice_announces_once(story: Story) -> None:
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 5)[0]
    cast(activity, voter, 0)
    before = revision_of(story.conference.id)
    cast(activity, voter, 0)

    assert revision_of(story.conference.id) == before
    assert box(activity.id) == [(story.businesses.id, 0b1)]


def test_more_than_there_are_places_is_refused_and_nothing_is_stored(story: Story) -> None:
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 1)[0]
    before = revision_of(story.conference.id)
    with pytest.raises(Refused, match="Du har valgt 4"):
        cast(activity, voter, 0, 1, 2, 3)

    assert box(activity.id) == []
    assert db.session.scalars(select(Issued)).all() == []
    assert revision_of(story.conference.id) == before


def test_an_option_of_another_vote_is_refused(story: Story) -> None:
    other, activity = vote_in(story), open_vote_in(story)
    voter = voters(story, story.businesses, 1)[0]
    assert other.vote is not None
    with pytest.raises(Refused, match="ikke er med her"):
        cast_ballot(voter.participant, activity, [other.vote.options[0].id], voter.token)

    assert box(activity.id) == []


def test_a_vote_that_is_not_open_takes_no_ballot(story: Story) -> None:
    activity = vote_in(story)
    with pytest.raises(TooEarly, match="ikke åpnet ennå"):
        cast(activity, voters(story, story.businesses, 1)[0], 0)


def test_a_ballot_begun_before_closing_may_come_a_minute_after(story: Story) -> None:
    activity = open_vote_in(story)
    early, late = voters(story, story.businesses, 5)[:2]
    close_activity(activity, story.bjorn)
    cast(activity, early, 0)
    assert activity.closed_at is not None
    activity.closed_at -= GRACE + timedelta(seconds=1)
    db.session.commit()
    with pytest.raises(TooLate, match="Stemmen din er ikke sendt"):
        cast(activity, late, 1)

    assert box(activity.id) == [(story.businesses.id, 1)]


def test_showing_the_result_ends_the_minute(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    show_activity(activity, story.bjorn)
    with pytest.raises(TooLate):
        cast(activity, voters(story, story.businesses, 1)[0], 0)


def test_a_vote_taken_out_of_the_programme_takes_no_ballot(story: Story) -> None:
    activity = open_vote_in(story)
    close_activity(activity, story.bjorn)
    remove_activity(activity, story.bjorn)
    with pytest.raises(TooLate):
        cast(activity, voters(story, story.businesses, 1)[0], 0)


def test_somebody_who_has_voted_cannot_vote_again_with_another_key(story: Story) -> None:
    activity = open_vote_in(story)
    voter = voters(story, story.businesses, 5)[0]
    cast(activity, voter, 0)
    with pytest.raises(Refused, match="ikke med denne nøkkelen"):
        cast(activity, Voter(voter.participant, "a" * 32), 1)

    assert box(activity.id) == [(story.businesses.id, 1)]


def test_nobody_replaces_a_ballot_with_somebody_elses_key(story: Story) -> None:
    activity = open_vote_in(story)
    voter, thief = voters(story, story.businesses, 5)[:2]
    cast(activity, voter, 0)
    with pytest.raises(Refused):
        cast(activity, Voter(thief.participant, voter.token), 1)

    assert box(activity.id) == [(story.businesses.id, 1)]


def test_a_voter_of_a_small_group_is_stored_without_it(story: Story) -> None:
    activity = open_vote_in(story)
    people = voters(story, story.businesses, 4)
    cast(activity, people[0], 0)
    assert box(activity.id) == [(None, 1)]

    people += voters(story, story.businesses, 1)
    cast(activity, people[4], 1)
    assert box(activity.id) == [(None, 1), (story.businesses.id, 2)]


def test_a_ballot_that_is_replaced_is_stored_by_the_size_of_the_group_then(story: Story) -> None:
    activity = open_vote_in(story)
    people = voters(story, story.businesses, 5)
    cast(activity, people[0], 0)
    change_target_group(people[1].participant, story.residents)
    cast(activity, people[0], 1)

    assert box(activity.id) == [(None, 2)]


def test_casting_a_ballot_leaves_no_word_in_the_record(story: Story) -> None:
    activity = open_vote_in(story)
    before = db.session.scalars(select(LogEntry.id)).all()
    for number, voter in enumerate(voters(story, story.businesses, 6)):
        cast(activity, voter, number)

    assert db.session.scalars(select(LogEntry.id)).all() == before


def test_nothing_in_the_database_joins_a_person_to_a_ballot(story: Story) -> None:
    """Not a value, not the order of the rows, not the transaction that wrote them."""
    activity = open_vote_in(story)
    people = voters(story, story.businesses, 12)
    for number, voter in enumerate(people):
        cast(activity, voter, number % 10)
    for voter in people[:4]:
        cast(activity, voter, 9)
    count_now(activity)
    keys = [ballot_key(activity.id, voter.token) for voter in people]

    order, written = physical(activity.id)
    assert order == sorted(keys)  # as they lie: by the random key, not by who came when
    assert order != keys
    assert len(written) <= 1
    values = columns_of("ballot")
    assert values == {"activity_id", "key", "target_group_id", "choices"}
    assert columns_of("issued") == {"activity_id", "participant_id"}
    secrets = {value for voter in people for value in (voter.token, voter.participant.token_hash)}
    assert not secrets & set(keys)


def physical(activity_id: int) -> tuple[list[str], set[str]]:
    """The keys of the ballots in the order of their places, and the transactions that wrote them."""
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(Exception, match="no such column"):
            db.session.execute(text("select rowid from ballot"))
        rows = db.session.execute(
            text("select key from ballot not indexed where activity_id = :id"), {"id": activity_id}
        )
        return [key for (key,) in rows], set()
    rows = db.session.execute(
        text("select key, xmin::text from ballot where activity_id = :id order by ctid"), {"id": activity_id}
    ).all()
    return [key for key, _xmin in rows], {xmin for _key, xmin in rows}


def columns_of(table: str) -> set[str]:
    return {column.name for column in db.metadata.tables[table].columns}
