"""A survey that was sent to people drawn by chance has the margin of METHODS.md."""

from app.domain.surveys import SentTo, open_survey_link, set_survey_basis
from app.models import Aspect
from app.queries.survey_figures import SurveyResult
from app.queries.survey_results import survey_result_of
from tests.conftest import Story
from tests.survey_story import SERVICES, answer, item, said, survey_in
from tests.votes import count_now


def sampled(story: Story) -> SurveyResult:
    activity = survey_in(story, SERVICES)
    open_survey_link(activity, story.bjorn)
    set_survey_basis(activity, SentTo(is_sample=True, invited=100), story.bjorn)
    for n in range(40):
        answer(activity, f"{n}", story.residents, said(item(activity), 5 if n < 17 else 3, 2 + n % 3), by_link=True)
    count_now(activity)
    return survey_result_of(activity)


def test_a_sample_has_the_margin_of_methods(story: Story) -> None:
    result = sampled(story)
    margin = result.margin_of(result.items[0].aspects[Aspect.EXPECTATION])

    assert result.has_margins
    assert margin is not None
    assert (round(margin.low, 4), round(margin.high, 4)) == (0.2851, 0.5780)  # 17 of 40
