"""A slip lets one person in, once, and leads to nobody."""

import pytest
from sqlalchemy import select, text

from app.domain.code_slips import MOST_AT_ONCE, enter_with_slip, make_slips
from app.domain.conferences import finish_conference
from app.domain.errors import Refused
from app.extensions import db
from app.models import CodeSlip, Language, LogEntry, Participant
from app.models.conference import CODE_LETTERS
from app.models.participant import new_participant_token
from app.queries.code_slips import slip_counts_of, slip_with_code
from tests.conftest import Story


def enter(code: str, token: str | None = None) -> Participant:
    slip = slip_with_code(code)
    assert slip is not None
    return enter_with_slip(slip, Language.BOKMAL, token or new_participant_token())


def test_slips_have_codes_of_their_own_and_only_their_hashes_are_kept(story: Story) -> None:
    codes = make_slips(story.conference, story.businesses, 20, story.bjorn)

    assert len(set(codes)) == 20
    assert all(len(code) == 10 and set(code) <= set(CODE_LETTERS) for code in codes)
    kept = db.session.scalars(select(CodeSlip.code_hash)).all()
    assert len(kept) == 20
    assert not set(codes) & set(kept)
    entry = db.session.scalars(select(LogEntry).where(LogEntry.action == "make_slips")).one()
    assert (entry.subject_id, entry.detail) == (story.businesses.id, "20")


@pytest.mark.parametrize("count", [0, MOST_AT_ONCE + 1])
def test_no_slips_or_too_many_are_refused(story: Story, count: int) -> None:
    with pytest.raises(Refused, match="mellom 1 og 200"):
        make_slips(story.conference, story.businesses, count, story.bjorn)


def test_slips_for_a_group_of_another_conference_are_refused(story: Story) -> None:
    with pytest.raises(Refused, match="målgruppene i lista"):
        make_slips(story.conference, story.elsewhere.target_groups[0], 1, story.bjorn)


def test_a_slip_lets_one_in_as_its_group(story: Story) -> None:
    (code,) = make_slips(story.conference, story.businesses, 1, story.bjorn)
    participant = enter(code)

    assert (participant.conference_id, participant.target_group_id) == (story.conference.id, story.businesses.id)
    with pytest.raises(Refused, match="er brukt"):
        enter(code)


def test_the_same_browser_twice_is_one_person(story: Story) -> None:
    (code,) = make_slips(story.conference, story.businesses, 1, story.bjorn)
    token = new_participant_token()

    assert enter(code, token).id == enter(code, token).id


def test_a_slip_is_not_used_up_while_nobody_is_let_in(story: Story) -> None:
    (code,) = make_slips(story.conference, story.businesses, 1, story.bjorn)
    finish_conference(story.conference, story.bjorn)
    with pytest.raises(Refused, match="tar ikke imot"):
        enter(code)

    slip = slip_with_code(code)
    assert slip is not None
    assert not slip.is_used


def test_an_unknown_code_is_no_slip(story: Story) -> None:
    assert slip_with_code("2345678923") is None


def test_how_many_were_used_is_not_told_of_a_few(story: Story) -> None:
    codes = make_slips(story.conference, story.businesses, 12, story.bjorn)
    for code in codes[:3]:
        enter(code)
    assert [(count.made, count.used) for count in slip_counts_of(story.conference)] == [(0, None), (12, None)]
    for code in codes[3:7]:
        enter(code)

    assert [(count.made, count.used) for count in slip_counts_of(story.conference)] == [(0, 0), (12, 7)]


def test_nothing_in_the_database_leads_from_a_slip_to_its_participant(story: Story) -> None:
    codes = make_slips(story.conference, story.businesses, 12, story.bjorn)
    people = [enter(code) for code in codes[:8]]

    assert {column.name for column in CodeSlip.__table__.columns} == {
        "code_hash",
        "conference_id",
        "target_group_id",
        "is_used",
    }
    if db.engine.dialect.name == "postgresql":
        rows = db.session.execute(text("select code_hash, xmin::text from code_slip order by ctid")).all()
        assert [code_hash for code_hash, _xmin in rows] == sorted(code_hash for code_hash, _xmin in rows)
        assert len({xmin for _hash, xmin in rows}) == 1
    assert len(people) == 8
