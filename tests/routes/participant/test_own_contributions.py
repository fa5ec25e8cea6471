"""What one has said oneself, in the words of each state, and seen by nobody else."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.activities import close_activity
from app.domain.conferences import finish_conference
from app.domain.contributions import hide_contribution, publish_contribution
from app.models import (
    HiddenReason,
)
from tests.conftest import Story
from tests.routes.participant.conftest import PIECE, send, stored


def test_each_state_has_its_words(story: Story) -> None:
    for text in ("En", "To", "Tre"):
        send(story, text)
    one, two, _ = stored(story)
    publish_contribution(one, story.bjorn)
    hide_contribution(two, HiddenReason.PERSONAL_DATA, story.bjorn)
    piece = story.as_astrid.get(f"/j/{story.conference.code}/contributions", headers=PIECE)

    assert piece.headers["Dialog-Outcome"] == "mine"
    assert re.findall(r'data-state="(\w+)"', piece.text) == ["waiting", "hidden", "shown"]
    for words in ("Venter på godkjenning", "Ikke vist", "Teksten har personopplysninger.", "Vist for alle"):
        assert words in piece.text


def test_when_the_day_is_over_nobody_is_asked_to_write_it_again(story: Story) -> None:
    send(story, "En")
    hide_contribution(stored(story)[0], HiddenReason.UNCLEAR, story.bjorn)
    address = f"/j/{story.conference.code}/contributions"
    asked = "Teksten var vanskelig å forstå. Skriv den gjerne på nytt med flere ord."
    assert asked in story.as_astrid.get(address, headers=PIECE).text

    close_activity(story.dialogue, story.bjorn)
    finish_conference(story.conference, story.bjorn)

    shown = story.as_astrid.get(address, headers=PIECE).text
    assert "Teksten var vanskelig å forstå." in shown
    assert "Skriv den gjerne" not in shown


@pytest.mark.parametrize("reason", list(HiddenReason))
def test_every_reason_has_words_of_its_own(story: Story, reason: HiddenReason) -> None:
    send(story, "En")
    hide_contribution(stored(story)[0], reason, story.bjorn)
    piece = story.as_astrid.get(f"/j/{story.conference.code}/contributions", headers=PIECE).text
    words = re.search(r'<p class="reason">\s*(.+)', piece)

    assert words is not None
    assert words.group(1).startswith(
        {
            HiddenReason.PERSONAL_DATA: "Teksten har personopplysninger",
            HiddenReason.ABOUT_ONE_PERSON: "Teksten handler om en enkeltperson",
            HiddenReason.OFFENSIVE: "Ordene kan såre",
            HiddenReason.OFF_TOPIC: "Teksten handler om noe annet",
            HiddenReason.UNCLEAR: "Teksten var vanskelig å forstå",
        }[reason]
    )


def test_nobody_sees_the_own_list_of_somebody_else(story: Story, client: FlaskClient) -> None:
    send(story, "Bare min.")
    client.get(f"/j/{story.conference.code}")
    client.post(f"/j/{story.conference.code}/participants", data={"group": "1"})

    assert "Bare min." not in client.get(f"/j/{story.conference.code}").text
    assert "Bare min." not in client.get(f"/j/{story.conference.code}/contributions").text
    assert "Bare min." in story.as_astrid.get(f"/j/{story.conference.code}/contributions").text


def test_all_of_ones_own_are_a_link_away(story: Story) -> None:
    for number in range(9):
        send(story, f"Tanke {number}.")
    page = story.as_astrid.get(f"/j/{story.conference.code}").text

    assert "Tanke 8." in page
    assert "Tanke 0." not in page
    assert "Alt du har skrevet" in page
    assert "Tanke 0." in story.as_astrid.get(f"/j/{story.conference.code}/contributions").text
