"""Changing whom one answers as."""

from flask.testing import FlaskClient

from tests.conftest import Story


def test_the_present_group_is_chosen_already(story: Story) -> None:
    page = story.as_astrid.get(f"/j/{story.conference.code}/target-group")

    assert page.status_code == 200
    assert 'value="1" required data-name="Innbyggere" checked' in page.text


def test_another_group_can_be_chosen(story: Story) -> None:
    answer = story.as_astrid.post(f"/j/{story.conference.code}/target-group", data={"group": "2"})

    assert (answer.status_code, answer.location) == (303, f"/j/{story.conference.code}")
    assert story.astrid.target_group == story.businesses


def test_the_same_twice_is_harmless(story: Story) -> None:
    for _ in range(2):
        answer = story.as_astrid.post(f"/j/{story.conference.code}/target-group", data={"group": "2"})
        assert answer.status_code == 303

    assert story.astrid.target_group == story.businesses


def test_without_a_choice_nothing_changes(story: Story) -> None:
    page = story.as_astrid.post(f"/j/{story.conference.code}/target-group", data={"group": "8"})

    assert page.status_code == 422
    assert "Velg en målgruppe først." in page.text
    assert story.astrid.target_group == story.residents


def test_somebody_who_has_not_joined_is_led_to_the_door(client: FlaskClient, story: Story) -> None:
    for method in ("GET", "POST"):
        answer = client.open(f"/j/{story.conference.code}/target-group", method=method, data={"group": "2"})
        assert (answer.status_code, answer.location) == (303, f"/j/{story.conference.code}")
