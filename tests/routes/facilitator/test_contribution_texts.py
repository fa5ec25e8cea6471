"""A text is edited in a page of its own; what was written is kept, and its author sees both."""

import re

from flask.testing import FlaskClient

from app.domain.contribution_texts import edit_contribution
from app.domain.contributions import publish_contribution
from app.models import Contribution
from app.report.gather import summary_content_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import Say, bar_in, press, press_with_htmx, queue_in, words_of


def about(story: Story, contribution: Contribution, fact: str = "text") -> str:
    return f"/conferences/{story.conference.id}/contributions/{contribution.id}/{fact}"


def mine(story: Story) -> str:
    return words_of(story.as_astrid.get(f"/j/{story.conference.code}/contributions").text)


def test_the_page_holds_the_text_and_saves_it(story: Story, say: Say) -> None:
    contribution = say("Svar inen en uke.")
    page = story.as_bjorn.get(about(story, contribution))
    saved = press(story.as_bjorn, about(story, contribution), text="Svar innen en uke.", seen="")

    assert "Svar inen en uke.</textarea>" in page.text
    assert queue_in(saved) == ["Svar innen en uke."]
    assert bar_in(saved) == "Redigert: «Svar innen en uke.» Angre Z"
    assert "redigert" in words_of(saved.text.split('id="contribution-')[1])


def test_the_control_room_opens_the_same_form_over_its_queue(story: Story, say: Say) -> None:
    contribution = say("Svar inen en uke.")
    piece = story.as_bjorn.get(about(story, contribution), headers={"HX-Request": "true"})

    assert piece.headers["Dialog-Outcome"] == "text"
    assert "<html" not in piece.text
    assert piece.text.strip() in story.as_bjorn.get(about(story, contribution)).text


def test_its_author_sees_both_and_the_others_one(story: Story, say: Say) -> None:
    contribution = say("Svar innen en uke, Kari i skranken.")
    assert "rettet teksten" not in mine(story)
    edit_contribution(contribution, "Svar innen en uke.", story.bjorn, None)
    publish_contribution(contribution, story.bjorn)

    assert "Svar innen en uke. Vist for alle En prosessleder har rettet teksten. Du skrev:" in mine(story)
    assert "Kari i skranken" in mine(story)
    board = story.as_astrid.get(f"/j/{story.conference.code}").text.split('<section id="contributions"')[1]
    assert "Svar innen en uke." in board.split("</section>")[0]
    assert "Kari i skranken" not in board.split("</section>")[0]


def test_undo_in_the_bar_brings_back_what_was_written(story: Story, say: Say) -> None:
    contribution = say("Slik jeg skrev det.")
    page = press(story.as_bjorn, about(story, contribution), text="Slik det ble.", seen="")
    fields = dict(re.findall(r'name="(edited_at)" value="([^"]*)"', page.text))
    undone = press(story.as_bjorn, about(story, contribution, "text-reversal"), **fields)

    assert bar_in(undone) == "Angret: «Slik jeg skrev det.»"
    assert not contribution.is_edited
    again = press(story.as_bjorn, about(story, contribution, "text-reversal"), **fields)
    assert again.status_code == 422


def test_what_cannot_be_taken_is_said_and_still_there(story: Story, say: Say) -> None:
    contribution = say("Ring meg.")
    typed = "Ring meg på 99 88 77 66."
    page = press(story.as_bjorn, about(story, contribution), text=typed, seen="")

    assert page.status_code == 422
    assert "Teksten har et telefonnummer: 99 88 77 66." in page.text
    assert f"{typed}</textarea>" in page.text
    assert press_with_htmx(story.as_bjorn, about(story, contribution), text=" ", seen="").status_code == 422
    assert contribution.text == "Ring meg."


def test_a_stale_page_overwrites_nothing(story: Story, say: Say) -> None:
    contribution = say("Som skrevet.")
    edit_contribution(contribution, "Rettet av en annen.", story.david, None)
    page = press(story.as_bjorn, about(story, contribution), text="Min rettelse.", seen="")

    assert page.status_code == 422
    assert "Min rettelse.</textarea>" in page.text
    assert contribution.text == "Rettet av en annen."


def test_the_same_text_twice_is_harmless(story: Story, say: Say) -> None:
    contribution = say("Som skrevet.")
    answers = [press(story.as_bjorn, about(story, contribution), text="Rettet.", seen="") for _ in range(2)]

    assert [bar_in(answer) for answer in answers] == ["Redigert: «Rettet.» Angre Z", "Teksten var alt slik."]


def test_others_are_turned_away(story: Story, client: FlaskClient, say: Say) -> None:
    contribution = say("Bare for prosessledere.")
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)

    for fact in ("text", "text-reversal", "redaction"):
        statuses = [browser.post(about(story, contribution, fact)).status_code for browser in browsers]
        assert statuses == [403, 404, 302, 302]
    there = f"/conferences/{story.elsewhere.id}/contributions/{contribution.id}/text"
    assert story.as_david.get(there).status_code == 404
    assert contribution.text == "Bare for prosessledere."


def test_the_summary_counts_what_was_edited_and_prints_what_is_shown(story: Story, say: Say) -> None:
    for text in ("Første.", "Andre."):
        contribution = say(text)
        publish_contribution(contribution, story.bjorn)
    edit_contribution(contribution, "Rettet.", story.bjorn, None)
    content = summary_content_of(story.conference)

    assert content.moderation.edited == 1
    assert content.activities[0].groups[0].advice == ("Første.", "Rettet.")
    assert "Andre." not in content.to_json()


def test_signs_in_a_text_are_marked_and_said(story: Story, say: Say) -> None:
    say("Saksbehandler Kari N. hjalp sønnen min, faen så bra.")
    say("Svar innen en uke.")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text

    assert re.findall("<mark>(.*?)</mark>", page) == ["Saksbehandler Kari N.", "faen"]
    notes = re.findall(r'<p class="note".*?</p>', page, re.DOTALL)
    assert [words_of(note) for note in notes] == ["Kan være et navn. Se også etter helseopplysninger. Kan såre noen."]


def test_an_organisers_own_list_takes_the_place_of_ours(story: Story, say: Say) -> None:
    say("Dette er faen meg tullprat.")
    path = story.as_bjorn.application.config["CONFIG"].instance_path / "swear-words.txt"
    path.write_text("# våre egne\nTullprat\n")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text

    assert re.findall("<mark>(.*?)</mark>", page) == ["tullprat"]


def test_the_marked_words_are_chosen_beforehand_and_redacted_for_good(story: Story, say: Say) -> None:
    contribution = say("Saksbehandler Kari N. hjalp meg.")
    page = story.as_bjorn.get(about(story, contribution)).text
    chosen = re.findall(r'name="word" value="(\d+)" checked', page)
    answer = press(story.as_bjorn, about(story, contribution, "redaction"), word=chosen[1:], seen="", publish="1")

    assert chosen == ["0", "1", "2"]
    assert bar_in(answer) == "Sladdet 2 ord for godt: «Saksbehandler [sladdet]. hjalp meg.»"
    assert contribution.is_published
    assert "Kari" not in story.as_bjorn.get(f"/conferences/{story.conference.id}?state=published").text
    assert "sladdet ord som kan fortelle hvem noen er" in mine(story)
    assert "Kari" not in mine(story)
    assert summary_content_of(story.conference).moderation.redacted == 1


def test_redacting_twice_says_that_the_text_has_changed(story: Story, say: Say) -> None:
    contribution = say("Kari N. hjalp meg.")
    answers = [press(story.as_bjorn, about(story, contribution, "redaction"), word="0", seen="") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 422]
    assert contribution.text == "[sladdet] N. hjalp meg."


def test_words_that_no_page_offers_redact_nothing(story: Story, say: Say) -> None:
    contribution = say("Kari hjalp meg.")
    for word in ("-1", "x", "99999999999", ""):
        assert press(story.as_bjorn, about(story, contribution, "redaction"), word=word, seen="").status_code == 422
    assert press(story.as_bjorn, about(story, contribution, "redaction"), word="0", seen="i går").status_code == 400

    assert contribution.text == "Kari hjalp meg."
