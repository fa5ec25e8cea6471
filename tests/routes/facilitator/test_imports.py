"""An import on its three pages: the file, the look, the confirmation."""

import html
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.conferences import set_policy
from app.models import ContributionState, ModerationPolicy
from app.queries.contributions import StateCounts, queue_of, state_counts_of
from tests.conftest import Story

SHEET = "målgruppe;type;tekst\nInnbyggere;råd;Svar innen en uke\nNæringsliv;innspill;=HYPERLINK(1) <b>ikke</b>\n"
FAULTY = SHEET + "Marsboere;råd;Kom ned\n"


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/import{rest}"


def look(story: Story, content: str | bytes = SHEET, browser: FlaskClient | None = None) -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    fields = {"activity": str(story.dialogue.id), "file": (io.BytesIO(data), "lapper.csv")}
    return (browser or story.as_bjorn).post(address(story, "/preview"), data=fields)


def shown(page: TestResponse) -> dict[str, str]:
    """What the preview's form would post, as it is drawn."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    chosen = re.findall(
        r'<select class="ds-input" id="(\w+)".*?<option value="([^"]*)" selected>', page.text, re.DOTALL
    )
    fields = {name: html.unescape(value) for name, value in hidden} | dict(chosen)
    return fields | {"has_header": "y", "state": "waiting"}


def confirm(story: Story, fields: dict[str, str]) -> TestResponse:
    return story.as_bjorn.post(address(story), data=fields)


def buttons(page: TestResponse) -> set[str]:
    return set(re.findall(r"<button[^>]*>([^<]*)</button>", page.text))


def counts(story: Story) -> StateCounts:
    return state_counts_of(story.conference.id)


def test_the_look_shows_each_row_and_stores_nothing(story: Story) -> None:
    page = look(story)

    assert page.status_code == 200
    assert "2 rader kan hentes inn" in page.text
    assert "Svar innen en uke" in page.text
    assert "=HYPERLINK(1) &lt;b&gt;ikke&lt;/b&gt;" in page.text
    assert shown(page)["group_column"] == "column:0"
    assert counts(story) == StateCounts()


def test_confirming_stores_all_as_waiting_also_where_all_is_shown_at_once(story: Story) -> None:
    set_policy(story.conference, ModerationPolicy.SHOW_AT_ONCE, story.bjorn)
    answer = confirm(story, shown(look(story)))

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/conferences/{story.conference.id}?state=waiting",
    )
    assert counts(story) == StateCounts(waiting=2)
    waiting = queue_of(story.conference.id, ContributionState.WAITING)
    assert [(each.target_group.name, each.text) for each in waiting] == [
        ("Innbyggere", "Svar innen en uke"),
        ("Næringsliv", "=HYPERLINK(1) <b>ikke</b>"),
    ]


def test_they_are_published_when_that_is_chosen(story: Story) -> None:
    confirm(story, shown(look(story)) | {"state": "published"})

    assert counts(story) == StateCounts(published=2)


def test_a_faulty_row_holds_all_back_until_it_is_skipped_on_purpose(story: Story) -> None:
    page = look(story, FAULTY)
    assert "1 rad har feil" in page.text
    assert "Ukjent målgruppe: «Marsboere»." in page.text
    assert buttons(page) == {"Vis på nytt", "Hent inn 2, og hopp over 1 med feil"}
    answer = confirm(story, shown(page))
    assert answer.status_code == 422
    assert "Noen rader har feil." in answer.text
    assert counts(story) == StateCounts()

    assert confirm(story, shown(page) | {"skip": "y"}).status_code == 303
    assert counts(story) == StateCounts(waiting=2)


def test_only_faulty_rows_store_nothing_even_skipped(story: Story) -> None:
    page = look(story, "målgruppe;type;tekst\nMarsboere;råd;Kom ned\n")
    assert buttons(page) == {"Vis på nytt"}
    answer = confirm(story, shown(page) | {"skip": "y"})

    assert answer.status_code == 422
    assert "Det er ingen rader uten feil." in answer.text


def test_twice_stores_once_and_says_so(story: Story) -> None:
    confirm(story, shown(look(story)))
    page = look(story)
    assert "2 rader er hentet inn før." in page.text
    assert buttons(page) == {"Vis på nytt"}
    confirm(story, shown(page))

    assert counts(story) == StateCounts(waiting=2)
    room = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    assert "2 var hentet inn før, og er ikke lagret på nytt." in room


def test_what_was_not_seen_is_not_confirmed(story: Story) -> None:
    answer = confirm(story, shown(look(story)) | {"group_column": "all:2"})

    assert answer.status_code == 422
    assert "Du har endret valgene" in answer.text
    assert counts(story) == StateCounts()
    assert confirm(story, shown(answer)).status_code == 303
    assert {each.target_group.name for each in queue_of(story.conference.id, ContributionState.WAITING)} == {
        "Næringsliv"
    }


def test_line_breaks_survive_the_way_through_the_page(story: Story) -> None:
    page = look(story, 'tekst;type;målgruppe\n"Første\r\nandre";råd;Innbyggere\n')
    confirm(story, shown(page))

    assert queue_of(story.conference.id, ContributionState.WAITING)[0].text == "Første\nandre"


def test_group_and_kind_must_be_chosen_where_no_column_has_them(story: Story) -> None:
    page = look(story, Path("tests/data/contributions-nb.tsv").read_bytes())
    assert "<h2>Velg kolonner</h2>" in page.text
    assert "Dette må rettes" not in page.text  # nobody has done anything wrong yet
    unchosen = story.as_bjorn.post(address(story, "/preview"), data=shown(page))
    assert "Dette må rettes" in unchosen.text
    assert "Velg hvor teksten, målgruppa og typen står." in unchosen.text
    fields = shown(page) | {"group_column": "all:1", "kind_column": "all:input"}
    seen = story.as_bjorn.post(address(story, "/preview"), data=fields)
    assert "122 rader kan hentes inn" in seen.text
    confirm(story, shown(seen))

    assert counts(story) == StateCounts(waiting=122)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Det er ingen rader i fila."),
        ("målgruppe;tekst\nAnsatte;Hei\n".encode("latin-1"), "Fila er ikke lagret som UTF-8"),
        ("tekst\nHei\n".encode("utf-16"), "ikke en CSV-fil i UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_so(story: Story, content: bytes, sentence: str) -> None:
    answer = look(story, content)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_without_a_file_or_a_question_it_asks_for_them(story: Story) -> None:
    assert "Velg en fil." in story.as_bjorn.post(address(story, "/preview"), data={"activity": story.dialogue.id}).text
    for activity in ("", "x", story.plenary.id, 999):
        answer = story.as_bjorn.post(address(story, "/preview"), data={"activity": activity, "content": SHEET})
        assert answer.status_code == 422
        assert "Velg hvilket spørsmål" in answer.text


def test_a_question_of_another_conference_takes_nothing(story: Story) -> None:
    elsewhere = f"/conferences/{story.elsewhere.id}/import"
    answer = story.as_david.post(elsewhere, data=shown(look(story)))

    assert answer.status_code == 422
    assert counts(story) == StateCounts()


@pytest.mark.parametrize("value", ["column:99", "column:-1", "all:9", "all:rådmann", "javascript:1", "column:x"])
def test_a_made_up_choice_is_refused(story: Story, value: str) -> None:
    fields = shown(look(story))
    for name in ("text_column", "group_column", "kind_column"):
        assert confirm(story, fields | {name: value}).status_code == 422
    assert counts(story) == StateCounts()


@pytest.mark.parametrize(("who", "status"), [("cecilie", 403), ("david", 404)])
def test_others_import_nothing(story: Story, who: str, status: int) -> None:
    browser = getattr(story, f"as_{who}")

    assert look(story, browser=browser).status_code == status
    assert browser.post(address(story), data=shown(look(story))).status_code == status
    assert counts(story) == StateCounts()


@pytest.mark.parametrize(
    ("state", "next_step"),
    [("waiting", "De ligger under Venter, bak det som kom fra salen."), ("published", "Alle kan lese dem nå.")],
)
def test_afterwards_it_says_to_which_question_and_where_they_are(story: Story, state: str, next_step: str) -> None:
    answer = confirm(story, shown(look(story)) | {"state": state})
    room = story.as_bjorn.get(answer.location).text

    assert "2 råd og innspill er hentet inn til «Hva forventer du av kommunen når du tar kontakt?»." in room
    assert next_step in room
    assert f'state={state}" aria-current="page"' in room
    confirm(story, shown(look(story)))
    assert "0 råd" not in story.as_bjorn.get(address(story)).text
