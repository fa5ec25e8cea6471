"""A survey's page of figures, its file, and the texts: who sees what, and when."""

import csv
import io
from datetime import timedelta

import pytest

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.survey_texts import decide_text
from app.extensions import db
from app.models import Activity, TextState
from app.models.activity import GRACE
from app.queries.surveys import texts_of
from tests.conftest import Story
from tests.survey_story import OPEN_QUESTION, SERVICES, VISION, answer, item, said, survey_in


@pytest.fixture
def survey(story: Story) -> Activity:
    activity = survey_in(story, SERVICES, VISION, OPEN_QUESTION)
    open_activity(activity, story.bjorn)
    for n in range(12):
        group = story.residents if n < 9 else story.businesses
        answer(
            activity,
            f"{n}",
            group,
            said(item(activity), 6 - n % 2, 2 + n % 2),
            said(item(activity, 2), choice=1 + n % 2),
        )
    answer(activity, "0", story.residents, said(item(activity, 3), text="Veiene"))
    answer(activity, "1", story.residents, said(item(activity, 3), text="Hemmelig"))
    return activity


def results(story: Story, activity: Activity, more: str = "") -> str:
    return f"/conferences/{story.conference.id}/results/{activity.id}{more}"


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_while_it_is_open_nobody_sees_figures(story: Story, survey: Activity) -> None:
    page = story.as_bjorn.get(results(story, survey)).text

    assert "12 har svart" in page
    assert "så lenge noen kan svare" in page
    assert "Tjenester" not in page
    assert len(rows_of(story.as_bjorn.get(results(story, survey, "/csv")).data)) == 1


def test_before_it_is_shown_only_facilitators_see_it(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    count = f"/conferences/{story.conference.id}/results/{survey.id}/counting"
    early = story.as_bjorn.post(count)
    assert (early.status_code, "Vent til minuttet er ute" in early.text) == (422, True)
    assert story.as_cecilie.post(count).status_code == 403
    survey.closed_at -= GRACE + timedelta(seconds=1)  # type: ignore[operator]
    db.session.commit()
    assert "Tell opp" in story.as_bjorn.get(results(story, survey)).text
    counted = story.as_bjorn.post(count)
    assert (counted.status_code, counted.location) == (303, results(story, survey))
    theirs, ours = (who.get(results(story, survey)).text for who in (story.as_cecilie, story.as_bjorn))

    assert "Resultatet er ikke vist ennå" in theirs
    assert "Tjenester" not in theirs
    assert "avstand minus 60" in ours
    assert story.as_cecilie.get(results(story, survey, "/csv")).status_code == 403
    show_activity(survey, story.bjorn)
    assert "avstand minus 60" in story.as_cecilie.get(results(story, survey)).text


def test_what_became_a_dialogue_meanwhile_is_not_counted_and_has_a_page_of_its_own(story: Story) -> None:
    answer = story.as_bjorn.post(f"{results(story, story.dialogue)}/counting")

    assert (answer.status_code, answer.location) == (303, results(story, story.dialogue))
    assert story.as_bjorn.get(answer.location).status_code == 200


def test_page_and_file_say_the_same_and_hide_the_same(story: Story, survey: Activity) -> None:
    decide_text(survey, next(t.id for t in texts_of(survey) if t.text == "Veiene"), TextState.PUBLISHED, story.bjorn)
    close_activity(survey, story.bjorn)
    show_activity(survey, story.bjorn)
    page = story.as_cecilie.get(results(story, survey)).text
    head, *rows = rows_of(story.as_cecilie.get(results(story, survey, "/csv")).data)
    everybody = {row[2]: row for row in rows if row[1] == SERVICES.text and row[3] == "Alle"}

    assert head[5:11] == ["n", "Ikke sikker", "Snitt", "Indeks", "Andel positive", "Andel negative"]
    assert everybody["forventning"][5:17] == ["12", "0", "5,5", "90", "1", "0", "0", "0", "0", "0", "6", "6"]
    assert everybody["erfaring"][7:11] == ["2,5", "30", "0", "0,5"]
    assert everybody["gap, erfaring minus forventning"][7:9] == ["-3", "-60"]
    assert [row[5] for row in rows if row[1] == SERVICES.text and row[3] == "Næringsliv"] == ["skjult"]
    assert [row[5] for row in rows if row[1] == SERVICES.text and row[3] == "Innbyggere"] == ["skjult"]
    assert [row[5] for row in rows if row[2] == "svar: ja" and row[3] == "Alle"] == ["6"]
    choices = page.split(VISION.text)[1].split("</table>")[0]
    assert (choices.count("Innbyggere</th>"), choices.count("Næringsliv</th>")) == (1, 1)
    assert choices.count("vises ikke") == 2
    for figure in ("5,5", ">90<", "2,5", ">30<"):
        assert figure in page
    assert [row[-1] for row in rows if row[-1]] == ["Veiene"]
    assert "Hemmelig" not in page


def test_no_margin_is_told_of_a_hall(story: Story, survey: Activity) -> None:
    close_activity(survey, story.bjorn)
    show_activity(survey, story.bjorn)
    page = story.as_cecilie.get(results(story, survey)).text

    assert "Alle i rommet ble spurt" in page
    assert "konfidens" not in page
    assert "<small>(" not in page.split("Spørsmål for spørsmål")[1].split("</table>")[0]


def test_what_people_wrote_is_read_and_decided_by_both_roles(story: Story, survey: Activity) -> None:
    page = story.as_cecilie.get(results(story, survey, "/texts")).text
    ids = {text.text: text.id for text in texts_of(survey)}
    story.as_cecilie.post(results(story, survey, f"/texts/{ids['Veiene']}/state"), data={"state": "published"})
    story.as_bjorn.post(results(story, survey, f"/texts/{ids['Hemmelig']}/state"), data={"state": "hidden"})

    assert "Veiene" in page
    assert "Innbyggere" not in page.split("<main")[1]  # whose group it is would help to guess
    assert {text.text: text.state.value for text in texts_of(survey)} == {"Veiene": "published", "Hemmelig": "hidden"}


def test_a_text_that_was_changed_meanwhile_and_an_odd_state_are_refused(story: Story, survey: Activity) -> None:
    [text] = [text for text in texts_of(survey) if text.text == "Veiene"]
    answer(survey, "0", story.residents, said(item(survey, 3), text="Ring Kari"))
    gone = story.as_bjorn.post(results(story, survey, f"/texts/{text.id}/state"), data={"state": "published"})
    odd = story.as_bjorn.post(results(story, survey, f"/texts/{text.id}/state"), data={"state": "x"})

    assert (gone.status_code, odd.status_code) == (422, 400)
    assert "endret eller tatt bort" in gone.text
    assert all(text.state is TextState.WAITING for text in texts_of(survey))


def test_strangers_read_no_texts(story: Story, survey: Activity) -> None:
    assert story.as_david.get(results(story, survey, "/texts")).status_code == 404
    assert story.as_astrid.get(results(story, survey, "/texts")).status_code == 302
    assert story.as_bjorn.get(results(story, story.dialogue, "/texts")).status_code == 404


def test_of_four_answers_every_page_says_why_nothing_is_shown(story: Story) -> None:
    activity = survey_in(story, SERVICES)
    open_activity(activity, story.bjorn)
    for n in range(4):
        answer(activity, f"{n}", story.residents, said(item(activity), 6, 2))
    close_activity(activity, story.bjorn)
    show_activity(activity, story.bjorn)
    conference = story.conference
    pages = [
        story.as_cecilie.get(results(story, activity)).text,
        story.as_bjorn.get(f"/conferences/{conference.id}").text,
        story.as_astrid.get(f"/j/{conference.code}").text,
        story.as_bjorn.get(f"/screen/{conference.screen_token}").text,
    ]

    assert [page.count("Resultatet vises ikke fordi færre enn fem har svart.") for page in pages] == [1, 1, 1, 1]
    assert not any('class="chart' in page for page in pages)
