"""Themes for each target group: the table on the desk, and the files that tell of themes."""

import re

from app.domain.contributions import hide_contribution
from app.domain.theme_sorting import sort_contribution
from app.extensions import db
from app.models import Contribution, HiddenReason
from tests.conftest import Story
from tests.rounds import newcomers
from tests.routes.project_team.conftest import Say, address, theme, words


def rows_of(page: str) -> list[list[str]]:
    table = page.split('id="theme-groups"')[1].split("</table>")[0]
    return [
        [words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in table.split("<tr>")[1:]
    ]


def test_the_table_of_the_groups_counts_and_keeps_small_groups_to_itself(story: Story, say: Say) -> None:
    a, b = theme(story, "A"), theme(story, "B")
    for number, person in enumerate([*newcomers(story, story.residents, 6), *newcomers(story, story.businesses, 6)]):
        sort_contribution(say(f"Tanke {number}.", person), [a.id, b.id] if number == 0 else [a.id], story.bjorn)
    say("Uten tema.", newcomers(story, story.residents, 1)[0])

    page = story.as_cecilie.get(address(story, "/groups")).text
    assert rows_of(page) == [
        ["Tema", "Innbyggere", "Næringsliv", "I alt"],
        ["A", "6", "6", "12"],
        ["B", "1", "0", "1"],
        ["Uten tema", "1", "0", "1"],
        ["Mennesker", "7", "6", ""],
    ]
    csv = story.as_cecilie.get(address(story, "/groups/csv")).data.decode("utf-8-sig").splitlines()
    assert csv[:2] == ["Tema;Innbyggere;Næringsliv;I alt", "A;6;6;12"]

    one = db.session.scalars(db.select(Contribution).where(Contribution.text == "Tanke 10.")).one()
    hide_contribution(one, HiddenReason.UNCLEAR, story.bjorn)
    table = rows_of(story.as_cecilie.get(address(story, "/groups")).text)
    # Five businesses are too few, and the residents alone would tell how many they are.
    assert table[1] == ["A", "– for få til å vises", "– for få til å vises", "11"]
    assert "for få" in story.as_cecilie.get(address(story, "/groups/csv")).text
    assert "for få til å vises" in story.as_cecilie.get(address(story)).text


def test_the_file_of_a_dialogue_says_the_themes_of_each_text(story: Story, say: Say) -> None:
    a, b = theme(story, "A"), theme(story, "B")
    sort_contribution(say("En."), [a.id, b.id], story.bjorn)
    say("To.")
    csv = story.as_cecilie.get(f"/conferences/{story.conference.id}/results/{story.dialogue.id}/csv")

    assert [line.split(";")[-1] for line in csv.data.decode().splitlines()] == ["Tema", "A, B", ""]


def test_an_empty_table_says_what_to_do(story: Story) -> None:
    assert "Lag temaer og sorter" in story.as_cecilie.get(address(story, "/groups")).text
