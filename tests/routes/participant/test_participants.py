"""Coming in."""

from dataclasses import replace

from flask import Flask, template_rendered
from flask.testing import FlaskClient

from app import create_app
from app.config import Config
from app.domain.conferences import finish_conference, set_target_groups, target_groups_as_planned
from app.extensions import db
from app.models import Participant
from app.queries.participants import counts_per_group
from tests.conftest import Story


def door(story: Story) -> str:
    return f"/j/{story.conference.code}"


def joined(story: Story) -> int:
    return sum(count.joined for count in counts_per_group(story.conference.id))


def test_the_door_asks_for_a_target_group_and_says_what_is_stored(client: FlaskClient, story: Story) -> None:
    page = client.get(door(story))

    assert page.status_code == 200
    assert "Hvem svarer du som?" in page.text
    assert "Du bor i kommunen" in page.text
    assert story.conference.purpose in page.text
    assert "men ikke navn, telefonnummer eller IP-adresse" in page.text


def test_the_door_is_drawn_once_for_all_and_anew_in_each_language_and_after_each_change(
    app: Flask, story: Story
) -> None:
    def come(language: str = "nb") -> str:
        drawn: list[str] = []
        with template_rendered.connected_to(lambda *_sender, template, **_: drawn.append(template.name), app):
            page = app.test_client().get(f"{door(story)}?lang={language}").text
        return "drawn" if drawn else page

    assert [come(), come("nn")] == ["drawn", "drawn"]
    app.test_client().post(f"{door(story)}/participants", data={"group": "2"})
    assert "Du bor i kommunen" in come()
    assert '<html lang="nn"' in come("nn")

    group, *others = target_groups_as_planned(story.conference)
    set_target_groups(story.conference, [replace(group, name="Folk flest"), *others], story.bjorn)
    assert come() == "drawn"
    assert "Folk flest" in come()


def test_everybody_gets_a_token_of_their_own_at_the_door(app: Flask, story: Story) -> None:
    cookies = {app.test_client().get(door(story)).headers["Set-Cookie"] for _ in range(3)}

    assert len(cookies) == 3


def test_choosing_a_group_leads_into_the_conference(client: FlaskClient, story: Story) -> None:
    client.get(door(story))
    answer = client.post(f"{door(story)}/participants", data={"group": "2"})

    assert (answer.status_code, answer.location) == (303, door(story))
    page = client.get(door(story))
    assert "Næringsliv. Bytt målgruppe" in page.text
    assert story.dialogue.question in page.text


def test_without_a_choice_it_is_asked_for_again(client: FlaskClient, story: Story) -> None:
    before = joined(story)
    page = client.post(f"{door(story)}/participants", data={})

    assert page.status_code == 422
    assert "Velg en målgruppe først." in page.text
    assert joined(story) == before


def test_loading_the_address_of_the_choice_anew_is_no_dead_end(client: FlaskClient, story: Story) -> None:
    answer = client.get(f"{door(story)}/participants")

    assert (answer.status_code, answer.location) == (302, door(story))


def test_pressing_twice_lets_one_person_in(app: Flask, story: Story) -> None:
    """The second press is sent before the first is answered, with the cookie that the door gave."""
    phone = app.test_client()
    cookie = phone.get(door(story)).headers["Set-Cookie"].split(";")[0]
    before = joined(story)
    for _ in range(2):
        again = app.test_client(use_cookies=False)
        answer = again.post(f"{door(story)}/participants", data={"group": "1"}, headers={"Cookie": cookie})
        assert answer.status_code == 303

    assert joined(story) == before + 1


def test_whoever_is_in_stays_as_they_are(story: Story) -> None:
    before = joined(story)
    answer = story.as_astrid.post(f"{door(story)}/participants", data={"group": "2"})

    assert answer.status_code == 303
    assert joined(story) == before
    assert story.astrid.target_group == story.residents


def test_nobody_comes_into_a_finished_conference(client: FlaskClient, story: Story) -> None:
    finish_conference(story.conference, story.bjorn)
    before = joined(story)
    page = client.post(f"{door(story)}/participants", data={"group": "1"})

    assert page.status_code == 422
    assert "tar ikke imot deltakere" in page.text
    assert joined(story) == before


def test_the_cookie_goes_nowhere_else_and_is_closed_to_scripts(client: FlaskClient, story: Story) -> None:
    cookie = client.get(door(story)).headers["Set-Cookie"]

    assert cookie.startswith(f"participant-{story.conference.id}=")
    for part in (f"Path=/j/{story.conference.code}", "HttpOnly", "SameSite=Lax"):
        assert part in cookie


def test_the_cookie_goes_over_tls_alone_where_the_address_says_so(config: Config, story: Story) -> None:
    behind_tls = create_app(replace(config, base_url="https://dialog.example"))

    cookie = behind_tls.test_client().get(door(story)).headers["Set-Cookie"]  # a proxy that does not tell: plain HTTP

    assert "; Secure" in cookie


def test_the_cookie_is_all_that_joining_leaves_on_the_phone(client: FlaskClient, story: Story) -> None:
    client.get(door(story))
    client.post(f"{door(story)}/participants", data={"group": "1"})
    token = client.get_cookie(f"participant-{story.conference.id}", path=f"/j/{story.conference.code}")

    assert token is not None
    assert len(client._cookies) == 1
    assert db.session.query(Participant).filter_by(token_hash=token.value).count() == 0


def test_a_garbled_cookie_is_nobody_and_gets_a_new_one(app: Flask, story: Story) -> None:
    phone = app.test_client()
    phone.set_cookie(f"participant-{story.conference.id}", "x' or 1=1", path=door(story))
    page = phone.get(door(story))

    assert "Hvem svarer du som?" in page.text
    assert f"participant-{story.conference.id}=" in page.headers["Set-Cookie"]


def test_a_cookie_of_another_conference_does_not_let_in(app: Flask, story: Story) -> None:
    token = story.as_astrid.get_cookie(f"participant-{story.conference.id}", path=door(story))
    assert token is not None
    phone = app.test_client()
    phone.set_cookie(f"participant-{story.elsewhere.id}", token.value, path=f"/j/{story.elsewhere.code}")

    assert "Hvem svarer du som?" in phone.get(f"/j/{story.elsewhere.code}").text
