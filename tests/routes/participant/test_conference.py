"""The conference's page in every state."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.domain.activities import close_activity, open_activity
from app.domain.conferences import finish_conference
from app.domain.participants import change_target_group
from app.extensions import db
from app.models import Conference, Participant, utc_now
from app.models.activity import GRACE
from app.models.contribution import TEXT_HINT, TEXT_LIMIT
from tests.conftest import Story


def page_of(story: Story) -> str:
    answer = story.as_astrid.get(f"/j/{story.conference.code}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert sorted(ids) == sorted(set(ids))
    return answer.text


def not_opened(conference: Conference) -> None:
    conference.opened_at = None
    db.session.commit()


def test_an_open_question_can_be_answered(story: Story) -> None:
    page = page_of(story)

    assert story.dialogue.question in page
    assert f'action="/j/{story.conference.code}/activities/{story.dialogue.id}/contributions"' in page
    assert f'form="contribution-form-{story.dialogue.id}"' in page


def test_what_the_organiser_wrote_is_told_as_its_own_language_to_who_reads_in_another(
    client: FlaskClient, story: Story
) -> None:
    address = f"/j/{story.conference.code}?lang=en"
    page, door = story.as_astrid.get(address).text, client.get(address).text

    assert '<html lang="en"' in page
    assert f'<h1 lang="nb">{story.dialogue.question}</h1>' in page
    assert '<span lang="nb"><b>Næringsliv</b>' in door
    assert f'<p lang="nb">{story.conference.purpose}</p>' in door


def test_the_page_knows_the_limits_of_the_model(story: Story) -> None:
    page = page_of(story)

    assert f'data-limit="{TEXT_LIMIT}"' in page
    assert f'data-hint="{TEXT_HINT}"' in page


def test_a_question_for_advice_only_has_no_choice_of_kind(story: Story) -> None:
    story.dialogue.takes_input = False
    db.session.commit()
    page = page_of(story)

    assert '<input type="hidden" name="kind" value="advice">' in page
    assert "Hva vil du gi?" not in page


def test_before_the_first_activity_it_says_who_is_here_and_what_comes(story: Story) -> None:
    story.dialogue.opened_at = None
    db.session.commit()
    page = page_of(story)

    assert "Vi begynner snart" in page
    assert "1 av 30 er her" in page
    assert story.plenary.title in page


def test_a_closed_question_thanks_and_keeps_room_for_an_unsent_text(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    page = page_of(story)

    assert "Takk for innspillene" in page
    assert "Spørsmålet ble stengt mens du skrev" in page
    assert 'id="kept"' in page
    assert "contribution-form" not in page


def test_a_plenary_asks_for_nothing(story: Story) -> None:
    open_activity(story.plenary, story.bjorn)
    page = page_of(story)

    assert story.plenary.title in page
    assert "Du trenger ikke å gjøre noe" in page
    assert "<textarea" not in page


def test_a_finished_conference_says_thanks(story: Story, client: FlaskClient) -> None:
    finish_conference(story.conference, story.bjorn)

    assert "Takk for i dag" in page_of(story)
    assert "Takk for i dag" in client.get(f"/j/{story.conference.code}").text


def test_a_conference_that_is_not_open_yet_says_when_it_begins(story: Story, client: FlaskClient) -> None:
    not_opened(story.conference)
    page = client.get(f"/j/{story.conference.code}").text

    assert "Konferansen er ikke åpnet ennå" in page
    assert "torsdag 19. november 2026 kl. 08.30" in page
    assert 'data-conference="planned"' in page
    assert "data-stream=" in page


def test_the_code_in_small_letters_leads_to_the_one_address_that_the_cookie_knows(story: Story) -> None:
    answer = story.as_astrid.get(f"/j/{story.conference.code.lower()}")

    assert (answer.status_code, answer.location) == (302, f"/j/{story.conference.code}")


def test_fresh_addresses_are_given_to_whoever_has_the_code(story: Story, client: FlaskClient) -> None:
    for phone in (client, story.as_astrid):
        answer = phone.get(f"/j/{story.conference.code}/stream")
        assert answer.status_code == 200
        assert set(answer.get_json()) == {"stream", "poll"}


def test_the_filter_goes_with_the_fresh_addresses(story: Story) -> None:
    page = story.as_astrid.get(f"/j/{story.conference.code}?group=2").text

    assert f'data-renew="/j/{story.conference.code}/stream?group=2"' in page


@pytest.mark.parametrize("mark", ["9", "x", "-1", "1 or 1"])
def test_a_filter_that_is_no_group_shows_all(story: Story, mark: str) -> None:
    answer = story.as_astrid.get(f"/j/{story.conference.code}", query_string={"group": mark})

    assert answer.status_code == 200
    assert re.search(r'href="/j/\w+#contributions" aria-current="true"', answer.text)


def test_a_big_group_is_a_bar_and_a_small_one_seats(story: Story) -> None:
    story.dialogue.opened_at = None
    story.residents.planned = 25
    db.session.commit()
    page = page_of(story)

    assert page.count('class="bar" data-group="1"') == 1
    assert '<rect width="4%"/>' in page
    assert page.count('<use href="#mark-2"/></svg><svg') == 11


def test_the_page_is_the_same_for_all_but_what_is_personal(story: Story, client: FlaskClient) -> None:
    """Two people of different groups get the same regions, byte for byte."""
    client.get(f"/j/{story.conference.code}")
    client.post(f"/j/{story.conference.code}/participants", data={"group": "2"})
    regions = [
        re.search(r'<section id="activity".*?</section>', page, re.DOTALL)
        for page in (page_of(story), client.get(f"/j/{story.conference.code}").text)
    ]

    assert regions[0] is not None
    assert regions[1] is not None
    assert regions[0].group() == regions[1].group()


def test_the_group_in_the_header_follows_a_change(story: Story) -> None:
    change_target_group(story.astrid, story.businesses)

    assert "Næringsliv. Bytt målgruppe" in page_of(story)


def test_a_participant_whose_row_is_gone_is_led_to_the_door(story: Story) -> None:
    db.session.delete(db.session.get_one(Participant, story.astrid.id))
    db.session.commit()

    assert "Hvem svarer du som?" in story.as_astrid.get(f"/j/{story.conference.code}").text


def test_the_grace_of_the_page_is_that_of_the_rule(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    assert story.dialogue.closed_at is not None

    assert f'data-closed="{story.dialogue.closed_at.isoformat(timespec="seconds")[:19]}Z"' in page_of(story)
    assert timedelta(seconds=60) == GRACE
    assert story.dialogue.takes_contributions(utc_now())
