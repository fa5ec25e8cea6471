"""Accounts and who belongs where."""

from time import monotonic

import pytest

from app.domain import accounts
from app.domain.accounts import (
    account_with,
    add_member,
    change_password,
    create_account,
    new_password,
    remove_member,
)
from app.domain.errors import Refused
from app.models import Role
from app.queries.conferences import membership_of
from tests.conftest import PASSWORD, Story


def test_account_with_knows_the_right_password_only(story: Story) -> None:
    assert account_with("BJØRN@solbakken.example ", PASSWORD) == story.bjorn
    assert account_with("bjørn@solbakken.example", "feil passord") is None
    assert account_with("ingen@solbakken.example", PASSWORD) is None


def test_create_account_twice_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        create_account("Bjørn@Solbakken.example", "En annen", PASSWORD)


def test_create_account_with_a_short_password_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="12"):
        create_account("ny@solbakken.example", "Ny", "kort")


def test_passwords_are_kept_as_argon2(story: Story) -> None:
    assert story.bjorn.password_hash.startswith("$argon2id$")
    assert new_password() != new_password()


def test_change_password_signs_out_everywhere(story: Story) -> None:
    before = story.bjorn.login_key
    change_password(story.bjorn, PASSWORD, "et nytt og langt passord")

    assert story.bjorn.login_key != before
    assert account_with("bjørn@solbakken.example", "et nytt og langt passord") == story.bjorn


def test_change_password_with_a_wrong_old_one_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        change_password(story.bjorn, "feil passord", "et nytt og langt passord")


def test_add_member_gives_a_role_and_changes_it(story: Story) -> None:
    add_member(story.conference, story.david, Role.PROJECT_TEAM, story.bjorn)
    add_member(story.conference, story.david, Role.FACILITATOR, story.bjorn)

    membership = membership_of(story.david, story.conference.id)
    assert membership is not None
    assert membership.is_facilitator


def test_the_last_facilitator_stays(story: Story) -> None:
    with pytest.raises(Refused):
        remove_member(story.conference, story.bjorn, story.bjorn)
    with pytest.raises(Refused):
        add_member(story.conference, story.bjorn, Role.PROJECT_TEAM, story.bjorn)


def test_remove_member_twice_is_harmless(story: Story) -> None:
    remove_member(story.conference, story.cecilie, story.bjorn)
    remove_member(story.conference, story.cecilie, story.bjorn)

    assert membership_of(story.cecilie, story.conference.id) is None


def test_more_passwords_at_once_than_there_is_room_for_are_refused_in_words(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "WAIT_SECONDS", 0.01)
    for _ in range(accounts.AT_ONCE):
        accounts._slots.acquire()
    try:
        with pytest.raises(Refused, match="Vent litt"):
            account_with("bjørn@solbakken.example", PASSWORD)
    finally:
        for _ in range(accounts.AT_ONCE):
            accounts._slots.release()

    assert account_with("bjørn@solbakken.example", PASSWORD) == story.bjorn


def test_only_a_few_wait_for_their_password_to_be_looked_at(story: Story) -> None:
    for _ in range(accounts.AT_ONCE + accounts.MOST_WAITING):
        accounts._queue.acquire()
    begun = monotonic()
    try:
        with pytest.raises(Refused, match="Vent litt"):
            account_with("bjørn@solbakken.example", PASSWORD)
    finally:
        for _ in range(accounts.AT_ONCE + accounts.MOST_WAITING):
            accounts._queue.release()

    assert monotonic() - begun < accounts.WAIT_SECONDS / 2
