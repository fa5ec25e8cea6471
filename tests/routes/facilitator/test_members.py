"""Who has access: added, given another role, removed, and brought back."""

import re

import pytest

from app.domain.accounts import account_with, add_member, remove_member
from app.models import Role
from app.queries.conferences import account_with_email, membership_of
from tests.conftest import Story


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/members{rest}"


def role_of(story: Story, who: str) -> Role | None:
    membership = membership_of(getattr(story, who), story.conference.id)
    return membership.role if membership else None


def test_the_list_shows_everybody(story: Story) -> None:
    page = story.as_bjorn.get(address(story)).text

    assert re.findall(r'<th scope="row">(\w+)', page) == ["Bjørn", "Cecilie"]
    assert "david@" not in page


def test_an_account_that_exists_is_added(story: Story) -> None:
    answer = story.as_bjorn.post(address(story), data={"email": "David@solbakken.example", "role": "project_team"})

    assert answer.status_code == 303
    assert role_of(story, "david") is Role.PROJECT_TEAM


def test_adding_twice_is_said(story: Story) -> None:
    answer = story.as_bjorn.post(address(story), data={"email": "cecilie@solbakken.example", "role": "facilitator"})

    assert answer.status_code == 422
    assert "Cecilie er med fra før." in answer.text
    assert role_of(story, "cecilie") is Role.PROJECT_TEAM


def test_a_new_account_gets_a_password_that_is_shown_once(story: Story) -> None:
    data = {"email": "eva@solbakken.example", "name": "Eva", "role": "facilitator"}
    answer = story.as_bjorn.post(address(story), data=data)
    password = re.search(r'<code class="secret">(.*?)</code>', answer.text)

    assert answer.status_code == 200
    assert password is not None
    eva = account_with("eva@solbakken.example", password[1])
    assert eva is not None
    assert membership_of(eva, story.conference.id) is not None
    assert password[1] not in story.as_bjorn.get(address(story)).text


def test_without_an_account_a_name_is_needed(story: Story) -> None:
    answer = story.as_bjorn.post(address(story), data={"email": "eva@solbakken.example", "role": "project_team"})

    assert answer.status_code == 422
    assert "Skriv navnet også" in answer.text
    assert 'value="eva@solbakken.example"' in answer.text
    assert account_with_email("eva@solbakken.example") is None


@pytest.mark.parametrize("email", ["", "eva", "@solbakken.example", "eva@", "e va@solbakken.example"])
def test_an_address_is_a_whole_one(story: Story, email: str) -> None:
    assert story.as_bjorn.post(address(story), data={"email": email, "role": "facilitator"}).status_code == 422


def test_a_role_is_changed(story: Story) -> None:
    at = address(story, f"/{story.cecilie.id}/role")
    assert story.as_bjorn.post(at, data={"role": "facilitator"}).status_code == 303

    assert role_of(story, "cecilie") is Role.FACILITATOR
    assert story.as_bjorn.post(at, data={"role": "konge"}).status_code == 400


def test_a_removal_can_be_undone_with_the_same_role(story: Story) -> None:
    at = address(story, f"/{story.cecilie.id}")
    page = story.as_bjorn.post(f"{at}/removal", follow_redirects=True).text

    assert role_of(story, "cecilie") is None
    assert "Fjernet: Cecilie." in page
    assert story.as_cecilie.get(f"/conferences/{story.conference.id}/summary").status_code == 404
    for _time in range(2):
        assert story.as_bjorn.post(f"{at}/restoration").status_code == 303
    assert role_of(story, "cecilie") is Role.PROJECT_TEAM


def test_two_facilitators_who_look_at_the_same_member_do_not_step_on_each_other(story: Story) -> None:
    at = address(story, f"/{story.cecilie.id}")
    seen = re.findall(r'type="hidden" name="role" value="(\w+)"', story.as_bjorn.get(address(story)).text)
    add_member(story.conference, story.cecilie, Role.FACILITATOR, story.david)
    refused = story.as_bjorn.post(f"{at}/removal", data={"role": seen[0]})

    assert (seen, refused.status_code) == (["project_team"], 422)
    assert "Cecilie har fått en annen rolle i mellomtiden. Ingen er fjernet." in refused.text
    assert role_of(story, "cecilie") is Role.FACILITATOR
    remove_member(story.conference, story.cecilie, story.david)
    refused = story.as_bjorn.post(f"{at}/role", data={"role": "project_team"})
    assert refused.status_code == 422
    assert "Cecilie er fjernet herfra i mellomtiden." in refused.text
    assert role_of(story, "cecilie") is None


def test_the_last_facilitator_stays(story: Story) -> None:
    at = address(story, f"/{story.bjorn.id}")

    assert "minst én prosessleder" in story.as_bjorn.post(f"{at}/removal").text
    assert "minst én prosessleder" in story.as_bjorn.post(f"{at}/role", data={"role": "project_team"}).text
    assert role_of(story, "bjorn") is Role.FACILITATOR


def test_nobody_removes_themselves(story: Story) -> None:
    story.as_bjorn.post(address(story, f"/{story.cecilie.id}/role"), data={"role": "facilitator"})
    answer = story.as_bjorn.post(address(story, f"/{story.bjorn.id}/removal"))

    assert answer.status_code == 422
    assert "Du kan ikke fjerne deg selv." in answer.text


def test_somebody_who_was_never_here_cannot_be_asked_for(story: Story) -> None:
    for rest in ("role", "removal", "restoration"):
        at = address(story, f"/{story.david.id}/{rest}")
        assert story.as_bjorn.post(at, data={"role": "facilitator"}).status_code == 404
    assert "David" not in story.as_bjorn.get(address(story, f"?removed={story.david.id}")).text


@pytest.mark.parametrize(("who", "status"), [("cecilie", 403), ("david", 404)])
def test_others_change_nothing(story: Story, who: str, status: int) -> None:
    browser = getattr(story, f"as_{who}")
    data = {"email": "david@solbakken.example", "role": "facilitator"}

    assert browser.post(address(story), data=data).status_code == status
    assert browser.post(address(story, f"/{story.bjorn.id}/removal")).status_code == status
    assert (role_of(story, "david"), role_of(story, "bjorn")) == (None, Role.FACILITATOR)
