"""A conference with every kind of activity, shown to the hall, and what must not come out of it. For tests."""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.follow_ups import FollowUpPlan, add_follow_up, remove_follow_up
from app.domain.participants import join_conference
from app.domain.priorities import prioritise
from app.domain.quotes import pick_quote
from app.domain.reactions import react
from app.domain.rehearsals import start_rehearsal
from app.domain.summary_texts import write_summary_text
from app.domain.survey_texts import decide_text
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, remove_theme
from app.domain.votes import reveal
from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Contribution,
    ContributionKind,
    HiddenReason,
    Language,
    Opinion,
    SummaryPart,
    SurveyAnswer,
    TextState,
)
from app.models.activity import GRACE
from app.models.summary_text import HEARD, Section
from tests.conftest import Story
from tests.rounds import person, round_of, said
from tests.survey_story import OPEN_QUESTION, SERVICES, answer, item, survey_in
from tests.survey_story import said as answered
from tests.votes import cast, vote_in, voters

SECRETS = (
    "HEMMELIG-SKJULT",
    "HEMMELIG-VENTER",
    "HEMMELIG-SVAR-VENTER",
    "HEMMELIG-SVAR-SKJULT",
    "HEMMELIG-ØVELSE",
    "HEMMELIG-FORRIGE-VERSJON",
    "HEMMELIG-LAGT-TIL-SIDE",
    "HEMMELIG-SITAT",
    "HEMMELIG-FJERNET-RÅD",
    "HEMMELIG-FJERNET-TEMA",
)
"""Planted, and to be found nowhere."""
SHOWN = ("Svar innen en uke.", "Én kontaktperson, takk.", "=1+1 & <b>«Ærlig»</b>", "Čálli ŋáŧŧi 👍 中文")
WRITTEN = {
    "heard": "Folk vil ha svar de kan stole på.",
    "words": "Det handlet om svar.",
    "disagreement": "Møter: flere?",
    "essence": "Folk vil vite når.",
}
"""What the team wrote, by part. The words are of the question and of the vote."""
MANY, FEW = 12, 3
"""Residents, who are shown, and businesses, who are too few to be shown by themselves."""


@dataclass(frozen=True)
class Everything:
    reactions: Activity
    priorities: Activity
    vote: Activity
    survey: Activity


def everything_in(story: Story) -> Everything:
    contributions = [said(story, text, by=person(story, story.residents)) for text in SHOWN]
    hide_contribution(said(story, SECRETS[0]), HiddenReason.PERSONAL_DATA, story.bjorn)
    said(story, SECRETS[1], published=False)
    said(story, SECRETS[7], by=person(story, story.residents))  # hidden last, when it has been quoted
    many = voters(story, story.residents, MANY)
    few = voters(story, story.businesses, FEW)

    reactions = round_of(story, ActivityKind.REACTIONS)
    for voter in (*many, *few):
        for contribution in contributions:
            react(voter.participant, reactions, contribution.id, Opinion.AGREE)
    _show(story, reactions)

    priorities = round_of(story, ActivityKind.PRIORITIES)
    for voter in (*many, *few):
        prioritise(voter.participant, priorities, {contributions[0].id: 2, contributions[1].id: 1})
    _show(story, priorities)

    vote = vote_in(story)
    open_activity(vote, story.bjorn)
    for voter in (*many, *few):
        cast(vote, voter, 1, 2, 3)
    _show(story, vote)
    assert vote.vote is not None
    reveal(vote, len(vote.vote.options), story.bjorn)

    survey = survey_in(story, SERVICES, OPEN_QUESTION)
    open_activity(survey, story.bjorn)
    for number, voter in enumerate((*many, *few)):
        group = story.residents if number < MANY else story.businesses
        text = {0: "Et svar som er vist.", 1: SECRETS[2], 2: SECRETS[3]}.get(number, "")
        answers = [answered(item(survey), 6, 2 + number % 3)]
        answers += [answered(item(survey, 2), text=text)] if text else []
        answer(survey, voter.token, group, *answers)
    for written in (
        db.session.query(SurveyAnswer).filter_by(activity_id=survey.id).filter(SurveyAnswer.text != "").all()
    ):
        if written.text != SECRETS[2]:
            state = TextState.HIDDEN if written.text == SECRETS[3] else TextState.PUBLISHED
            decide_text(survey, written.text_id, state, story.bjorn)
    _show(story, survey)
    _write(story, vote)
    _rehearse(story)
    return Everything(reactions, priorities, vote, survey)


FOLLOW_UP = FollowUpPlan(advice="Svar innen en uke.", priority=1, action="Ny frist for svar.", owner="servicetorget")


def _write(story: Story, vote: Activity) -> None:
    """With a version that was replaced, and one that was put aside; a quote that was hidden since, a theme and advice
    that were removed."""
    _sort_and_quote(story)
    replaced = write_summary_text(story.conference, HEARD, SECRETS[5], "", story.cecilie).version
    kept = write_summary_text(story.conference, HEARD, WRITTEN["heard"], replaced.mark, story.bjorn).version
    write_summary_text(story.conference, HEARD, SECRETS[6], replaced.mark, story.cecilie)
    assert not kept.is_aside
    for part, activity in (("words", story.dialogue), ("words", vote), ("disagreement", story.dialogue)):
        section = Section(SummaryPart(part), activity.id)
        write_summary_text(story.conference, section, WRITTEN[part], "", story.cecilie)


def _rehearse(story: Story) -> None:
    """One is going on beside the conference, and what is said in it is published there."""
    rehearsal = start_rehearsal(story.conference, story.bjorn)
    dialogue = next(activity for activity in rehearsal.activities if activity.is_dialogue)
    open_activity(dialogue, story.bjorn)
    somebody, _token = join_conference(rehearsal, rehearsal.target_groups[0], Language.BOKMAL)
    contribution = submit_contribution(somebody, dialogue, ContributionKind.ADVICE, SECRETS[4], uuid.uuid4())
    publish_contribution(contribution, story.bjorn)


def _sort_and_quote(story: Story) -> None:
    first = db.session.query(Contribution).filter_by(text=SHOWN[0]).one()
    theme = add_theme(story.conference, ThemePlan("Svar og frister"), story.cecilie)
    removed = add_theme(story.conference, ThemePlan(SECRETS[9]), story.cecilie)
    hidden = db.session.query(Contribution).filter_by(text=SECRETS[7]).one()
    for contribution in (first, hidden):
        sort_contribution(contribution, [theme.id, removed.id], story.cecilie, [])
        pick_quote(contribution, story.cecilie)
    essence = Section(SummaryPart.ESSENCE, story.dialogue.id, theme.id)
    write_summary_text(story.conference, essence, WRITTEN["essence"], "", story.cecilie)
    essence = Section(SummaryPart.ESSENCE, story.dialogue.id, removed.id)
    write_summary_text(story.conference, essence, SECRETS[9], "", story.cecilie)
    hide_contribution(hidden, HiddenReason.UNCLEAR, story.bjorn)
    remove_theme(removed, story.cecilie)
    add_follow_up(story.dialogue, replace(FOLLOW_UP, theme_id=theme.id), story.cecilie)
    gone = add_follow_up(story.dialogue, replace(FOLLOW_UP, advice=SECRETS[8]), story.cecilie)
    remove_follow_up(gone, story.dialogue, story.cecilie)


def _show(story: Story, activity: Activity) -> None:
    close_activity(activity, story.bjorn)
    for each in activity.conference.activities:  # all of it was some time ago: nothing can come any more
        for name in ("opened_at", "closed_at", "shown_at"):
            if getattr(each, name) is not None:
                setattr(each, name, getattr(each, name) - GRACE - timedelta(seconds=1))
    db.session.commit()
    show_activity(activity, story.bjorn)
