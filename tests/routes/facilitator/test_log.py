"""The record: in words, newest first, by person, with undo where something still stands; as a file without texts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.activities import close_activity, open_activity, remove_activity
from app.domain.contribution_answers import mark_answered
from app.domain.contribution_merges import merge_contribution
from app.domain.contribution_splits import split_contribution
from app.domain.contribution_texts import edit_contribution, redact_contribution
from app.domain.contributions import hide_contribution, publish_contribution
from app.domain.priorities import change_priority_round, prioritise
from app.domain.reactions import react
from app.domain.survey_items import change_item
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, merge_theme
from app.extensions import db
from app.models import ActivityKind, Contribution, HiddenReason, Opinion
from tests.conftest import Story
from tests.rounds import close, newcomers, round_of
from tests.routes.facilitator.conftest import Say, room, words_of
from tests.survey_story import SERVICES, item, survey_in


def address(story: Story) -> str:
    return f"/conferences/{story.conference.id}/log"


def lines(story: Story, **chosen: object) -> list[str]:
    """The rows of the table, without the time."""
    page = story.as_bjorn.get(address(story), query_string=chosen).text
    rows = re.findall(r'<tr id="entry-\d+">(.*?)</tr>', page, re.DOTALL)
    return [words_of(row.split("</td>", 1)[1]) for row in rows]


def undo(story: Story, line: int = 0) -> str:
    """Presses the undo of a row as a person without a script does, and returns what the page says then."""
    page = story.as_bjorn.get(address(story)).text
    row = re.findall(r'<tr id="entry-\d+">(.*?)</tr>', page, re.DOTALL)[line]
    action = re.search(r'action="([^"]+)"', row)
    assert action
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', row))
    headers = {"Referer": "http://localhost" + address(story)}
    answer = story.as_bjorn.post(action[1].replace("&amp;", "&"), data=fields, headers=headers, follow_redirects=True)
    assert answer.status_code == 200
    bar = answer.text.split('<div id="bar" role="status">')
    return words_of(bar[1].split("</div>")[0]) if len(bar) > 1 else ""


def test_who_did_what_to_what_and_why(story: Story, say: Say) -> None:
    contribution = say("Saksbehandler Kari N. svarer ikke.")
    redact_contribution(contribution, {1, 2}, story.bjorn, None)
    hide_contribution(contribution, HiddenReason.ABOUT_ONE_PERSON, story.bjorn)

    assert lines(story)[:2] == [
        "Bjørn skjulte Innbyggere «Saksbehandler [sladdet]. svarer ikke.» Gjelder én person Angre",
        "Bjørn sladdet i Innbyggere «Saksbehandler [sladdet]. svarer ikke.» 2 ord",
    ]
    assert lines(story)[-1] == "Bjørn laget konferansen"
    assert (
        "“Saksbehandler [sladdet]" in story.as_bjorn.get(f"{address(story)}?lang=en").text
    )  # its own marks of quotation


def test_a_question_of_a_survey_is_named(story: Story) -> None:
    asked = item(survey_in(story, SERVICES))
    change_item(asked, replace(SERVICES, area="Helse"), story.bjorn)
    rows, file = (story.as_bjorn.get(room(story, f"/log{kind}")).text for kind in ("", ".csv"))

    for action in ("endret et spørsmål i en undersøkelse", "la til et spørsmål i en undersøkelse"):
        assert f"{action} {SERVICES.text}" in words_of(rows)
    assert file.count(SERVICES.text) == 2


def test_by_person(story: Story, say: Say) -> None:
    publish_contribution(say("En."), story.cecilie)
    publish_contribution(say("To."), None)

    assert lines(story)[0].startswith("Serveren godkjente")
    assert [line.split()[0] for line in lines(story, account=story.cecilie.id)] == ["Cecilie"]
    assert lines(story, account=story.david.id) == []


def test_pages_hold_fifty_and_lead_on(story: Story, say: Say) -> None:
    for number in range(52):
        publish_contribution(say(f"Nummer {number} er en annen tanke."), story.bjorn)
    first, second = lines(story), lines(story, page=2)

    assert (len(first), len(set(first) & set(second))) == (50, 0)
    assert "Nummer 51 " in first[0]
    assert second[-1] == "Bjørn laget konferansen"


def test_what_still_stands_is_undone_from_here(story: Story, say: Say) -> None:
    one, two = say("Svar raskere. Åpne på søndager."), say("Flere benker.")
    publish_contribution(one, story.bjorn)
    undo(story)
    assert one.is_waiting
    hide_contribution(one, HiddenReason.UNCLEAR, story.bjorn)
    assert undo(story).startswith("Lagt tilbake:")
    assert one.is_waiting
    edit_contribution(one, "Rettet.", story.bjorn, None)
    undo(story)
    assert not one.is_edited
    split_contribution(one, "Svar raskere.", "Åpne på søndager.", story.bjorn, None)
    undo(story)
    assert one.text == "Svar raskere. Åpne på søndager."
    merge_contribution(two, one, story.bjorn)
    undo(story)
    assert two.merged_into_id is None
    mark_answered(two, story.bjorn)
    undo(story)
    assert two.answered_at is None


def test_an_item_taken_out_of_the_programme_comes_back(story: Story) -> None:
    close_activity(story.dialogue, story.bjorn)
    remove_activity(story.dialogue, story.bjorn)
    undo(story)

    assert story.dialogue.removed_at is None
    assert lines(story)[0] == "Bjørn hentet tilbake i programmet Økt 1: Forventninger"


def test_what_was_done_over_since_has_no_undo(story: Story, say: Say) -> None:
    contribution = say("En.")
    publish_contribution(contribution, story.bjorn)
    hide_contribution(contribution, HiddenReason.UNCLEAR, story.bjorn)

    assert [line.endswith("Angre") for line in lines(story)[:2]] == [True, False]


@pytest.mark.parametrize(
    "act",
    [
        lambda story, part: hide_contribution(part, HiddenReason.UNCLEAR, story.david),
        lambda story, part: edit_contribution(part, "Rettet.", story.david, part.edited_at),
        lambda story, part: sort_contribution(
            part, {add_theme(story.conference, ThemePlan("Åpent"), story.david).id}, story.david, set()
        ),
    ],
)
def test_a_split_is_not_offered_to_be_undone_once_its_part_was_touched(
    story: Story, say: Say, act: Callable[[Story, Contribution], object]
) -> None:
    whole = say("Svar raskere. Åpne på søndager.")
    publish_contribution(whole, story.bjorn)
    part = split_contribution(whole, "Svar raskere.", "Åpne på søndager.", story.bjorn, None)

    def line() -> str:
        return next(line for line in lines(story) if "delte" in line)

    assert line().endswith("Angre")
    act(story, part)
    assert not line().endswith("Angre")


def test_a_merge_is_not_offered_to_be_undone_once_answers_were_counted_by_it(story: Story, say: Say) -> None:
    one, two, three = (say(text) for text in ("Svar raskere.", "Svar fort.", "Flere benker."))
    for each in (one, two, three):
        publish_contribution(each, story.bjorn)
    themes = [add_theme(story.conference, ThemePlan(name), story.bjorn) for name in ("Svar", "Fart", "Ro")]
    reactions, dots = (
        round_of(story, kind, opened=False) for kind in (ActivityKind.REACTIONS, ActivityKind.PRIORITIES)
    )
    change_priority_round(dots, None, 3, story.bjorn, is_about_themes=True)
    (who,) = newcomers(story, story.businesses, 1)
    open_activity(reactions, story.bjorn)
    react(who, reactions, two.id, Opinion.AGREE)
    open_activity(dots, story.bjorn)
    prioritise(who, dots, {themes[1].id: 1})
    for each, into in ((two, one), (three, one)):
        merge_contribution(each, into, story.bjorn)
    for theme in themes[1:]:
        merge_theme(theme, themes[0], story.bjorn)

    def offered() -> list[bool]:
        return [line.endswith("Angre") for line in lines(story) if "slo sammen" in line]

    assert offered() == [True] * 4
    for activity in (dots, reactions):
        close(story, activity)
    assert offered() == [True, False, True, False]  # newest first: what nobody answered can still be taken apart


def test_the_file_has_all_of_it_and_no_text(story: Story, say: Say) -> None:
    contribution = say("HEMMELIG om Kari.")
    hide_contribution(contribution, HiddenReason.PERSONAL_DATA, story.bjorn)
    answer = story.as_bjorn.get(address(story) + ".csv")
    text = answer.data.decode("utf-8-sig").splitlines()

    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert text[0] == "Dag;Klokka;Tidspunkt (UTC);Hvem;Hva;Gjelder;Grunn"
    assert text[1].endswith(f";Bjørn;skjulte;nummer {contribution.id}, Innbyggere;Personopplysning")
    assert len(text) == len(lines(story)) + 1
    assert "HEMMELIG" not in answer.text


def test_another_conference_is_not_in_it(story: Story, say: Say) -> None:
    publish_contribution(say("Her."), story.bjorn)
    there = story.as_david.get(f"/conferences/{story.elsewhere.id}/log").text

    assert "Her." not in there
    assert "Bjørn" not in there


def test_a_long_log_costs_what_a_short_one_costs(story: Story, say: Say) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def cost() -> int:
        asked.clear()
        story.as_bjorn.get(address(story))
        return len(asked)

    publish_contribution(say("En."), story.bjorn)
    few = cost()
    for number in range(30):
        publish_contribution(say(f"Nummer {number}."), story.bjorn)
    assert cost() == few


def test_it_is_for_facilitators(story: Story, client: FlaskClient) -> None:
    browsers = (story.as_cecilie, story.as_david, client, story.as_astrid)
    for file in ("", ".csv"):
        assert [one.get(address(story) + file).status_code for one in browsers] == [403, 404, 302, 302]
    assert db.session.scalars(db.select(Contribution)).all() == []
