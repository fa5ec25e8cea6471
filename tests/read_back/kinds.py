"""A round of each kind in a conference: the question in the programme, and people who answer it."""

from typing import Any

from flask import Flask
from sqlalchemy import update

from app.domain.activities import close_activity
from app.domain.conferences import TargetGroupPlan, set_target_groups
from app.domain.priorities import change_priority_round, prioritise
from app.domain.reactions import react
from app.domain.survey_answers import ItemAnswer, answer_survey
from app.domain.survey_items import ItemPlan
from app.domain.survey_texts import decide_text
from app.domain.themes import ThemePlan, add_theme
from app.extensions import db
from app.models import Activity, ActivityKind, Aspect, Contribution, Opinion, SurveyAnswer, TextState
from app.queries.surveys import texts_of
from tests.conftest import Story
from tests.read_back.looks import make_ready
from tests.read_back.questions import OPTIONS, PRIORITIES, REACTIONS, SURVEY, VOTE
from tests.read_back.rounds import ORDER, SIZES, Round
from tests.rounds import round_of, said
from tests.survey_story import OPEN_QUESTION, SERVICES, VISION, survey_in
from tests.votes import Voter, cast, vote_in, voters

ANSWERS = ItemPlan(area="Tjenester", text="Kommunen svarer når den har sagt at den skal")


def people_in(story: Story) -> list[Voter]:
    """All groups, and three contributions by somebody else."""
    make_ready(story)
    for text in ("Svar innen en uke.", "Gi svar innen en uke.", "Én vei inn."):
        said(story, text, by=story.astrid)
    close_activity(story.dialogue, None)
    plans = [TargetGroupPlan(mark=mark, name=f"Gruppe {mark}", planned=9) for mark in range(1, len(SIZES) + 1)]
    set_target_groups(story.conference, plans, story.bjorn)
    return [voters(story, story.conference.target_groups[group], 1)[0] for group in ORDER]


def vote_round(app: Flask, story: Story, people: list[Voter]) -> Round:
    activity = vote_in(story, tuple("ABCDEFGH"[:OPTIONS]), places=2)

    def give(who: Voter, answers: dict[int, Any]) -> None:
        cast(activity, who, *answers[0])

    return Round(app, story, VOTE, activity, people, give)


def survey_round(app: Flask, story: Story, people: list[Voter]) -> Round:
    activity = survey_in(story, SERVICES, ANSWERS, VISION, OPEN_QUESTION)
    assert activity.survey is not None
    ids = [item.id for item in activity.survey.items]

    def give(who: Voter, answers: dict[int, Any]) -> None:
        said = [_item_answer(ids[part], value) for part, value in answers.items()]
        answer_survey(activity, who.token, who.participant.target_group, said)

    return Round(app, story, SURVEY, activity, people, give, lambda: _publish(activity))


def _item_answer(item_id: int, value: Any) -> ItemAnswer:
    if isinstance(value, str):
        return ItemAnswer(item_id=item_id, values={}, text=value)
    if isinstance(value, int):
        return ItemAnswer(item_id=item_id, values={Aspect.ANSWER: value})
    pair = zip((Aspect.EXPECTATION, Aspect.EXPERIENCE), value, strict=True)
    return ItemAnswer(item_id=item_id, values={aspect: each for aspect, each in pair if each is not None})


def _publish(activity: Activity) -> None:
    """Half of what was written, by what it says; so are their ids, which else would be made by chance."""
    db.session.execute(update(SurveyAnswer).values(text_id=SurveyAnswer.text))
    db.session.commit()
    for written in texts_of(activity):
        if written.text < "8":
            decide_text(activity, written.id, TextState.PUBLISHED, None)


def reactions_round(app: Flask, story: Story, people: list[Voter]) -> Round:
    activity = round_of(story, ActivityKind.REACTIONS, opened=False)
    ids = _contributions()

    def give(who: Voter, answers: dict[int, Any]) -> None:
        for part, opinion in answers.items():
            react(who.participant, activity, ids[part], list(Opinion)[opinion])

    return Round(app, story, REACTIONS, activity, people, give)


def priorities_round(app: Flask, story: Story, people: list[Voter]) -> Round:
    activity = round_of(story, ActivityKind.PRIORITIES, opened=False)
    return _dots_on(app, story, people, activity, _contributions())


def theme_priorities_round(app: Flask, story: Story, people: list[Voter]) -> Round:
    activity = round_of(story, ActivityKind.PRIORITIES, opened=False)
    themes = [add_theme(story.conference, ThemePlan(name), None).id for name in ("Svartid", "Én vei inn", "Ro")]
    change_priority_round(activity, None, 3, None, is_about_themes=True)
    return _dots_on(app, story, people, activity, themes)


def _dots_on(app: Flask, story: Story, people: list[Voter], activity: Activity, ids: list[int]) -> Round:
    def give(who: Voter, answers: dict[int, Any]) -> None:
        prioritise(who.participant, activity, {ids[item]: dots for item, dots in answers[0]})

    return Round(app, story, PRIORITIES, activity, people, give)


def _contributions() -> list[int]:
    return [contribution.id for contribution in db.session.query(Contribution).order_by(Contribution.id)]


KINDS = (vote_round, survey_round, reactions_round, priorities_round, theme_priorities_round)
