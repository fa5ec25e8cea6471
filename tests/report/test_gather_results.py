"""What reactions and priorities come to in the summary: once the hall has been shown it, and the same figures."""

from app.charts.bars import BarChart
from app.domain.activities import show_activity
from app.domain.guiding_rules import name_guiding_rules
from app.domain.priorities import prioritise
from app.domain.reactions import react
from app.models import Activity, ActivityKind, Opinion
from app.queries.priority_results import priorities_result_of
from app.report.essence import essence_of
from app.report.gather import summary_content_of
from tests.conftest import Story
from tests.rounds import close, newcomers, person, round_of, said
from tests.votes import cast, count_now, open_vote_in, show_now, voters


def shown(story: Story, activity: Activity) -> Activity:
    show_activity(close(story, activity), story.bjorn)
    return activity


def reacted(story: Story) -> Activity:
    first, second = said(story, "Svar innen en uke."), said(story, "Færre møter.")
    activity = round_of(story, ActivityKind.REACTIONS)
    for _person in range(12):
        react(person(story, story.residents), activity, first.id, Opinion.AGREE)
        react(person(story, story.businesses), activity, first.id, Opinion.AGREE)
        react(person(story, story.residents), activity, second.id, Opinion.AGREE)
        react(person(story, story.businesses), activity, second.id, Opinion.DISAGREE)
    return activity


def test_what_groups_agree_on_and_differ_about_is_quoted_with_its_raw_numbers(story: Story) -> None:
    activity = reacted(story)
    assert summary_content_of(story.conference).results == ()
    shown(story, activity)
    (part,) = summary_content_of(story.conference).results
    common, different = part.findings

    assert part.lead == "48 har sagt hva de mener."
    assert (common.is_common, common.text, common.position) == (True, "Svar innen en uke.", story.businesses.mark)
    assert common.brief == "Alle er enige i målgruppene som kan telles."
    assert common.told == f"{common.brief[:-1]}: 12 av 12 i Innbyggere, 12 av 12 i Næringsliv."
    assert (different.is_common, different.text) == (False, "Færre møter.")
    assert different.told.startswith("Innbyggere er mer enig enn de andre: 12 av 12 mot 0 av 12.")
    assert essence_of(summary_content_of(story.conference)).common == (common,)
    assert len(part.charts) == 1


def test_priorities_are_the_same_dots_as_everywhere(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in newcomers(story, story.residents, 6):
        prioritise(who, activity, {first.id: 1, second.id: 2})
    shown(story, activity)
    (part,) = summary_content_of(story.conference).results
    bars = part.charts[0]

    assert isinstance(bars, BarChart)
    assert [(bar.label, bar.value) for bar in bars.bars] == [("Svar innen en uke.", 12), ("Én vei inn.", 6)]
    assert [row.total.dots for row in priorities_result_of(activity).rows] == [12, 6]


def test_so_few_that_it_would_tell_who_they_are_have_no_figures(story: Story) -> None:
    item = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(person(story, story.residents), activity, {item.id: 3})
    shown(story, activity)
    (part,) = summary_content_of(story.conference).results

    assert part.charts == ()
    assert part.sentences == ("Resultatet vises ikke fordi færre enn fem har svart.",)


def test_a_vote_says_on_paper_for_how_many_and_in_which_group_for_fewest(story: Story) -> None:
    activity = open_vote_in(story)
    for number, voter in enumerate(voters(story, story.residents, 12)):
        cast(activity, voter, *((0, 1, 2) if number < 8 else (9,)))
    for number, voter in enumerate(voters(story, story.businesses, 12)):
        cast(activity, voter, *((0, 1, 2) if number < 10 else (9,)))
    show_now(activity)
    page = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{activity.id}").text
    (part,) = summary_content_of(story.conference).results

    coverage = "18 av 24 stemmer (75\xa0%) har minst én av vinnerne. Lavest i målgruppa Innbyggere: 8 av 12 (67\xa0%)."
    for sentence in (coverage, "6 brukte ikke alle valgene."):
        assert sentence in part.sentences
        assert sentence in page


def test_winners_that_are_named_before_the_hall_has_seen_them_are_in_no_summary(story: Story) -> None:
    activity = open_vote_in(story)
    for voter in voters(story, story.businesses, 6):
        cast(activity, voter, 0, 1, 2)
    count_now(activity)
    name_guiding_rules(activity, story.bjorn)
    assert summary_content_of(story.conference).rules == ()
    show_activity(activity, story.bjorn)

    assert [rule.title for rule in summary_content_of(story.conference).rules] == [
        "Løsningsorientert",
        "Kunnskapsrik",
        "Tilgjengelig",
    ]
