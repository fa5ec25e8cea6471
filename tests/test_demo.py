"""The demo is whole: DEMO 7.1-7.4, and the numbers that the pages of the demo are known by."""

import time
from datetime import time as clock

import pytest
from flask import Flask

from app.demo import build_demo, template_groups, template_programme
from app.domain.films import check_film_opens
from app.domain.votes import check_vote_opens
from app.live.similar import likenesses_of
from app.models import ActivityKind, ActivityState, Conference, ContributionState
from app.queries.activities import activity_on_stage, programme_of
from app.queries.contributions import newest_per_group, queue_of, state_counts_of
from app.queries.participants import counts_per_group, joined_count_of
from app.queries.seatings import seating_plan_of
from app.queries.table_coverage import table_coverage_of
from tests.conftest import account_of


@pytest.fixture
def demo(app: Flask) -> Conference:
    return build_demo(account_of("Bjørn"))


def test_the_day_goes_from_half_past_eight_to_three(demo: Conference) -> None:
    programme = programme_of(demo)
    starts = [item.starts.strftime("%H.%M") for item in programme]
    assert starts == (
        [
            "08.30",
            "09.00",
            "09.15",
            "09.30",
            "10.00",
            "10.30",
            "10.45",
            "11.20",
            "11.55",
            "12.45",
            "13.05",
            "13.15",
            "13.50",
            "14.10",
            "14.15",
            "14.25",
            "14.35",
            "14.45",
        ]
    )
    assert programme[-1].ends == clock(15, 0)


def test_the_first_of_five_dialogues_is_open(demo: Conference) -> None:
    assert [item.heading for item in demo.activities if item.is_dialogue] == [
        "Hva forventer du av kommunen når du tar kontakt?",
        "Hva skal til for at du stoler på kommunen?",
        "Hvordan vil du bli involvert før beslutninger tas?",
        "Hva er kommunen god på som flere burde få vite om?",
        "Hvilke tre råd bør kommunen følge først?",
    ]
    stage = activity_on_stage(demo)
    assert stage is not None
    assert (stage.title, stage.is_open) == ("Økt 1: Forventninger", True)
    assert [item.is_done for item in demo.activities[:3]] == [True, True, True]


def test_the_vote_has_ten_expectations_and_is_not_opened(demo: Conference) -> None:
    (vote,) = [item for item in demo.activities if item.kind is ActivityKind.VOTE]
    assert vote.vote is not None
    assert (vote.state, vote.vote.places) == (ActivityState.READY, 3)
    assert [option.title for option in vote.vote.options][:3] == ["Løsningsorientert", "Kunnskapsrik", "Tilgjengelig"]
    assert len(vote.vote.options) == 10
    check_vote_opens(vote)


def test_information_before_the_vote_can_be_opened_as_it_is(demo: Conference) -> None:
    information = next(item for item in demo.activities if item.kind is ActivityKind.FILM)
    check_film_opens(information)

    assert information.film is not None
    assert information.film.poster is not None
    assert (information.film.poster.mimetype, information.film.video) == ("image/png", None)
    assert information.film.leads_to is demo.activities[demo.activities.index(information) + 1]


def test_the_groups_and_who_of_them_spoke(demo: Conference) -> None:
    counts = [
        (count.group.name, count.planned, count.joined, count.contributed)
        for count in counts_per_group(demo.id, activity_on_stage(demo))
    ]
    assert counts == [
        ("Innbyggere", 18, 16, 12),
        ("Næringsliv", 12, 9, 2),
        ("Frivillige organisasjoner", 12, 11, 7),
        ("Ansatte", 12, 12, 9),
        ("Ledere", 6, 5, 3),
        ("Medvirkningsråd", 12, 11, 6),
    ]


def test_what_was_said(demo: Conference) -> None:
    counts = state_counts_of(demo.id)
    assert (counts.waiting, counts.published, counts.hidden) == (6, 47, 2)
    waiting = queue_of(demo.id, ContributionState.WAITING)
    assert waiting[0].text.startswith("Jeg ringte tre ganger")
    stage = activity_on_stage(demo)
    assert stage is not None
    newest = newest_per_group(stage)
    shown = [newest[group.id].text for group in demo.target_groups]
    assert shown == [
        "Eg vil ha svar på nynorsk når eg skriv nynorsk.",
        "Si tidlig fra hvis tomta er vanskelig. Da sparer vi alle et halvt år.",
        "Gi oss ett nummer som virker når hallnøkkelen mangler en lørdag.",
        "Fortell oss hva dere har lovet folk, så vi kan holde det.",
        "Vi svarer på saken, men glemmer å si hva som skjer videre.",
        "La det alltid gå an å møte et menneske.",
    ]
    assert all(text.submitted_at < (text.decided_at or demo.created_at) for text in newest.values())


def test_one_that_waits_is_nearly_the_same_as_what_was_said(demo: Conference) -> None:
    waiting = queue_of(demo.id, ContributionState.WAITING)
    found = likenesses_of(waiting)

    nearly = {one.text: found[one.id] for one in waiting if one.id in found and found[one.id].is_nearly_the_same}
    assert {text: each.contribution.text for text, each in nearly.items()} == {
        "Gi svar innan éi veke sjølv om saka ikkje er ferdig.": "Gi svar innan ei veke, sjølv om saka ikkje er ferdig."
    }


def test_it_is_marked_as_a_demo_and_open_for_participants(demo: Conference) -> None:
    assert (demo.is_demo, demo.is_open) == (True, True)


def test_building_it_twice_gives_two(demo: Conference) -> None:
    another = build_demo(account_of("Cecilie"))
    assert another.code != demo.code
    assert state_counts_of(another.id) == state_counts_of(demo.id)


def test_building_it_takes_less_than_a_second_of_the_processor(app: Flask) -> None:
    account = account_of("Bjørn")
    before = time.process_time()
    build_demo(account)
    assert time.process_time() - before < 1


def test_the_template_is_the_demo_without_anybody(app: Flask) -> None:
    assert [group.planned for group in template_groups()] == [18, 12, 12, 12, 6, 12]
    assert sum(item.minutes for item in template_programme()) == 390


def test_everybody_who_has_come_sits_at_a_table_of_their_own_group(demo: Conference) -> None:
    plan = seating_plan_of(demo)
    assert plan is not None
    first = demo.activities[3]

    assert len(plan.seats) == 72
    assert plan.quality[0] == plan.quality[1]
    lines = table_coverage_of(demo, first)
    assert [line.planned for line in lines] == [6] * 12
    assert sum(line.joined for line in lines) == joined_count_of(demo.id)
