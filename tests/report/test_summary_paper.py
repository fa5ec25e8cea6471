"""What came on paper: counted, and never said to be by those who were there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.report.content import SummaryContent
from app.report.document import html_of

Make = Callable[..., SummaryContent]


def test_a_question_answered_on_paper_only_does_not_say_by_how_many(make: Make) -> None:
    content = make(groups=3, joined=10)
    on_paper = tuple(replace(part, contributed=0) for part in content.activities)

    assert "fra 21 av 30 som kom." in html_of(content)
    assert "30 som kom." not in html_of(replace(content, activities=on_paper))


@pytest.mark.parametrize(
    ("language", "in_short", "question"),
    [
        (
            "nb",
            "De ga 4 råd og 4 innspill, av dem 3 på papir.",
            "2 råd og 2 innspill, av dem 3 på papir. De andre kom fra 7 av de 10 som var der.",
        ),
        ("nn", "4 innspel, av dei 3 på papir.", "2 innspel, av dei 3 på papir. Dei andre kom frå 7 av dei 10"),
        ("en", "4 inputs, 3 of them on paper.", "2 inputs, 3 of them on paper. The others came from 7 of the 10"),
    ],
)
def test_what_is_on_paper_is_not_said_by_those_who_came(
    make: Make, language: str, in_short: str, question: str
) -> None:
    content = make(groups=1, language=language)
    first, second = content.activities
    html = html_of(
        replace(
            content,
            activities=(replace(first, paper=3), second),
            moderation=replace(content.moderation, phone=5, paper=3),
        ),
    )

    assert in_short in html
    assert question in html


def test_paper_alone_is_counted_where_nobody_came(make: Make) -> None:
    content = make(groups=1, joined=0)
    on_paper = replace(
        content,
        activities=tuple(replace(part, paper=4) for part in content.activities),
        moderation=replace(content.moderation, phone=0, paper=8),
    )

    assert "4 råd og 4 innspill, av dem 8 på papir." in html_of(on_paper)
    assert "Ingen har blitt med ennå." in html_of(make(groups=1, joined=0, advice=(), inputs=()))
