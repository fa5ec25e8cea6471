"""A conference comes to be, is described, opened, finished."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.activities import remove_activity
from app.domain.conferences import (
    ConferencePlan,
    TargetGroupPlan,
    create_conference,
    describe_conference,
    finish_conference,
    open_conference,
    renew_screen_link,
    set_policy,
    set_target_groups,
)
from app.domain.errors import Refused
from app.domain.participants import join_conference
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Contribution, Language, ModerationPolicy, Participant
from app.models.conference import CODE_LETTERS
from tests.conftest import Story

PLAN = ConferencePlan(title="Dialog om oppvekst", held_on=date(2027, 3, 18), starts_at=time(9, 0))
GROUPS = [
    TargetGroupPlan(mark=1, name="Innbyggere", planned=20),
    TargetGroupPlan(mark=2, name="Næringsliv", planned=9),
]


def test_a_new_code_has_no_letters_that_look_alike(story: Story) -> None:
    conference = create_conference(PLAN, story.bjorn)

    assert len(conference.code) == 6
    assert set(conference.code) <= set(CODE_LETTERS)
    assert not set(CODE_LETTERS) & set("0O1IL")


def test_a_copy_has_the_groups_and_the_programme_and_nothing_that_was_said(story: Story) -> None:
    remove_activity(story.plenary, story.bjorn)
    copy = create_conference(PLAN, story.bjorn, source=story.conference)

    assert [group.name for group in copy.target_groups] == ["Innbyggere", "Næringsliv"]
    assert [activity.question for activity in copy.activities] == [story.dialogue.question]
    assert [activity.opened_at for activity in copy.activities] == [None]
    assert copy.opened_at is None
    assert copy.code != story.conference.code
    assert db.session.query(Participant).filter_by(conference_id=copy.id).count() == 0
    assert db.session.query(Contribution).count() == 0


def test_set_target_groups_renames_adds_and_removes(story: Story) -> None:
    plans = [replace(GROUPS[0], name="Folk"), TargetGroupPlan(mark=5, name="Ledere", planned=6)]
    set_target_groups(story.conference, plans, story.bjorn)

    assert [(group.mark, group.name) for group in story.conference.target_groups] == [
        (1, "Folk"),
        (5, "Ledere"),
    ]


def test_set_target_groups_without_one_that_somebody_belongs_to_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="Innbyggere"):
        set_target_groups(story.conference, GROUPS[1:], story.bjorn)
    assert len(story.conference.target_groups) == 2


@pytest.mark.parametrize("plans", [[], [GROUPS[0], replace(GROUPS[1], name="INNBYGGERE")]])
def test_set_target_groups_refuses_none_and_twins(story: Story, plans: list[TargetGroupPlan]) -> None:
    with pytest.raises(Refused):
        set_target_groups(story.conference, plans, story.bjorn)


def test_the_policy_survives_everything_but_its_own_switch(story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    describe_conference(story.conference, PLAN, story.bjorn)
    finish_conference(story.conference, story.bjorn)
    open_conference(story.conference, story.bjorn)

    assert story.conference.policy is ModerationPolicy.SHOW_AT_ONCE


def test_finish_conference_closes_what_is_open_and_lets_nobody_in(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)

    assert story.dialogue.is_done
    with pytest.raises(Refused):
        join_conference(story.conference, story.residents, Language.BOKMAL)


def test_open_conference_undoes_finishing(story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    open_conference(story.conference, story.bjorn)

    join_conference(story.conference, story.residents, Language.BOKMAL)
    assert story.conference.is_open


def test_open_conference_without_a_group_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        open_conference(create_conference(PLAN, story.bjorn), story.bjorn)


def test_renew_screen_link_makes_the_old_one_worthless(story: Story) -> None:
    old = story.conference.screen_token
    renew_screen_link(story.conference, story.bjorn)

    assert story.conference.screen_token != old


def test_every_change_raises_the_revision_by_one(story: Story) -> None:
    before = revision_of(story.conference.id)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)

    assert revision_of(story.conference.id) == before + 1


def test_join_conference_with_another_conferences_group_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        join_conference(story.conference, story.elsewhere.target_groups[0], Language.BOKMAL)


def test_a_participant_is_a_hash_a_group_a_language_and_a_table_and_nothing_more(story: Story) -> None:
    participant, token = join_conference(story.conference, story.residents, Language.NYNORSK)

    assert {column.name for column in Participant.__table__.columns} == {
        "id",
        "conference_id",
        "target_group_id",
        "token_hash",
        "language",
        "table_id",
        "device_of_id",  # of nobody: a table places dots by it
    }
    assert participant.device_of_id is None
    assert participant.table_id is None
    assert token not in participant.token_hash
    assert participant.language is Language.NYNORSK
