"""Advice with what happens to it: written, changed, taken away and brought back; and shared with everybody."""

import re
import uuid
from datetime import date

import pytest
from werkzeug.test import TestResponse

from app.domain.activities import close_activity, show_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.priorities import prioritise
from app.domain.themes import ThemePlan, add_theme
from app.extensions import db
from app.models import ActivityKind, Contribution, ContributionKind, FollowUp, FollowUpState
from app.queries.follow_ups import follow_ups_of
from tests.conftest import Story
from tests.rounds import round_of
from tests.votes import voters

FIELDS = {"advice": "Svar innen en uke.", "priority": "1", "state": "under_way", "theme_id": "0"}
FIELDS |= {"action": "Ny svarfrist.", "owner": "servicetorget", "due_on": "2027-03-01"}


@pytest.fixture
def asked(story: Story) -> Story:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar.", uuid.uuid4())
    publish_contribution(said, story.bjorn)
    return story


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/summary{rest}"


def page_of(story: Story) -> str:
    return address(story, f"/workbench/{story.dialogue.id}")


def add(story: Story, **changes: str) -> TestResponse:
    fields = {f"follow-up-new-{name}": value for name, value in (FIELDS | changes).items()}
    return story.as_cecilie.post(f"{page_of(story)}/follow-ups", data=fields)


def only(story: Story) -> FollowUp:
    (follow_up,) = follow_ups_of(story.conference)
    return follow_up


def change(story: Story, seen: str, **changes: str) -> TestResponse:
    id = only(story).id
    fields = {f"follow-up-{id}-{name}": value for name, value in (FIELDS | changes).items()}
    return story.as_cecilie.post(address(story, f"/follow-ups/{id}"), data=fields | {"seen": seen})


def test_it_is_written_changed_removed_and_brought_back(asked: Story) -> None:
    theme = add_theme(asked.conference, ThemePlan("Svar"), asked.cecilie)
    assert add(asked, theme_id=str(theme.id)).status_code == 303
    added = only(asked)
    assert (added.priority, added.state, added.theme, added.due_on) == (
        1,
        FollowUpState.UNDER_WAY,
        theme,
        date(2027, 3, 1),
    )

    assert change(asked, added.changed_at.isoformat(), state="done", due_on="").status_code == 303
    assert (only(asked).state, only(asked).due_on, only(asked).theme_id) == (FollowUpState.DONE, None, None)

    removed = asked.as_cecilie.post(address(asked, f"/follow-ups/{added.id}/removal"))
    assert list(follow_ups_of(asked.conference)) == []
    shown = asked.as_cecilie.get(removed.location).get_data(as_text=True)
    assert "Fjernet: «Svar innen en uke.»." in shown
    undo = re.search(r'action="([^"]+/restoration)"', shown)
    assert undo is not None
    asked.as_cecilie.post(undo[1])
    assert only(asked).id == added.id


def test_two_at_once_do_not_overwrite_each_other(asked: Story) -> None:
    add(asked)
    seen = only(asked).changed_at.isoformat()
    change(asked, seen, action="Bjørn skrev dette.")
    refused = change(asked, seen, action="Cecilie skrev dette.")

    assert refused.status_code == 422
    assert "Noen andre har endret dette i mellomtiden." in refused.get_data(as_text=True)
    assert "Cecilie skrev dette.</textarea>" in refused.get_data(as_text=True)
    assert only(asked).action == "Bjørn skrev dette."


@pytest.mark.parametrize(
    "changes", [{"advice": " "}, {"advice": "a" * 241}, {"priority": "4"}, {"due_on": "i vår"}, {"theme_id": "99"}]
)
def test_what_cannot_be_is_said_and_the_words_stay(asked: Story, changes: dict[str, str]) -> None:
    refused = add(asked, action="Ny svarfrist, som er lang å skrive.", **{k: v for k, v in changes.items()})

    assert refused.status_code == 422
    assert "Dette må rettes" in refused.get_data(as_text=True)
    assert "Ny svarfrist, som er lang å skrive.</textarea>" in refused.get_data(as_text=True)
    assert list(follow_ups_of(asked.conference)) == []


def test_what_it_lacks_is_said(asked: Story) -> None:
    assert "Råd, og hva som skjer med dem" in lacking(asked)
    add(asked, action="", owner="", due_on="")
    assert lacking(asked)[-3:] == ["Hva som skjer med et råd", "Ansvarlig for et råd", "Frist for et råd"]
    change(asked, only(asked).changed_at.isoformat())
    assert not {"Hva som skjer med et råd", "Ansvarlig for et råd", "Frist for et råd"} & set(lacking(asked))


def lacking(story: Story) -> list[str]:
    shown = " ".join(story.as_cecilie.get(page_of(story)).get_data(as_text=True).split())
    found = re.search(r"<b>Mangler:</b> (.*?)</span>", shown)
    assert found is not None
    words = found[1].strip().rstrip(".")
    return re.split(r", (?=[A-ZÅ])", words)


def test_what_people_prioritised_is_at_hand(asked: Story) -> None:
    contribution = db.session.query(Contribution).one()
    priorities = round_of(asked, ActivityKind.PRIORITIES)
    for voter in voters(asked, asked.residents, 5):
        prioritise(voter.participant, priorities, {contribution.id: 2})
    close_activity(priorities, asked.bjorn)
    assert "Rådene med flest prikker" not in asked.as_cecilie.get(page_of(asked)).get_data(as_text=True)
    show_activity(priorities, asked.bjorn)

    shown = asked.as_cecilie.get(page_of(asked)).get_data(as_text=True)
    assert "10 prikker" in shown
    begun = asked.as_cecilie.get(f"{page_of(asked)}?advice={contribution.id}").get_data(as_text=True)
    assert 'name="follow-up-new-advice" type="text" value="Svar."' in begun


def test_another_conferences_is_not_there(asked: Story) -> None:
    add(asked)
    away = f"/conferences/{asked.elsewhere.id}/summary/follow-ups/{only(asked).id}/removal"

    assert asked.as_david.post(away).status_code == 404
    assert only(asked).removed_at is None


def test_sharing_is_said_and_taken_back(asked: Story) -> None:
    shown = asked.as_cecilie.get(address(asked, "/workbench")).get_data(as_text=True)
    assert "Bare dere. Det kommer ikke på nettsiden eller telefonene før dere deler det." in shown
    asked.as_cecilie.post(address(asked, "/publication"))
    asked.as_cecilie.post(address(asked, "/texts/heard"), data={"text": "Nytt."})
    shown = asked.as_cecilie.get(address(asked, "/workbench")).get_data(as_text=True)
    assert "En tekst er endret siden da." in shown
    asked.as_cecilie.post(address(asked, "/publication/removal"))
    assert asked.conference.words_published_at is None
