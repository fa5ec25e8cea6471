"""Figures of earlier surveys from a file: looked over first, all or nothing."""

import io
import re

import pytest

from app.forms.sheets import read_sheet
from app.forms.survey_waves import preview_waves
from app.models import Activity
from tests.conftest import Story
from tests.survey_story import INTERNAL, SERVICES, survey_in

HEAD = "ledd;aspekt;målgruppe;n;snitt;andel positive;år;måling;sammenlignbarhet;grunn\n"
GOOD = f"{INTERNAL.text};erfaring;Næringsliv;;;28 %;2012;Høsten 2012;begrenset;Annen skala\n"
OTHER = f"{SERVICES.text};forventning;alle;412;5,1;0,81;2012;Høsten 2012;lik;\n"


@pytest.fixture
def survey(story: Story) -> Activity:
    return survey_in(story, SERVICES, INTERNAL)


def page(story: Story, activity: Activity, more: str = "") -> str:
    return f"/conferences/{story.conference.id}/programme/{activity.id}/survey/waves{more}"


def labels(activity: Activity) -> list[str]:
    assert activity.survey is not None
    return [wave.label for wave in activity.survey.waves]


def test_a_file_is_looked_over_and_only_then_stored(story: Story, survey: Activity) -> None:
    file = (io.BytesIO((HEAD + GOOD + OTHER).encode()), "2012.csv")
    seen = story.as_bjorn.post(page(story, survey, "/preview"), data={"file": file})
    before = labels(survey)
    stored = story.as_bjorn.post(page(story, survey), data={"content": HEAD + GOOD + OTHER})

    assert re.findall(r">([0-9,.]+\s%)</td>", seen.text) == ["28\xa0%", "81\xa0%"]
    assert "begrenset: Annen skala" in seen.text
    assert (before, stored.status_code, labels(survey)) == ([], 303, ["Høsten 2012"])
    assert survey.survey is not None
    figures = survey.survey.waves[0].figures
    assert [(each.positive, each.mean, each.answered) for each in figures] == [
        (0.81, 5.1, 412),
        (0.28, None, None),
    ] or [(each.positive, each.mean, each.answered) for each in figures] == [(0.28, None, None), (0.81, 5.1, 412)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Noe annet;erfaring;;;;28 %;2012;;lik;", "har ikke «Noe annet»"),
        (";erfaring;;;;28 %;2012;;lik;", "Leddet mangler"),
        (f"{SERVICES.text};;;;;28 %;2012;;lik;", "forventning eller erfaring"),
        (f"{INTERNAL.text};forventning;;;;28 %;2012;;lik;", "spør ikke om det"),
        (f"{SERVICES.text};erfaring;Elever;;;28 %;2012;;lik;", "Ukjent målgruppe"),
        (f"{SERVICES.text};erfaring;;;;;2012;;lik;", "verken snitt eller andel"),
        (f"{SERVICES.text};erfaring;;mange;;28 %;2012;;lik;", "helt tall"),
        (f"{SERVICES.text};erfaring;;;72;;2012;;lik;", "fra 1 til 6"),
        (f"{SERVICES.text};erfaring;;;;1;2012;;lik;", "1 prosent eller 100 prosent"),
        (f"{SERVICES.text};erfaring;;;;128 %;2012;;lik;", "over 100 %"),
        (f"{SERVICES.text};erfaring;;;;flest;2012;;lik;", "kan ikke leses"),
        (f"{SERVICES.text};erfaring;;;;28 %;i fjor;;lik;", "fire sifre"),
        (f"{SERVICES.text};erfaring;;;;28 %;2012;;;", "lik, begrenset eller ingen"),
        (f"{SERVICES.text};erfaring;;;;28 %;2012;;ingen;", "Skriv grunnen"),
        (f"{SERVICES.text};erfaring;;;;28\ufffd;2012;;lik;", "ødelagt"),
        (f"{SERVICES.text};erfaring;Næringsliv;4;4,0;;2012;;lik;", "Færre enn fem svarte"),
    ],
)
def test_a_faulty_row_says_why_and_lets_nothing_in(story: Story, survey: Activity, row: str, reason: str) -> None:
    content = HEAD + GOOD + row + "\n"
    seen = story.as_bjorn.post(page(story, survey, "/preview"), data={"content": content})
    stored = story.as_bjorn.post(page(story, survey), data={"content": content})

    assert reason in seen.text
    assert "1 rad har feil" in seen.text
    assert (stored.status_code, labels(survey)) == (422, [])


@pytest.mark.parametrize("written", ["28 %", "28", "0,28", "0.28", "28%", "28,0 %"])
def test_a_share_is_read_as_people_write_it(survey: Activity, written: str) -> None:
    [row] = preview_waves(read_sheet(f"{HEAD}{SERVICES.text};erfaring;;;;{written};2012;;lik;\n"), survey)

    assert (row.faults, row.values["positive"]) == ([], 0.28)


def test_a_decimal_comma_between_commas_is_said_to_be_one(survey: Activity) -> None:
    content = f"ledd,aspekt,snitt,år,sammenlignbarhet\n{SERVICES.text},erfaring,4,2,2012,lik\n"
    [row] = preview_waves(read_sheet(content), survey)

    assert [fault.split(".")[0] for fault in row.faults] == ["Raden har flere felt enn overskriften"]


def test_an_area_stands_for_its_only_question(survey: Activity) -> None:
    [row] = preview_waves(
        read_sheet("area\taspect\tmean\tyear\tcomparability\nTjenester\texperience\t4.2\t2016\tsame\n"), survey
    )

    assert (row.faults, row.item, row.label) == ([], survey.survey.items[0] if survey.survey else None, "2016")


def test_the_same_figure_twice_is_a_fault(survey: Activity) -> None:
    rows = preview_waves(read_sheet(HEAD + OTHER + OTHER), survey)

    assert [row.faults for row in rows] == [[], ["Det samme står i rad 2."]]


def test_a_file_without_figures_or_none_at_all_is_refused(story: Story, survey: Activity) -> None:
    for content, sentence in (
        ("ledd;år\nx;2012\n", "snitt"),
        ("navn;snitt\nx;2\n", "«ledd»"),
        ("", "Velg en fil"),
    ):
        answer = story.as_bjorn.post(page(story, survey, "/preview"), data={"content": content})
        assert answer.status_code == 422
        assert sentence in answer.text


def test_a_wave_is_removed_and_comes_back(story: Story, survey: Activity) -> None:
    story.as_bjorn.post(page(story, survey), data={"content": HEAD + OTHER})
    assert survey.survey is not None
    wave = survey.survey.waves[0]
    told = story.as_bjorn.post(page(story, survey, f"/{wave.id}/removal"), follow_redirects=True).text
    removed = labels(survey)
    story.as_bjorn.post(page(story, survey, f"/{wave.id}/restoration"))

    assert "Fjernet: «Høsten 2012»." in told
    assert (removed, labels(survey)) == ([], ["Høsten 2012"])
    assert story.as_bjorn.post(page(story, survey_in(story, SERVICES), f"/{wave.id}/removal")).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_example_on_the_page_is_a_file_that_can_be_read(story: Story, language: str) -> None:
    activity = survey_in(story, INTERNAL)
    shown = story.as_bjorn.get(page(story, activity) + f"?lang={language}").text
    example = shown[shown.index('aria-labelledby="example"') :]
    names, cells = (re.findall(pattern, example) for pattern in ('<th scope="col">(.*?)</th>', "<td>(.*?)</td>"))
    row = dict(zip(names, cells, strict=True)) | {names[0]: INTERNAL.text, names[2]: "Næringsliv"}
    file = f"{';'.join(row)}\n{';'.join(row.values())}\n".encode()
    sent = {"file": (io.BytesIO(file), "a.csv")}
    seen = story.as_bjorn.post(page(story, activity, f"/preview?lang={language}"), data=sent)

    assert seen.status_code == 200
    assert re.search(r"<td class=\"num\">28\s?%</td>", seen.text)
