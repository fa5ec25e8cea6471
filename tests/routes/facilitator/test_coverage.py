"""Who has spoken and who is silent, in the control room."""

import re

from app.domain.participants import join_conference
from app.models import Language, TargetGroup
from tests.conftest import Story
from tests.routes.facilitator.conftest import (
    Say,
    press,
    room,
    words_of,
)


def test_who_has_spoken_is_told_of_a_target_group_and_never_of_one_person(story: Story, say: Say) -> None:
    """Four are too few; nine are told beside them, and so is who is silent."""

    def row(page: str, mark: int) -> str:
        return page.split(f'id="coverage-{mark}"')[1].split("</li>")[0]

    def arrive(group: TargetGroup, people: int) -> None:
        for _ in range(people):
            join_conference(story.conference, group, Language.BOKMAL)

    arrive(story.residents, 3)
    arrive(story.businesses, 4)
    contribution = say("Svar innen en uke.")
    press(story.as_bjorn, room(story, f"/contributions/{contribution.id}/publication"), seen="waiting")
    four = story.as_bjorn.get(room(story)).text
    arrive(story.businesses, 1)
    five = story.as_bjorn.get(room(story)).text
    arrive(story.residents, 1)
    told = words_of(row(story.as_bjorn.get(room(story)).text, 1))

    for page, mark in ((four, 1), (four, 2), (five, 1)):
        assert re.search(r" \d er her \d+ er ikke kommet\.$", words_of(row(page, mark)))
        assert "data-quiet-since" not in row(page, mark)
        assert page.count("Med færre enn fem til stede vises det ikke hvor mange som har bidratt.") == 1
    assert "mest stille" not in words_of(four)
    assert "ikke sagt noe" not in words_of(four)
    assert "Næringsliv har ikke sagt noe ennå. 5 er her." in words_of(five)
    assert "1 av 5 som er her, har bidratt. 13 er ikke kommet." in told
    assert "5 til stede, 1 innspill fra 1" in told


def test_more_than_a_row_of_seats_becomes_a_bar_with_numbers(story: Story) -> None:
    for _ in range(25):
        join_conference(story.conference, story.residents, Language.BOKMAL)
    page = story.as_bjorn.get(room(story)).text
    residents = page.split('<li id="coverage-1"')[1].split("</li>")[0]

    assert residents.count("<rect") == 3
    assert "26 er her" in words_of(residents)


def test_the_most_silent_group_stands_first_and_it_is_said_in_words(story: Story, say: Say) -> None:
    say("Jeg har sagt mitt.")
    for _ in range(6):
        join_conference(story.conference, story.businesses, Language.BOKMAL)
    page = story.as_bjorn.get(room(story)).text

    assert re.findall(r'<li id="coverage-(\d)"', page) == ["2", "1"]
    assert "6 er stille. Spør dem nå?" in words_of(page)
