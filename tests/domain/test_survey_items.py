"""What a survey asks, and which changes answers forbid."""

from dataclasses import replace

import pytest

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.errors import Refused
from app.domain.survey_items import ItemPlan, add_item, change_item, fill_survey, move_item, remove_item, restore_item
from app.models import Activity, ItemKind
from app.models.survey import MOST_ITEMS
from tests.conftest import Story
from tests.survey_story import INTERNAL, OPEN_QUESTION, SERVICES, VISION, answer, item, said, survey_in


def texts(activity: Activity) -> list[str]:
    assert activity.survey is not None
    return [each.text for each in activity.survey.items]


@pytest.fixture
def answered(story: Story) -> Activity:
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION)
    open_activity(activity, story.bjorn)
    answer(activity, "a", story.residents, said(item(activity), 6), said(item(activity, 2), choice=1))
    return activity


def test_items_come_last_move_go_and_come_back(story: Story) -> None:
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION)
    third = item(activity, 3)
    move_item(third, 1, story.bjorn)
    moved = texts(activity)
    remove_item(third, story.bjorn)
    removed = texts(activity)
    remove_item(third, story.bjorn)
    restore_item(third, story.bjorn)
    restore_item(third, story.bjorn)

    assert moved == [OPEN_QUESTION.text, SERVICES.text, VISION.text]
    assert removed == [SERVICES.text, VISION.text]
    assert texts(activity) == moved


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (replace(SERVICES, text=""), "Skriv hva det spørres om"),
        (replace(SERVICES, asks_expectation=False, asks_experience=False), "forventning, erfaring"),
        (replace(VISION, choices=("ja",)), "2 til 12"),
        (replace(VISION, choices=("ja", "ja")), "ulike"),
        (replace(VISION, choices=tuple("abcdefghijklm")), "2 til 12"),
        (replace(SERVICES, only_mark=7), "målgruppene"),
    ],
)
def test_an_item_that_asks_nothing_is_refused(story: Story, plan: ItemPlan, sentence: str) -> None:
    activity = survey_in(story)

    with pytest.raises(Refused, match=sentence):
        add_item(activity, plan, story.bjorn)
    assert texts(activity) == []


def test_only_so_many(story: Story) -> None:
    activity = survey_in(story, *[SERVICES] * MOST_ITEMS)

    with pytest.raises(Refused, match="høyst 60"):
        add_item(activity, SERVICES, story.bjorn)


@pytest.mark.parametrize(
    ("number", "change", "what"),
    [
        (1, {"text": "Kommunen leverer"}, "teksten"),
        (1, {"kind": ItemKind.TEXT}, "formen"),
        (1, {"only_mark": 1}, "hvem som spørres"),
        (1, {"asks_expectation": False}, "begge deler"),
        (2, {"choices": ("ja", "nei", "litt")}, "svaralternativene"),
    ],
)
def test_what_has_answers_keeps_its_words(
    story: Story, answered: Activity, number: int, change: dict[str, object], what: str
) -> None:
    before = vars(item(answered, number)).copy()
    plan = {1: SERVICES, 2: VISION}[number]

    with pytest.raises(Refused, match=what):
        change_item(item(answered, number), replace(plan, **change), story.bjorn)
    after = item(answered, number)
    assert [getattr(after, name) for name in ("text", "kind", "choices", "only_group_id")] == [
        before[name] for name in ("text", "kind", "choices", "only_group_id")
    ]


def test_what_has_answers_may_change_area_and_place(story: Story, answered: Activity) -> None:
    change_item(item(answered), replace(SERVICES, area="Kvalitet"), story.bjorn)
    move_item(item(answered), 3, story.bjorn)

    assert item(answered, 3).area == "Kvalitet"


def test_what_nobody_has_answered_is_rewritten_beside_what_somebody_has(story: Story, answered: Activity) -> None:
    change_item(item(answered, 3), replace(OPEN_QUESTION, text="Hva bør bli bedre?"), story.bjorn)

    assert texts(answered)[2] == "Hva bør bli bedre?"


def test_what_has_answers_is_not_removed(story: Story, answered: Activity) -> None:
    with pytest.raises(Refused, match="blir det stående"):
        remove_item(item(answered), story.bjorn)
    remove_item(item(answered, 3), story.bjorn)
    assert texts(answered) == [SERVICES.text, VISION.text]


def test_after_the_result_nothing_changes(story: Story, answered: Activity) -> None:
    close_activity(answered, story.bjorn)
    show_activity(answered, story.bjorn)

    with pytest.raises(Refused, match="Resultatet er vist"):
        add_item(answered, SERVICES, story.bjorn)
    with pytest.raises(Refused, match="Resultatet er vist"):
        change_item(item(answered, 3), OPEN_QUESTION, story.bjorn)


def test_the_template_fills_an_empty_survey_once_and_leaves_out_groups_that_are_not_here(story: Story) -> None:
    activity = survey_in(story)
    plans = [SERVICES, INTERNAL, replace(INTERNAL, only_mark=8)]
    fill_survey(activity, plans, story.bjorn)

    assert texts(activity) == [SERVICES.text, INTERNAL.text]
    with pytest.raises(Refused, match="allerede"):
        fill_survey(activity, plans, story.bjorn)
    assert len(texts(activity)) == 2
