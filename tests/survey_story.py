"""A survey in the story: what it asks, and people who answer it."""

from typing import Any

from app.domain.activities import ActivityPlan, add_activity
from app.domain.survey_answers import ItemAnswer, answer_survey
from app.domain.survey_items import ItemPlan, add_item
from app.models import Activity, ActivityKind, Aspect, ItemKind, SurveyItem, TargetGroup
from tests.conftest import Story

SERVICES = ItemPlan(area="Tjenester", text="Kommunen leverer tjenester av god kvalitet")
VISION = ItemPlan(kind=ItemKind.CHOICE, text="Jeg kjenner visjonen Den gode kommune", choices=("ja", "litt", "nei"))
OPEN_QUESTION = ItemPlan(kind=ItemKind.TEXT, text="Hva er det viktigste kommunen bør bli bedre på?")
INTERNAL = ItemPlan(
    area="Internt", text="Vi har en god intern kommunikasjonskultur", asks_expectation=False, only_mark=2
)


def survey_in(story: Story, *plans: ItemPlan) -> Activity:
    """Last in the programme, not opened."""
    plan = ActivityPlan(kind=ActivityKind.SURVEY, title="Undersøkelsen", minutes=10)
    activity = add_activity(story.conference, plan, story.bjorn)
    for each in plans:
        add_item(activity, each, story.bjorn)
    return activity


def item(activity: Activity, number: int = 1) -> SurveyItem:
    """The first one is number 1."""
    assert activity.survey is not None
    return activity.survey.items[number - 1]


def said(item: SurveyItem, expectation: int | None = None, experience: int | None = None, **more: Any) -> ItemAnswer:
    values = {Aspect.EXPECTATION: expectation, Aspect.EXPERIENCE: experience, Aspect.ANSWER: more.pop("choice", None)}
    kept = {aspect: value for aspect, value in values.items() if value is not None}
    return ItemAnswer(item_id=item.id, values=kept, **more)


def answer(activity: Activity, who: str, group: TargetGroup, *answers: ItemAnswer, by_link: bool = False) -> None:
    """`who` is anything that tells one browser from another."""
    answer_survey(activity, who, group, answers, by_link=by_link)
