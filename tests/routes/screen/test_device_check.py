"""The page where the equipment is tried: by the screen's link, in the reader's language, and it changes nothing."""

from flask.testing import FlaskClient

from app.live.revisions import revision_of
from tests.conftest import Story


def test_the_page_has_addresses_to_measure_and_a_code_to_scan(story: Story, client: FlaskClient) -> None:
    address = f"/screen/{story.conference.screen_token}/check"
    before = revision_of(story.conference.id)
    page = client.get(address).text
    poll = page.split('data-poll="')[1].split('"')[0]

    assert f"http://dialog.example{address}" in page
    assert 'data-stream="/live/' in page
    assert client.get(poll).status_code == 200
    assert "Try the equipment" in client.get(f"{address}?lang=en", follow_redirects=True).text
    assert revision_of(story.conference.id) == before


def test_the_test_picture_is_in_the_chosen_colours(story: Story, client: FlaskClient) -> None:
    address = f"/screen/{story.conference.screen_token}/check/picture"

    assert 'data-color-scheme="light"' in client.get(address).text
    assert 'data-color-scheme="dark"' in client.get(f"{address}?scheme=dark").text
