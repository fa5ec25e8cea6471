"""Before the conference opens: what is missing stands there with a way to mend it, and the link for the technician."""

from flask.testing import FlaskClient

from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from


def test_the_checklist_leads_to_where_each_thing_is_mended(story: Story) -> None:
    home = f"/conferences/{story.conference.id}"
    page = story.as_bjorn.get(f"{home}/preparation").text

    assert "Deltakerne får ikke vite hvem de kan spørre om personvern." in page
    assert f'href="{home}/settings#privacy_contact"' in page
    assert 'id="privacy_contact"' in story.as_bjorn.get(f"{home}/settings").text
    assert f'href="{home}/members"' in page
    assert "I orden:" in page
    assert f"http://dialog.example/screen/{story.conference.screen_token}/check" in page


def test_whom_to_ask_about_privacy_is_told_at_the_door(story: Story, client: FlaskClient) -> None:
    settings = {"title": "Dialog", "held_on": "2026-11-19", "starts_at": "08:30", "language": "nb"}
    address = f"/conferences/{story.conference.id}/settings"
    settings |= {"seen": drawn_from(story.as_bjorn, address, address), "privacy_contact": "ombud@solbakken.example"}
    story.as_bjorn.post(address, data=settings)

    assert "Spørsmål om personvern: ombud@solbakken.example" in client.get(f"/j/{story.conference.code}").text
