"""The survey of prosjekt Dialog: the template's questions, and the demo's invented answers, the same each time.

In the demo it was answered by link before the conference, and its result was shown before the first dialogue.
"""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from app.domain.kinds import rules_of
from app.domain.survey_items import ItemPlan, fill_survey
from app.domain.survey_waves import EarlierFigure, EarlierWave, import_waves
from app.extensions import db
from app.models import (
    Account,
    Activity,
    ActivityKind,
    Aspect,
    Comparability,
    Conference,
    ItemKind,
    SurveyAnswer,
    SurveyItem,
    SurveyResponse,
    TextState,
)
from app.models.survey import NOT_SURE, SCALE, new_link_token
from app.models.survey_response import new_text_id, response_key

CONTENT = Path(__file__).parent / "demo_content" / "survey.toml"
BEFORE = timedelta(days=30)
"""So long before the conference the link was opened; it closed ten days before."""
UNSURE = 0.03
"""So large a share is not sure about an item."""

Row = dict[str, Any]


def template_items() -> list[ItemPlan]:
    """What «fra malen» fills in."""
    names = ItemPlan.__dataclass_fields__
    return [
        ItemPlan(
            **{name: value for name, value in item.items() if name in names and name not in ("kind", "choices")},
            kind=ItemKind(item.get("kind", ItemKind.SCALE)),
            choices=tuple(item.get("choices", ())),
        )
        for item in _content()["item"]
    ]


def sample_answers() -> list[str]:
    """What people may write where a survey asks for words."""
    return [written["text"] for written in _content()["written"]]


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def let_them_answer(conference: Conference, activity: Activity, account: Account) -> None:
    """Makes a survey of a plenary that is over, answered by link and shown there. Within the demo's transaction."""
    activity.kind = ActivityKind.SURVEY
    rules_of(activity).make(activity)
    db.session.flush()
    fill_survey(activity, template_items(), account)
    survey = activity.survey
    if survey is None or activity.opened_at is None:
        raise ValueError("no survey that was opened")
    survey.link_token = new_link_token()
    survey.link_opened_at = activity.opened_at - BEFORE
    survey.link_closed_at = activity.opened_at - BEFORE / 3
    activity.closed_at = activity.shown_at = activity.opened_at  # shown, and never asked in the hall
    people = _people(conference, activity)
    db.session.execute(insert(SurveyResponse), people)
    for item, content in zip(survey.items, _content()["item"], strict=True):
        db.session.execute(insert(SurveyAnswer), list(_answers(item, content, people, conference)))
    _remember_2012(activity, account)


def _people(conference: Conference, activity: Activity) -> list[Row]:
    groups = {group.mark: group.id for group in conference.target_groups}
    return [
        {
            "activity_id": activity.id,
            "key": response_key(activity.id, new_link_token()),
            "target_group_id": groups[int(mark)],
            "by_link": True,
        }
        for mark, count in _content()["answered"].items()
        for _number in range(count)
    ]


def _answers(item: SurveyItem, content: Row, people: list[Row], conference: Conference) -> Iterator[Row]:
    about = [
        {name: person[name] for name in ("activity_id", "key", "target_group_id")} | {"item_id": item.id}
        for person in people
        if item.is_asked_of(person["target_group_id"])
    ]
    match item.kind:
        case ItemKind.TEXT:
            yield from _texts(about, conference)
        case ItemKind.CHOICE:
            chosen = [number for number, count in enumerate(content["chosen"], 1) for _each in range(count)]
            Random(item.text).shuffle(chosen)  # noqa: S311 - the same each time
            yield from (row | {"choice": choice} for row, choice in zip(about, chosen, strict=False))
        case ItemKind.SCALE:
            names = {Aspect.EXPECTATION: "expected", Aspect.EXPERIENCE: "experienced"}
            columns = _spread(len(about), {aspect.value: content[names[aspect]] for aspect in item.aspects}, item.text)
            yield from (row | values for row, values in zip(about, columns, strict=True))


def _spread(count: int, wanted: dict[str, int], seed: str) -> list[dict[str, int]]:
    """Answers 1–6 around each index 0–100, which those who gave all of them hit exactly; some are not sure of one."""
    chance = Random(seed)  # noqa: S311 - invented answers, the same each time
    means = {name: 1 + index / 20 for name, index in wanted.items()}
    answers = [{name: _near(mean, chance) for name, mean in means.items()} for _each in range(count)]
    whole = list(range(count))
    chance.shuffle(whole)
    for name in means:
        for _each in range(round(count * UNSURE)):
            answers[whole.pop()] = {other: round(mean) for other, mean in means.items()} | {name: NOT_SURE}
    for name, mean in means.items():
        missing = round(mean * len(whole)) - sum(answers[place][name] for place in whole)
        while missing:
            step = 1 if missing > 0 else -1
            answer = answers[chance.choice(whole)]
            if answer[name] + step in SCALE:
                answer[name] += step
                missing -= step
    return answers


def _near(mean: float, chance: Random) -> int:
    return min(max(round(chance.gauss(mean, 1.1)), SCALE[0]), SCALE[-1])


def _texts(about: list[Row], conference: Conference) -> Iterator[Row]:
    """Beside the invented ones that can be read, so many of each group wrote that their group may be told."""
    groups = {group.mark: group.id for group in conference.target_groups}
    taken: set[str] = set()
    for written in _content()["written"]:
        of_group = (row for row in about if row["target_group_id"] == groups[written["group"]])
        row = next(row for row in of_group if row["key"] not in taken)
        taken.add(row["key"])
        yield row | {"text": written["text"], "text_id": new_text_id(), "text_state": TextState(written["state"])}


def _remember_2012(activity: Activity, account: Account) -> None:
    content = _content()["wave"]
    items = activity.survey.items if activity.survey else []
    item = next(item for item in items if item.text == content["item"])
    figure = EarlierFigure(
        item_id=item.id,
        aspect=Aspect.EXPERIENCE,
        target_group_id=item.only_group_id,
        positive=content["positive"],
        comparability=Comparability.LIMITED,
        reason=content["reason"],
    )
    wave = EarlierWave(label=content["label"], year=content["year"], figures=(figure,))
    import_waves(activity, [wave], account)
