"""The demo's survey says what DEMO 7.7 says."""

import pytest
from flask import Flask

from app.demo import build_demo
from app.models import Activity, Aspect
from app.queries.survey_figures import SurveyResult
from app.queries.survey_results import survey_result_of
from tests.conftest import account_of


@pytest.fixture
def survey(app: Flask) -> Activity:
    return build_demo(account_of("Bjørn")).activities[2]


@pytest.fixture
def result(survey: Activity) -> SurveyResult:
    return survey_result_of(survey)


def test_it_was_answered_by_link_and_shown_before_the_first_dialogue(survey: Activity, result: SurveyResult) -> None:
    assert (survey.title, survey.shown_at is not None) == ("Dette svarte dere", True)
    assert survey.survey is not None
    assert not survey.survey.was_asked_in_hall
    assert (result.responses.all, result.responses.by_link) == (347, 347)


def test_the_areas_have_their_figures(result: SurveyResult) -> None:
    def indices(pair: object) -> tuple[int, int]:
        expectation, experience = pair.expectation, pair.experience  # type: ignore[attr-defined]
        return round((expectation - 1) * 20), round((experience - 1) * 20)

    assert {area.name: indices(area.pair) for area in result.areas} == {
        "Tjenester": (91, 68),
        "Evne til fornyelse": (79, 64),
        "Forvaltning": (93, 62),
        "Samfunnsrollen": (88, 66),
        "Ledelse": (84, 59),
        "Arbeidsmiljø": (82, 67),
    }
    assert indices(result.items[6].pair) == (95, 63)
    assert result.widest is not None
    assert result.widest.name == "Forvaltning"


def test_the_leaders_are_too_few_and_another_is_hidden_with_them(result: SurveyResult) -> None:
    hidden = [group.group.name for group in result.areas[0].groups if group.is_hidden]

    assert hidden == ["Ledere", "Medvirkningsråd"]


def test_2012_stands_beside_with_its_reason(result: SurveyResult) -> None:
    item = next(each for each in result.items if each.item.text == "Vi har en god intern kommunikasjonskultur")
    [wave] = item.comparisons

    assert (wave.then_positive, wave.comparability, bool(wave.reason)) == (0.28, "limited", True)
    assert item.aspects[Aspect.EXPERIENCE].n == 72
