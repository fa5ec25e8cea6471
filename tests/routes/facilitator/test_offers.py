"""What a round of reactions or priorities is about, chosen in the programme; its figures, on a page and in a file."""

import csv
import io
import re

import pytest

from app.domain.activities import open_activity, show_activity
from app.domain.priorities import prioritise
from app.domain.reactions import react
from app.domain.themes import ThemePlan, add_theme
from app.extensions import db
from app.models import ActivityKind, Opinion
from app.queries.offers import source_id_of
from app.report.document import html_of
from app.report.gather import summary_content_of
from app.report.word import docx_of
from tests.conftest import Story
from tests.report.outputs import text_of_word
from tests.rounds import close, newcomers, person, round_of, said
from tests.routes.facilitator.conftest import drawn_from, words_of

ROUNDS = [ActivityKind.REACTIONS, ActivityKind.PRIORITIES]


def editor(story: Story, id: int, kind: ActivityKind) -> str:
    return f"/conferences/{story.conference.id}/programme/{id}/{kind}"


def seen(story: Story, id: int, kind: ActivityKind) -> str:
    at = editor(story, id, kind)
    return drawn_from(story.as_bjorn, at.removesuffix(f"/{kind}"), at)


@pytest.mark.parametrize("kind", ROUNDS)
def test_a_round_is_added_and_its_source_chosen(story: Story, kind: ActivityKind) -> None:
    at = f"/conferences/{story.conference.id}/programme"
    story.as_bjorn.post(at, data={"kind": kind, "title": "Enig?", "minutes": "10"})
    activity = story.conference.activities[-1]
    assert "Alle dialogene" in story.as_bjorn.get(f"{at}/{activity.id}").text
    fields = {"source": str(story.dialogue.id), "dots": "5", "seen": seen(story, activity.id, kind)}
    answer = story.as_bjorn.post(editor(story, activity.id, kind), data=fields)

    assert answer.status_code == 303
    db.session.rollback()
    assert source_id_of(activity) == story.dialogue.id
    if activity.priority_round:
        assert activity.priority_round.dots == 5
    assert f'<option value="{story.dialogue.id}" selected' in story.as_bjorn.get(f"{at}/{activity.id}").text


@pytest.mark.parametrize("kind", ROUNDS)
def test_what_cannot_be_chosen_is_said_and_nothing_changes(story: Story, kind: ActivityKind) -> None:
    activity = round_of(story, kind, opened=False)
    wrong = [{"source": str(story.plenary.id), "dots": "3"}, {"source": "alle", "dots": "3"}]
    if kind is ActivityKind.PRIORITIES:
        wrong.append({"source": str(story.dialogue.id), "dots": "21"})
    for data in wrong:
        assert story.as_bjorn.post(editor(story, activity.id, kind), data=data).status_code == 422
    db.session.rollback()

    assert source_id_of(activity) is None


@pytest.mark.parametrize("kind", ROUNDS)
def test_after_the_opening_it_lies_fast(story: Story, kind: ActivityKind) -> None:
    said(story, "Svar innen en uke.")
    activity = round_of(story, kind, opened=False)
    open_activity(activity, story.bjorn)
    answer = story.as_bjorn.post(editor(story, activity.id, kind), data={"source": str(story.dialogue.id), "dots": "3"})

    assert answer.status_code == 422
    assert "etter at aktiviteten er åpnet" in answer.text


@pytest.mark.parametrize("kind", ROUNDS)
def test_the_editor_of_another_kind_is_not_there(story: Story, kind: ActivityKind) -> None:
    assert story.as_bjorn.post(editor(story, story.dialogue.id, kind), data={"source": "0"}).status_code == 404


def rows(story: Story, id: int) -> list[list[str]]:
    answer = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{id}/csv")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_reactions_on_the_page_and_in_the_file_are_the_same(story: Story) -> None:
    item = said(story, "Svar innen en uke.", by=person(story, story.residents))
    residents = newcomers(story, story.residents, 12)
    businesses = newcomers(story, story.businesses, 12)
    activity = round_of(story, ActivityKind.REACTIONS)
    for number, who in enumerate([*residents, *businesses]):
        react(who, activity, item.id, Opinion.DISAGREE if number % 6 == 5 else Opinion.AGREE)
    at = f"/conferences/{story.conference.id}/results/{activity.id}"
    assert "så lenge noen kan svare" in story.as_bjorn.get(at).text
    close(story, activity)
    assert "Resultatet er ikke vist ennå" in story.as_cecilie.get(at).text
    assert story.as_cecilie.get(f"{at}/csv").status_code == 403
    show_activity(activity, story.bjorn)
    page = story.as_cecilie.get(at).text

    assert "Minst 83 % er enige i alle målgrupper" in page
    assert "10 av 12 i Innbyggere, 10 av 12 i Næringsliv." in " ".join(page.split())
    assert "Ingen sikker forskjell mellom målgruppene." in page
    head, row = rows(story, activity.id)
    found = dict(zip(head, row, strict=True))
    assert (found["Tekst"], found["Reaksjoner"], found["Alle: enige"], found["Felles grunn"]) == (
        "Svar innen en uke.",
        "24",
        "20",
        "ja",
    )
    assert (found["Innbyggere: enige"], found["Innbyggere: uenige"], found["Næringsliv: enige"]) == ("10", "2", "10")


def test_a_small_group_is_nowhere_to_be_seen(story: Story) -> None:
    item = said(story, "Svar innen en uke.", by=person(story, story.residents))
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in newcomers(story, story.residents, 12):
        react(who, activity, item.id, Opinion.AGREE)
    for who in newcomers(story, story.businesses, 3):
        react(who, activity, item.id, Opinion.DISAGREE)
    show_activity(close(story, activity), story.bjorn)
    page = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{activity.id}").text
    found = dict(zip(*rows(story, activity.id), strict=True))

    assert "12 av 15" in page
    assert "12 av 12" not in page
    assert {found["Innbyggere: enige"], found["Næringsliv: uenige"]} == {"skjult"}
    for at in (f"/j/{story.conference.code}", f"/screen/{story.conference.screen_token}"):  # not that they are alike
        told = story.as_astrid.get(at).text
        assert re.search(r"Mest støtte.*Svar innen en uke\..*12 av 15", told, re.DOTALL)  # what all said is told
        assert ("kan ikke sammenlignes" in told, "Ingen sikker forskjell" in told) == (True, False)
    content = summary_content_of(story.conference)  # as on paper
    assert [(each.text, each.told) for each in content.results[0].supported] == [
        ("Svar innen en uke.", "12 av 15 er enige.")
    ]
    for paper in (html_of(content), text_of_word(docx_of(content))):
        assert re.search(r"kan ikke sammenlignes.*Mest støtte.*12 av 15 er enige\.", paper, re.DOTALL)


def test_of_a_small_group_that_agrees_the_sentence_about_common_ground_says_most(story: Story) -> None:
    item = said(story, "Svar innen en uke.", by=person(story, story.residents))
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in newcomers(story, story.residents, 12) + newcomers(story, story.businesses, 8):
        react(who, activity, item.id, Opinion.AGREE)
    show_activity(close(story, activity), story.bjorn)
    page = words_of(story.as_bjorn.get(f"/conferences/{story.conference.id}/results/{activity.id}").text)

    assert ": 12 av 12 i Innbyggere, de fleste i Næringsliv." in page


def test_where_little_can_be_compared_that_is_said_and_what_has_most_support(story: Story) -> None:
    """Both groups have reacted enough to the first; to the others one group alone."""
    items = [said(story, text, by=story.astrid) for text in ("Svar innen en uke.", "Én vei inn.", "Ring tilbake.")]
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in newcomers(story, story.residents, 8):
        for item in items:
            react(who, activity, item.id, Opinion.AGREE if item is not items[0] else Opinion.DISAGREE)
    for who in newcomers(story, story.businesses, 8):
        react(who, activity, items[0].id, Opinion.DISAGREE)
    show_activity(close(story, activity), story.bjorn)

    said_why = "Bare 1 av 3 råd og innspill har nok svar til at målgruppene kan sammenlignes."
    phone = story.as_astrid.get(f"/j/{story.conference.code}").text
    assert re.search(rf"{said_why}.*Mest støtte.*Én vei inn\..*de fleste er enige", phone, re.DOTALL)
    screen = story.as_astrid.get(f"/screen/{story.conference.screen_token}").text
    assert re.search(rf"Mest støtte.*Én vei inn\..*{said_why} Ingen sikker forskjell", screen, re.DOTALL)
    desk = story.as_bjorn.get(f"/conferences/{story.conference.id}/results/{activity.id}").text
    assert re.search(rf"{said_why}.*lag en ny runde om færre", desk, re.DOTALL)
    part = summary_content_of(story.conference).results[0]
    assert said_why in part.sentences
    assert part.supported[0].told == "de fleste er enige."


def test_priorities_on_the_page_and_in_the_file_are_the_same(story: Story) -> None:
    first, second = (said(story, text, by=person(story, story.residents)) for text in ("Én vei inn.", "=1+1"))
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in newcomers(story, story.residents, 6):
        prioritise(who, activity, {first.id: 2, second.id: 1})
    for who in newcomers(story, story.businesses, 6):
        prioritise(who, activity, {second.id: 3})
    at = f"/conferences/{story.conference.id}/results/{activity.id}"
    assert "så lenge noen kan svare" in story.as_bjorn.get(at).text
    close(story, activity)
    assert "Resultatet er ikke vist ennå" in story.as_cecilie.get(at).text
    assert story.as_cecilie.get(f"{at}/csv").status_code == 403
    show_activity(activity, story.bjorn)
    page = story.as_cecilie.get(at).text

    assert "24 prikker fra 12" in page
    head, *found = rows(story, activity.id)
    assert head == [
        "Plass",
        "Målgruppe",
        "Type",
        "Tekst",
        "Prikker",
        "Mennesker",
        "Prikker fra Innbyggere",
        "Prikker fra Næringsliv",
        "Lik vekt per målgruppe",
    ]
    assert found == [
        ["1", "Innbyggere", "Råd", "'=1+1", "24", "12", "6", "18", "0,6667"],
        ["2", "Innbyggere", "Råd", "Én vei inn.", "12", "6", "12", "få", "0,3333"],
    ]


def test_dots_on_themes_from_the_editor_to_the_file(story: Story) -> None:
    themes = [add_theme(story.conference, ThemePlan(name), story.bjorn) for name in ("Én vei inn", "Svar")]
    said(story, "Noe som er sagt.")
    activity = round_of(story, ActivityKind.PRIORITIES, opened=False)
    at = editor(story, activity.id, ActivityKind.PRIORITIES)
    fields = {"source": "-1", "dots": "3", "seen": seen(story, activity.id, ActivityKind.PRIORITIES)}
    assert story.as_bjorn.post(at, data=fields).status_code == 303
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}/programme/{activity.id}").text
    assert '<option value="-1" selected>Temaene' in page
    open_activity(activity, story.bjorn)

    phone = f"/j/{story.conference.code}/activities/{activity.id}/priorities"
    assert "samle flere på samme tema" in story.as_astrid.get(f"/j/{story.conference.code}").text
    choice = story.as_astrid.get(phone).text
    assert "Velg blant temaene" in choice
    assert "Noe som er sagt." not in choice
    assert 'name="group"' not in choice
    answer = story.as_astrid.post(phone, data={f"dots-{themes[0].id}": "2"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "Én vei inn" in answer.text) == (201, True)
    for _ in range(5):
        prioritise(person(story), activity, {themes[1].id: 3})
    close(story, activity)
    show_activity(activity, story.bjorn)

    results = f"/conferences/{story.conference.id}/results/{activity.id}"
    assert '<th scope="col">Tema</th>' in story.as_cecilie.get(results).text
    rows = list(csv.reader(io.StringIO(story.as_cecilie.get(f"{results}/csv").data.decode("utf-8-sig")), delimiter=";"))
    assert [row[:6] for row in rows[1:]] == [
        ["1", "", "Tema", "Svar", "15", "5"],
        ["2", "", "Tema", "Én vei inn", "2", "1"],
    ]
    assert "Svar" in story.as_astrid.get(f"/j/{story.conference.code}").text
    part = summary_content_of(story.conference).results[0]
    assert part.charts[0].label_head == "Tema"  # type: ignore[union-attr]
