"""Decisions taken back: by the bar, by the log, and when somebody else has decided anew."""

import pytest

from app.domain.contributions import hide_contribution, publish_contribution, show_on_screen
from app.models import HiddenReason
from app.queries.contributions import spotlight_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, about, bar_in, press, undo


def test_what_a_colleague_shows_by_now_is_not_taken_from_the_screen_by_an_undo(story: Story, say: Say) -> None:
    contribution = say("Én kontaktperson.")
    approved = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")
    show_on_screen(contribution, story.david)
    refused = undo(story.as_bjorn, approved)
    back = press(story.as_bjorn, about(story, contribution, "waiting"), seen="published")

    for answer in (refused, back):
        assert answer.status_code == 422
        assert bar_in(answer).startswith("Noen andre viser det på skjermen nå. Ingenting er endret.")
        assert spotlight_of(story.conference.id) is contribution
    seen = press(story.as_bjorn, about(story, contribution, "waiting"), seen="published", on_screen="seen")
    assert bar_in(seen).startswith("Lagt tilbake:")
    assert spotlight_of(story.conference.id) is None


def test_whoever_put_it_on_the_screen_takes_it_back_in_one(story: Story, say: Say) -> None:
    contribution = say("Én kontaktperson.")
    undone = undo(story.as_bjorn, press(story.as_bjorn, about(story, contribution, "spotlight"), seen="waiting"))

    assert bar_in(undone) == "Angret: «Én kontaktperson.»"
    assert contribution.is_waiting
    assert spotlight_of(story.conference.id) is None


def test_every_decision_is_undone_by_the_bar(story: Story, say: Say) -> None:
    presses = [("publication", {}), ("hiding", {"reason": "unclear"}), ("spotlight", {})]
    for fact, fields in presses:
        contribution = say(f"Prøver {fact}.")
        page = press(story.as_bjorn, about(story, contribution, fact), seen="waiting", **fields)
        undone = undo(story.as_bjorn, page)

        assert contribution.is_waiting
        assert bar_in(undone) == f"Angret: «Prøver {fact}.»"
    assert spotlight_of(story.conference.id) is None


def test_undo_gives_back_the_reason_and_the_place_among_the_newest(story: Story, say: Say) -> None:
    hidden, published = say("Skjult først."), say("Godkjent først.")
    hide_contribution(hidden, HiddenReason.OFFENSIVE, story.bjorn)
    publish_contribution(published, story.bjorn)
    decided_at = published.decided_at

    undo(story.as_bjorn, press(story.as_bjorn, about(story, hidden, "publication"), seen="hidden"))
    undo(story.as_bjorn, press(story.as_bjorn, about(story, published, "waiting"), seen="published"))

    assert hidden.hidden_reason is HiddenReason.OFFENSIVE
    assert (published.is_published, published.decided_at) == (True, decided_at)


def test_undo_after_somebody_else_decided_changes_nothing(story: Story, say: Say) -> None:
    contribution = say("To ved samme kø.")
    page = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")
    hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.david)
    refused = undo(story.as_bjorn, page)

    assert refused.status_code == 422
    assert bar_in(refused) == "Noen andre har bestemt noe nytt om det i mellomtiden. Ingenting er endret."
    assert contribution.hidden_reason is HiddenReason.PERSONAL_DATA


def test_what_two_have_hidden_is_not_shown_again_by_the_undo_of_one(story: Story, say: Say) -> None:
    contribution = say("Skjult av to.")
    publish_contribution(contribution, story.bjorn)
    page = press(story.as_bjorn, about(story, contribution, "hiding"), seen="published", reason="unclear")
    again = press(story.as_bjorn, about(story, contribution, "hiding"), seen="published", reason="personal_data")
    refused = undo(story.as_bjorn, page)

    assert bar_in(again) == "Det var alt skjult."
    assert bar_in(refused) == "Noen andre har bestemt noe nytt om det i mellomtiden. Ingenting er endret."
    assert contribution.hidden_reason is HiddenReason.UNCLEAR


def test_undo_twice_says_that_nothing_changed(story: Story, say: Say) -> None:
    contribution = say("Angret en gang.")
    page = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")

    assert [undo(story.as_bjorn, page).status_code for _ in range(2)] == [200, 422]
    assert contribution.is_waiting


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"state": "gone"},
        {"state": "hidden"},
        {"state": "published", "reason": "unclear"},
        {"state": "published"},
        {"state": "waiting", "before": "2026-11-19T09:00:00+00:00"},
        {"state": "published", "before": "0001-01-01T00:00:00+14:00"},
        {"state": "waiting", "before": "yesterday"},
        {"state": "waiting", "decided_at": "2026-11-19T09:00:00"},
    ],
)
def test_an_undo_that_no_page_offers_is_no_request(story: Story, say: Say, fields: dict[str, str]) -> None:
    contribution = say("Urørt.")

    assert story.as_bjorn.post(about(story, contribution, "reversal"), data=fields).status_code == 400
    assert contribution.is_waiting
