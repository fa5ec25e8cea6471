"""Moderation: approve, hide, show, put back, undo; alone and with somebody else at the same queue."""

import re

import pytest
from flask.testing import FlaskClient

from app.domain.contribution_texts import edit_contribution
from app.domain.contributions import hide_contribution, publish_contribution, show_on_screen
from app.domain.hall import freeze_hall
from app.models import ContributionState, HiddenReason
from app.queries.contributions import spotlight_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, about, bar_in, press, press_with_htmx, queue_in, tabs_in, undo


def test_a_good_one_is_on_the_screen_with_one_press(story: Story, say: Say) -> None:
    contribution = say("Én kontaktperson.")
    answer = press_with_htmx(story.as_bjorn, about(story, contribution, "spotlight"), seen="waiting")

    assert answer.status_code == 200
    assert contribution.is_published
    assert spotlight_of(story.conference.id) is contribution
    assert bar_in(answer) == "På skjermen: «Én kontaktperson.» Angre Z"
    assert queue_in(answer) == []


def test_while_all_is_held_still_nothing_is_said_to_be_on_the_screen(story: Story, say: Say) -> None:
    freeze_hall(story.conference, story.bjorn)
    contribution = say("Én kontaktperson.")
    shown = press(story.as_bjorn, about(story, contribution, "spotlight"), seen="waiting")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}?state=published").text
    gone = press(story.as_bjorn, f"/conferences/{story.conference.id}/spotlight/removal")

    assert bar_in(shown) == "På skjermen når du slipper den: «Én kontaktperson.» Angre Z"
    assert "På skjermen nå:" not in shown.text
    assert page.count("på skjermen når du slipper den") == 1
    assert "</svg>på skjermen</span>" not in page
    assert bar_in(gone).startswith("Skjermen følger programmet når du slipper den.")


def test_approved_is_seen_by_all_and_gone_from_the_queue(story: Story, say: Say) -> None:
    contribution = say("Svar innen en uke.")
    page = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")

    assert contribution.is_published
    assert tabs_in(page) == {"waiting": 0, "published": 1, "hidden": 0}
    assert bar_in(page) == "Godkjent: «Svar innen en uke.» Angre Z"


@pytest.mark.parametrize("reason", list(HiddenReason))
def test_hidden_with_a_reason(story: Story, say: Say, reason: HiddenReason) -> None:
    contribution = say("Saksbehandler Kari N.")
    page = press(story.as_bjorn, about(story, contribution, "hiding"), seen="waiting", reason=reason.value)

    assert contribution.hidden_reason is reason
    assert tabs_in(page) == {"waiting": 0, "published": 0, "hidden": 1}
    assert bar_in(page).startswith("Skjult som «")


def test_hiding_without_a_reason_is_refused_and_says_so(story: Story, say: Say) -> None:
    contribution = say("Bra!")
    for reason in ({}, {"reason": "because"}):
        page = press(story.as_bjorn, about(story, contribution, "hiding"), seen="waiting", **reason)
        assert (page.status_code, bar_in(page)) == (422, "Velg hvorfor det skjules.")

    assert contribution.is_waiting


def test_hiding_what_is_on_the_screen_takes_it_off(story: Story, say: Say) -> None:
    contribution = say("Kari i skranken.")
    show_on_screen(contribution, story.bjorn)
    press(story.as_bjorn, about(story, contribution, "hiding"), seen="published", reason="about_one_person")

    assert spotlight_of(story.conference.id) is None


def test_hidden_can_be_shown_after_all(story: Story, say: Say) -> None:
    contribution = say("Uklart først.")
    hide_contribution(contribution, HiddenReason.UNCLEAR, story.bjorn)
    press(story.as_bjorn, about(story, contribution, "spotlight") + "?state=hidden", seen="hidden")

    assert contribution.is_published
    assert contribution.hidden_reason is None
    assert spotlight_of(story.conference.id) is contribution


def test_the_screen_goes_back_to_the_programme(story: Story, say: Say) -> None:
    contribution = say("Nok sett.")
    show_on_screen(contribution, story.bjorn)
    page = press(story.as_bjorn, f"/conferences/{story.conference.id}/spotlight/removal")

    assert spotlight_of(story.conference.id) is None
    assert bar_in(page) == "Skjermen følger programmet igjen. Vis igjen Z"
    again = press(story.as_bjorn, f"/conferences/{story.conference.id}/spotlight/removal")
    assert (again.status_code, bar_in(again)) == (200, "Skjermen følger programmet igjen.")


def test_the_second_who_approves_is_told_that_it_was_done(story: Story, say: Say) -> None:
    contribution = say("Godkjent av to.")
    publish_contribution(contribution, story.bjorn)
    decided_at = contribution.decided_at
    page = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")

    assert (page.status_code, bar_in(page)) == (200, "Det var alt godkjent.")
    assert contribution.decided_at == decided_at


@pytest.mark.parametrize("fact", ["publication", "spotlight"])
def test_what_somebody_else_hid_is_not_shown_by_a_stale_page(story: Story, say: Say, fact: str) -> None:
    contribution = say("Noe følsomt.")
    hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.bjorn)
    page = press(story.as_bjorn, about(story, contribution, fact), seen="waiting")

    assert page.status_code == 422
    assert bar_in(page) == "Noen andre har skjult det i mellomtiden. Det ligger under Skjult."
    assert contribution.is_hidden
    assert spotlight_of(story.conference.id) is None


@pytest.mark.parametrize("fact", ["publication", "spotlight"])
def test_words_that_nobody_has_seen_are_not_shown_by_a_stale_page(story: Story, say: Say, fact: str) -> None:
    contribution = say("Svar innen en uke.")
    seen = {"seen": "waiting", "seen_text": mark_in(story)}
    edit_contribution(contribution, "Svar innen en uke, Per.", story.david, None)
    page = press(story.as_bjorn, about(story, contribution, fact), **seen)

    assert (page.status_code, contribution.is_waiting) == (422, True)
    assert bar_in(page) == "Teksten er endret siden du så den. Les den slik den står nå, og trykk en gang til."
    again = press(story.as_bjorn, about(story, contribution, fact), **{**seen, "seen_text": mark_in(story)})
    assert (again.status_code, contribution.is_published) == (200, True)


def mark_in(story: Story) -> str:
    """Of the words of the first row."""
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    return re.findall(r'name="seen_text" value="(\w+)"', page)[0]


def test_shown_again_is_what_was_there_and_nothing_that_was_hidden_or_rewritten_meanwhile(
    story: Story, say: Say
) -> None:
    contribution = say("Nok sett.")
    removal = f"/conferences/{story.conference.id}/spotlight/removal"
    for change in (
        lambda: edit_contribution(contribution, "Noe ganske annet.", story.david, None),
        lambda: hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.david),
    ):
        show_on_screen(contribution, story.bjorn)
        bar = press(story.as_bjorn, removal, seen=contribution.id).text.split('<div id="bar"')[1].split("</form>")[0]
        change()
        again = press(story.as_bjorn, about(story, contribution, "spotlight"), **dict(FIELD.findall(bar)))
        assert (again.status_code, spotlight_of(story.conference.id)) == (422, None)

    assert contribution.is_hidden


FIELD = re.compile(r'type="hidden" name="(\w+)" value="(\w+)"')


def test_what_a_colleague_put_on_the_screen_meanwhile_stays_there(story: Story, say: Say) -> None:
    seen, other = say("Det første."), say("Det andre.")
    show_on_screen(seen, story.bjorn)
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    show_on_screen(other, story.david)
    removal = f"/conferences/{story.conference.id}/spotlight/removal"
    fields = dict(FIELD.findall(page.split(removal)[1].split("</form>")[0]))
    answer = press(story.as_bjorn, removal, **fields)

    assert (answer.status_code, spotlight_of(story.conference.id)) == (422, other)
    assert "Noen andre har satt noe annet på skjermen" in bar_in(answer)


def test_hiding_goes_through_though_somebody_else_approved(story: Story, say: Say) -> None:
    contribution = say("Heller skjult.")
    publish_contribution(contribution, story.bjorn)
    page = press(story.as_bjorn, about(story, contribution, "hiding"), seen="waiting", reason="unclear")

    assert page.status_code == 200
    assert contribution.is_hidden
    undo(story.as_bjorn, page)
    assert contribution.is_published


def test_the_first_reason_stands_when_two_hide(story: Story, say: Say) -> None:
    contribution = say("Skjult av to.")
    hide_contribution(contribution, HiddenReason.OFFENSIVE, story.bjorn)
    page = press(story.as_bjorn, about(story, contribution, "hiding"), seen="waiting", reason="unclear")

    assert (page.status_code, bar_in(page)) == (200, "Det var alt skjult.")
    assert contribution.hidden_reason is HiddenReason.OFFENSIVE


def test_the_decided_can_be_put_back_in_their_old_place(story: Story, say: Say) -> None:
    first = say("Først.")
    say("Så.")
    publish_contribution(first, story.bjorn)
    page = press(story.as_bjorn, about(story, first, "waiting") + "?state=published", seen="published")

    assert first.state is ContributionState.WAITING
    assert queue_in(page) == []  # still in the tab of the approved
    assert queue_in(story.as_bjorn.get(f"/conferences/{story.conference.id}")) == ["Først.", "Så."]


def test_the_waiting_stand_oldest_first_and_the_first_is_chosen(story: Story, say: Say) -> None:
    for text in ("En.", "To.", "Tre."):
        say(text)
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}")

    assert queue_in(page) == ["En.", "To.", "Tre."]
    assert len(re.findall(r'<li class="item"[^>]* data-sel>', page.text)) == 1


def test_a_long_queue_is_cut_and_says_how_many_more(story: Story, say: Say) -> None:
    for number in range(52):
        say(f"Nummer {number}.")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}")

    assert queue_in(page) == [f"Nummer {number}." for number in range(50)]
    assert "og 2 til." in page.text
    assert tabs_in(page)["waiting"] == 52


def test_older_decisions_are_a_page_away(story: Story, say: Say) -> None:
    for number in range(51):
        publish_contribution(say(f"Nummer {number}."), story.bjorn)
    address = f"/conferences/{story.conference.id}/contributions?state=published&page=2"
    first = story.as_bjorn.get(f"/conferences/{story.conference.id}?state=published")

    assert address.replace("&", "&amp;") in first.text
    assert queue_in(first)[0] == "Nummer 50."
    assert queue_in(story.as_bjorn.get(address)) == ["Nummer 0."]
    assert "Det er ikke flere her." in story.as_bjorn.get(address.replace("page=2", "page=9")).text


def test_what_people_write_is_never_markup(story: Story, say: Say) -> None:
    contribution = say("<script>alert(1)</script> \"'&")
    page = press(story.as_bjorn, about(story, contribution, "publication"), seen="waiting")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


def test_who_wrote_it_is_nowhere_in_the_page(story: Story, say: Say) -> None:
    say("Uten navn.")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text

    assert story.astrid.token_hash not in page
    assert "participant-" not in page


FACTS = ["publication", "hiding", "waiting", "spotlight", "reversal"]


@pytest.mark.parametrize("fact", FACTS)
def test_others_are_turned_away(story: Story, client: FlaskClient, say: Say, fact: str) -> None:
    contribution = say("Bare for prosessledere.")
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    statuses = [browser.post(about(story, contribution, fact)).status_code for browser in browsers]

    assert statuses == [403, 404, 302, 302]
    assert contribution.is_waiting


@pytest.mark.parametrize("fact", FACTS)
def test_a_contribution_of_another_conference_is_not_found(story: Story, say: Say, fact: str) -> None:
    contribution = say("Her, ikke der.")
    there = f"/conferences/{story.elsewhere.id}/contributions/{contribution.id}/{fact}"

    assert story.as_david.post(there, data={"reason": "unclear"}).status_code == 404
    assert contribution.is_waiting
