"""The figures of a survey: what a naive recount says, and what small groups forbid."""

import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from app.domain.activities import close_activity, open_activity
from app.domain.conferences import TargetGroupPlan, set_target_groups
from app.domain.survey_items import ItemPlan
from app.domain.survey_texts import decide_text
from app.domain.survey_waves import EarlierFigure, EarlierWave, import_waves
from app.domain.surveys import SentTo, open_survey_link, set_survey_basis
from app.extensions import db
from app.models import Activity, Aspect, Comparability, SurveyAnswer, SurveyResponse, TextState
from app.queries.survey_results import survey_result_of
from app.queries.surveys import texts_of
from tests.conftest import Story
from tests.survey_story import INTERNAL, OPEN_QUESTION, SERVICES, VISION, answer, item, said, survey_in
from tests.votes import count_now

Given = list[tuple[int, int | None, int | None]]
"""Which target group, expectation, experience."""


@pytest.fixture
def survey(story: Story) -> Activity:
    set_target_groups(
        story.conference,
        [TargetGroupPlan(mark=mark, name=f"Gruppe {mark}", planned=20) for mark in range(1, 5)],
        story.bjorn,
    )
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION)
    open_activity(activity, story.bjorn)
    count_now(activity)
    return activity


def open_anew(activity: Activity) -> None:
    """As if nobody had looked at it yet."""
    activity.counted_at = None
    db.session.commit()
    open_activity(activity, None)


def give(activity: Activity, given: Given, number: int = 1) -> None:
    """Straight into the tables: the rules of answering have tests of their own."""
    groups = activity.conference.target_groups
    db.session.execute(delete(SurveyResponse).where(SurveyResponse.activity_id == activity.id))
    about = {"activity_id": activity.id}
    who = [about | {"key": f"{n}", "target_group_id": groups[row[0]].id} for n, row in enumerate(given)]
    rows = [
        person | {"item_id": item(activity, number).id, "expectation": expectation, "experience": experience}
        for person, (_group, expectation, experience) in zip(who, given, strict=True)
        if expectation is not None or experience is not None
    ]
    if who:
        db.session.execute(insert(SurveyResponse), who)
    if rows:
        db.session.execute(insert(SurveyAnswer), rows)
    db.session.commit()


VALUES = st.one_of(st.none(), st.integers(0, 6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), VALUES, VALUES), max_size=80))
def test_the_figures_are_those_of_a_naive_recount(survey: Activity, given: Given) -> None:
    give(survey, given)
    result = survey_result_of(survey)
    if not given:
        assert result.items == ()
        return
    figures = result.items[0]
    pairs = [(first, second) for _, first, second in given if first and second]

    assert result.responses.all == len(given)
    assert figures.answered == sum(first is not None or second is not None for _, first, second in given)
    if figures.pair is not None:
        assert figures.pair.n == len(pairs)
        assert figures.pair.gap == pytest.approx(statistics.fmean(second - first for first, second in pairs))
        assert result.areas[0].pair == figures.pair
    for place, aspect in enumerate((Aspect.EXPECTATION, Aspect.EXPERIENCE)):
        told = figures.aspects.get(aspect)
        if told is None:
            continue
        every = [row[place + 1] for row in given if row[place + 1]]
        only = [pair[place] for pair in pairs]
        values = every if told.n == len(every) else only  # of those who gave both, where the others are too few
        assert told.n == len(values)
        assert told.mean == pytest.approx(statistics.fmean(value for value in values if value))
        assert told.positive == sum(value in (5, 6) for value in values)
        assert told.not_sure == sum(row[place + 1] == 0 for row in given)
    for place, group in enumerate(figures.groups):
        of_group = [(first, second) for mark, first, second in given if mark == place and first and second]
        if group.is_hidden:
            continue
        assert group.n == len(of_group)
        if of_group:
            assert group.n >= 5
            assert group.pair is not None
            assert group.pair.experience == pytest.approx(statistics.fmean(second for _, second in of_group))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), VALUES, VALUES), min_size=1, max_size=60))
def test_no_hidden_group_is_what_is_left_over(survey: Activity, given: Given) -> None:
    give(survey, given)
    figures = survey_result_of(survey).items[0]
    sizes = [sum(bool(mark == place and first and second) for mark, first, second in given) for place in range(4)]
    hidden = [size for size, group in zip(sizes, figures.groups, strict=True) if group.figures.is_hidden and size]

    if hidden and figures.pair is not None:
        assert len(hidden) >= 2
        assert sum(hidden) >= 5
    if figures.pair is not None:
        for place, aspect in enumerate(figures.item.aspects):
            told = figures.aspects.get(aspect)
            left = sum(bool(row[place + 1]) for row in given) - figures.pair.n
            assert told is None or told.n == figures.pair.n or left >= 5


def varied(count: int, group: int = 0, start: int = 0) -> Given:
    return [(group, 6 - n % 2, 1 + n % 5) for n in range(start, start + count)]


def test_a_small_group_is_hidden_and_the_next_smallest_with_it(survey: Activity) -> None:
    give(survey, [*varied(20), *varied(12, 1), *varied(7, 2), *varied(3, 3)])
    [area] = survey_result_of(survey).areas

    assert [group.n for group in area.groups] == [20, 12, None, None]
    assert area.pair is not None
    assert area.pair.n == 42


def test_small_groups_with_the_same_experience_are_not_told_by_what_they_expected(survey: Activity) -> None:
    """Three and three expected different things. Beside the others' figures the whole's would say: all experience 2."""
    small = [(2, 5, 2), (2, 5, 2), (2, 6, 2), (3, 6, 2), (3, 6, 2), (3, 5, 2)]
    give(survey, [*varied(20), *varied(7, 1), *small])
    [area] = survey_result_of(survey).areas

    assert [group.n for group in area.groups] == [20, None, None, None]


def test_few_answers_are_told_of_by_their_number_alone(survey: Activity) -> None:
    give(survey, varied(4))
    result = survey_result_of(survey)

    assert (result.responses.all, result.items[0].is_hidden, result.items[0].pair, result.items[0].aspects) == (
        4,
        True,
        None,
        {},
    )


def test_a_handful_who_all_say_the_same_are_no_hundred_per_cent(survey: Activity) -> None:
    give(survey, [(0, 6, 1)] * 9)
    assert survey_result_of(survey).items[0].is_hidden
    give(survey, [(0, 6, 1)] * 10)
    assert survey_result_of(survey).items[0].aspects[Aspect.EXPECTATION].share_positive == 1


def test_while_it_is_open_there_is_nothing_but_how_many_have_answered(story: Story, survey: Activity) -> None:
    open_anew(survey)
    give(survey, varied(30))
    in_hall = survey_result_of(survey)
    close_activity(survey, story.bjorn)
    closed = survey_result_of(survey)
    open_survey_link(survey, story.bjorn)
    by_link = survey_result_of(survey)

    for result, is_open in ((in_hall, True), (closed, False), (by_link, True)):
        assert (result.is_open, result.responses.all, result.items, result.areas) == (is_open, 30, (), ())


def test_a_choice_is_counted_and_hidden_as_a_scale_is(survey: Activity) -> None:
    give(survey, varied(12))
    about = {"activity_id": survey.id, "item_id": item(survey, 2).id}
    group = survey.conference.target_groups[0].id
    for n, choice in enumerate([1, 1, 1, 2, 2, 3, 0, 0]):
        db.session.execute(insert(SurveyAnswer).values(**about, key=f"{n}", target_group_id=group, choice=choice))
    db.session.commit()
    figures = survey_result_of(survey).items[1]

    assert (figures.choices, figures.not_sure, figures.answered) == ((3, 2, 1), 2, 8)
    assert figures.groups[0].choices == (3, 2, 1)


def test_what_one_group_is_asked_is_not_told_by_group(story: Story) -> None:
    activity = survey_in(story, INTERNAL)
    open_activity(activity, story.bjorn)
    for n in range(12):
        answer(activity, f"{n}", story.businesses, said(item(activity), None, 1 + n % 6))
    count_now(activity)
    result = survey_result_of(activity)

    assert result.items[0].groups == ()
    assert result.items[0].aspects[Aspect.EXPERIENCE].mean == 3.5
    assert result.areas == ()  # nothing is expected there


def test_only_published_texts_are_told_and_with_their_group_where_enough_wrote(story: Story, survey: Activity) -> None:
    open_activity(survey, story.bjorn)
    many, few = survey.conference.target_groups[:2]
    for n in range(9):
        answer(survey, f"{n}", many, said(item(survey, 3), text=f"mange {n}"))
    for n in range(3):
        answer(survey, f"få {n}", few, said(item(survey, 3), text=f"få {n}"))
    count_now(survey)
    for text in texts_of(survey):
        if text.text in ("mange 1", "få 1"):
            decide_text(survey, text.id, TextState.PUBLISHED, story.bjorn)
        if text.text == "få 2":
            decide_text(survey, text.id, TextState.HIDDEN, story.bjorn)
    told = {(text.text, text.group) for text in survey_result_of(survey).items[2].texts}

    assert told == {("mange 1", None), ("få 1", None)}  # nine are hidden too, or the three could be told
    open_anew(survey)
    for n in range(3, 9):
        answer(survey, f"få {n}", few, said(item(survey, 3), text=f"få {n}"))
    count_now(survey)
    assert {(text.text, text.group) for text in survey_result_of(survey).items[2].texts} == {
        ("mange 1", many),
        ("få 1", few),
    }


def test_the_area_furthest_apart_is_said_to_be_so_of_the_areas_where_a_question_has_none(story: Story) -> None:
    """What is asked across the areas can be further apart still."""
    across = ItemPlan(text="Alt i alt har jeg et godt inntrykk av kommunen")
    renewal = ItemPlan(area="Evne til fornyelse", text="Kommunen tar i bruk nye ideer")

    def remarks(*plans: ItemPlan) -> list[str]:
        activity = survey_in(story, *plans)
        open_activity(activity, None)
        for who in range(12):
            experiences = (2 + who % 3, 3 + who % 3, 1 + who % 3)
            answers = [said(item(activity, at + 1), 6 - who % 2, experiences[at]) for at in range(len(plans))]
            answer(activity, f"{activity.id} {who}", story.residents, *answers)
        close_activity(activity, None)
        count_now(activity)
        chart = survey_result_of(activity).gap_chart
        assert chart
        return [row.remark for row in chart.rows]

    assert remarks(SERVICES, renewal) == ["størst avstand", ""]
    assert remarks(SERVICES, renewal, across) == ["størst avstand av områdene", "", ""]


def test_margins_are_for_samples_and_rates_for_whoever_was_asked(story: Story, survey: Activity) -> None:
    give(survey, varied(20))
    hall = survey_result_of(survey)
    open_anew(survey)
    open_survey_link(survey, story.bjorn)
    set_survey_basis(survey, SentTo(is_sample=False, invited=80), story.bjorn)
    count_now(survey)
    open_link = survey_result_of(survey)

    told = hall.items[0].aspects[Aspect.EXPECTATION]
    assert (hall.has_margins, hall.margin_of(told), hall.invited) == (False, None, 1)
    assert hall.rate is None  # more answers than people: those who joined anew
    assert (open_link.has_margins, open_link.rate) == (False, 0.25)


def test_waves_stand_beside_and_are_refused_as_a_number_where_they_cannot_be_compared(
    story: Story, survey: Activity
) -> None:
    give(survey, [(0, 6, 6 if n < 4 else 3) for n in range(10)])
    about = {"item_id": item(survey).id, "aspect": Aspect.EXPERIENCE, "positive": 0.28, "reason": "Annen skala"}
    import_waves(
        survey,
        [
            EarlierWave(label=label, year=2012, figures=(EarlierFigure(**about, comparability=comparability),))
            for label, comparability in (("2012", Comparability.LIMITED), ("2010", Comparability.NONE))
        ],
        story.bjorn,
    )
    limited, none = sorted(
        survey_result_of(survey).items[0].comparisons, key=lambda comparison: comparison.label, reverse=True
    )

    assert limited.positive_difference == pytest.approx(0.12)
    assert limited.mean_difference is None  # nobody knows the mean of 2012
    assert (none.then_positive, none.positive_difference, none.reason) == (0.28, None, "Annen skala")
