"""One conference with every kind of activity: the same numbers and texts in every format."""

import csv
import io
import json

import pytest

from app.charts.numerals import Numerals
from tests.report.everything import FEW, FOLLOW_UP, MANY, SHOWN, WRITTEN
from tests.report.outputs import Outputs, readable, text_of_pdf, text_of_web, text_of_word, told_of_pdf, words
from tests.report.spreadsheets import read
from tests.report.test_archive import LEFT_OPEN

pytestmark = pytest.mark.filterwarnings(LEFT_OPEN)


def test_the_same_totals_everywhere(outputs: Outputs) -> None:
    screen = outputs.screen
    assert outputs.content.joined == screen.joined > MANY + FEW
    assert outputs.content.published == screen.published == len(SHOWN)

    for text in readable(outputs).values():
        assert f"{screen.joined} mennesker fra 2 målgrupper kom. De ga {screen.published} råd og 0 innspill." in text
        for counted in (f"Vist: {screen.published}.", f"Skjult: {screen.hidden}.", f"Venter: {screen.waiting}."):
            assert counted in text
    sheets = read(outputs.xlsx)
    about = {str(row[0]): row[1] for row in sheets["Om oppsummeringen"] if len(row) > 1}
    assert (about["Kom"], about["Vist"], about["Skjult"], about["Venter"], about["Råd og innspill som kom inn"]) == (
        screen.joined,
        screen.published,
        screen.hidden,
        screen.waiting,
        screen.received,
    )
    assert len(sheets["Råd og innspill"]) == 1 + screen.published
    rows = list(csv.reader(io.StringIO(outputs.csv.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 1 + screen.published
    whole = json.loads(outputs.json)["summary"]
    assert whole["moderation"]["published"] == screen.published
    assert sum(group["joined"] for group in whole["groups"]) == screen.joined


def test_the_same_results_everywhere(outputs: Outputs) -> None:
    screen, sheets = outputs.screen, read(outputs.xlsx)
    assert sorted(screen.votes.values())[-3:] == [MANY + FEW] * 3
    assert sorted(screen.dots.values()) == [MANY + FEW, 2 * (MANY + FEW)]
    parts = {part["kind"]: part for part in json.loads(outputs.json)["summary"]["results"]}
    assert parts.keys() == {"Reaksjoner", "Prioritering", "Avstemning", "Undersøkelse"}

    for kind, sheet, figures in (
        ("Avstemning", "Stemmer", screen.votes),
        ("Prioritering", "Flest prikker", screen.dots),
    ):
        assert {bar["label"]: bar["value"] for bar in parts[kind]["charts"][0]["bars"]} == figures
        rows = next(rows for name, rows in sheets.items() if kind in name)
        assert {row[1]: row[2] for row in rows[1:] if row[0] == sheet} == figures
    (row,) = parts["Undersøkelse"]["charts"][0]["rows"]
    found = tuple(row["levels"][name] for name in ("expectation", "experience", "gap"))
    assert found == pytest.approx(screen.levels)
    write = Numerals("nb")
    levels = " ".join([*(write.number(level) for level in screen.levels[:2]), write.signed(screen.levels[2])])

    told = told_of_pdf(outputs.pdf)
    for label, value in screen.votes.items():
        assert f"{label}: {value} ({round(100 * value / (MANY + FEW))} %)" in told
    for label, value in screen.dots.items():
        assert f"{label}: {value}" in told
    for text in readable(outputs).values():
        for part in outputs.content.results:
            assert words(part.lead) in text
        for label, value in (screen.votes | screen.dots).items():
            assert f"{label} {value}" in text
        assert f"Tjenester {levels}" in text


def test_every_published_text_is_readable_everywhere(outputs: Outputs) -> None:
    for text in (text_of_web(outputs.web), text_of_word(outputs.docx), outputs.csv.decode("utf-8-sig")):
        for said in SHOWN:
            assert said in text
    assert {row[4] for row in read(outputs.xlsx)["Råd og innspill"][1:]} == set(SHOWN)
    pdf = text_of_pdf(outputs.pdf)
    for said in SHOWN[:3]:
        assert said in pdf
    assert "Čálli ŋáŧŧi" in pdf
    assert "4 tegn kunne ikke vises" in pdf  # said to be left out, both times it is printed: no box without a word


def test_what_the_team_wrote_is_everywhere(outputs: Outputs) -> None:
    for text in (text_of_pdf(outputs.pdf), text_of_web(outputs.web), text_of_word(outputs.docx)):
        assert [text.count(written) for written in WRITTEN.values()] == [1, 2, 1, 1]
        assert f"«{SHOWN[0]}»" in text  # as a quote
        for word in ("Svar og frister", FOLLOW_UP.action, FOLLOW_UP.owner):
            assert word in text
    assert [row[2] for row in read(outputs.xlsx)["Det vi skriver"][1:]] == [
        WRITTEN["heard"],
        WRITTEN["words"],
        WRITTEN["disagreement"],
        WRITTEN["words"],
    ]
    sheets = read(outputs.xlsx)
    # Four people spoke: too few to be told apart by group.
    assert sheets["Temaer"][1][2:] == ["Svar og frister", 1, "for få", "for få", WRITTEN["essence"], SHOWN[0]]
    assert sheets["Hva skjer nå"][1][1:7] == [
        "Svar og frister",
        FOLLOW_UP.advice,
        FOLLOW_UP.priority,
        "Planlagt",
        FOLLOW_UP.action,
        FOLLOW_UP.owner,
    ]
    whole = json.loads(outputs.json)["summary"]
    assert [theme["count"] for theme in whole["activities"][0]["themes"]] == [1]
    assert (whole["heard"], whole["activities"][0]["words"]) == (WRITTEN["heard"], WRITTEN["words"])


def test_the_themes_of_each_text_stand_beside_it(outputs: Outputs) -> None:
    part = json.loads(outputs.json)["summary"]["activities"][0]
    said = [group for group in part["groups"] if group["advice_themes"]]
    assert [dict(zip(group["advice"], group["advice_themes"], strict=True))[SHOWN[0]] for group in said] == [[1]]
    lines = list(csv.reader(io.StringIO(outputs.csv.decode("utf-8-sig")), delimiter=";"))
    assert [(line[4], line[-1]) for line in lines[:2]] == [("Tekst", "Tema"), (SHOWN[0], "Svar og frister")]
    assert {line[-1] for line in lines[2:]} == {""}
    assert read(outputs.xlsx)["Råd og innspill"][1][-1] == "Svar og frister"
