"""The demo the week after has whatever a summary can have, so that every part of it is seen at its best."""

import pytest
from flask import Flask

from app.demo_afterwards import build_demo_afterwards
from app.report.content import SummaryContent
from app.report.essence import essence_of
from app.report.gather import summary_content_of
from app.report.lacks import Lack, lacks_of_all, lacks_of_part
from tests.conftest import account_of, signed_in


@pytest.fixture
def content(app: Flask) -> SummaryContent:
    return summary_content_of(build_demo_afterwards(account_of("Cecilie")))


def test_the_week_after_holds_every_kind_of_result_and_of_words(content: SummaryContent) -> None:
    assert content.contradictions() == []
    assert (content.joined, content.published) == (64, 91)
    essence = essence_of(content)
    assert [rule.title for rule in essence.winners] == ["Løsningsorientert", "Kunnskapsrik", "Tilgjengelig"]
    assert [found.text for found in essence.common][:1] == [
        "Svar innen en uke, også når svaret er at dere trenger mer tid."
    ]
    assert essence.gap is not None
    assert (essence.gap.row.label, round(essence.gap.levels.gap)) == ("Forvaltning", -31)
    assert [part.kind for part in content.results] == ["Undersøkelse", "Reaksjoner", "Avstemning", "Prioritering"]
    assert all(part.words and not lacks_of_part(part) for part in content.results)
    assert lacks_of_all(content, is_draft=False) == []
    assert sum(len(part.follow_ups) for part in content.activities) == 6
    assert any(quote.text.startswith("Jeg ringte tre ganger") for quote in content.activities[0].all_quotes)


def test_the_workbench_says_what_the_reactions_show_about_a_question(app: Flask) -> None:
    cecilie = account_of("Cecilie")
    demo = build_demo_afterwards(cecilie)
    first = next(activity for activity in demo.activities if activity.is_dialogue)

    page = signed_in(app, cecilie).get(f"/conferences/{demo.id}/summary/workbench/{first.id}").text

    assert "«Vi bruker tre systemer for å svare på ett spørsmål.»" in page.partition("Reaksjonene viser")[2]
    assert "Ansatte er mer enig enn de andre: 11 av 11 mot 17 av 52." in page


def test_what_is_lacking_in_the_demo_is_there_to_be_seen(content: SummaryContent) -> None:
    assert Lack.DISAGREEMENT in lacks_of_part(content.activities[2])
