"""The screen's page: its link, its language, its operator's choices."""

from flask.testing import FlaskClient

from app.domain.conferences import (
    renew_screen_link,
)
from app.live.drawing import draw_region
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import (
    Language,
)
from tests.conftest import Story
from tests.routes.screen.conftest import say


def test_the_page_includes_the_region_verbatim(story: Story, client: FlaskClient) -> None:
    say(story, "Svar innen en uke.")

    page = client.get(f"/screen/{story.conference.screen_token}").get_data(as_text=True)

    view = View(story.conference.id, Audience.SCREEN, Language.BOKMAL)
    assert draw_region("stage", view, revision_of(story.conference.id)).decode() in page
    assert page.count("<h1") == 1


def test_the_link_is_the_key(story: Story, client: FlaskClient) -> None:
    old = story.conference.screen_token
    renew_screen_link(story.conference, story.bjorn)

    assert client.get(f"/screen/{old}").status_code == 404
    assert client.get(f"/screen/{old}/stream").status_code == 404
    assert client.get(f"/screen/{story.conference.screen_token}").status_code == 200


def test_fresh_addresses_are_given_as_json(story: Story, client: FlaskClient) -> None:
    fresh = client.get(f"/screen/{story.conference.screen_token}/stream").get_json()

    assert sorted(fresh) == ["poll", "stream"]
    assert client.get(fresh["poll"]).status_code == 200


def test_it_speaks_the_language_of_the_conference_whatever_the_machine_prefers(
    story: Story, client: FlaskClient
) -> None:
    client.set_cookie("lang", "en")

    page = client.get(f"/screen/{story.conference.screen_token}?lang=en", headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )

    assert '<html lang="nb"' in page
    assert "Her er det plass til dere." in page


def test_addresses_come_from_the_configuration_not_from_the_request(story: Story, client: FlaskClient) -> None:
    page = client.get(f"/screen/{story.conference.screen_token}", headers={"Host": "evil.example"}).get_data(
        as_text=True
    )

    assert "evil.example" not in page
    assert "dialog.example" in page


def test_the_operators_choices_are_remembered(story: Story, client: FlaskClient) -> None:
    address = f"/screen/{story.conference.screen_token}"
    assert 'data-color-scheme="light"' in client.get(address).get_data(as_text=True)

    client.get(f"{address}?scheme=dark&keys=off")

    page = client.get(address).get_data(as_text=True)
    assert ('data-color-scheme="dark"' in page, 'data-keys="off"' in page) == (True, True)
    assert 'data-color-scheme="dark"' in client.get(f"{address}?scheme=purple").get_data(as_text=True)
