from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from app.report.content import GroupLine, GroupPart, SummaryContent
from app.report.moderation import ReasonCount


def test_content_comes_back_from_json_as_it_was(make: Callable[..., SummaryContent]) -> None:
    for content in (make(), make(starts_at=None, made_at=None, planned=None), make(groups=0, activities=())):
        assert SummaryContent.from_json(content.to_json()) == content


def test_text_that_is_half_a_character_can_be_kept(make: Callable[..., SummaryContent]) -> None:
    content = make(title="\ud83d")
    assert SummaryContent.from_json(content.to_json()).title == "\ud83d"
    assert len(content.fingerprint()) == 64


def test_fingerprint_is_of_what_is_said_and_not_of_when_it_was_made(
    make: Callable[..., SummaryContent],
) -> None:
    content = make()
    assert content.fingerprint() == make(made_at=datetime(2030, 1, 1)).fingerprint()  # noqa: DTZ001
    assert content.fingerprint() != make(place="Rådhuset").fingerprint()
    assert content.fingerprint() != make(advice=("Svar oss.", "Én dør inn.")).fingerprint()
    assert content.fingerprint() != make(language="nn").fingerprint()


def test_counts_are_counted_from_the_texts(make: Callable[..., SummaryContent]) -> None:
    content = make(groups=3, advice=("a", "b"), inputs=("c",))
    assert (content.activities[0].advice_count, content.activities[0].input_count) == (6, 3)
    assert content.published == 18
    assert (content.joined, content.contributed) == (30, 21)


def test_sums_that_agree_are_no_contradiction(make: Callable[..., SummaryContent]) -> None:
    assert make().contradictions() == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"received": 100}, "received = published + waiting + hidden"),
        ({"published": 25, "received": 30, "phone": 25}, "published = texts in the activities"),
        ({"hidden_reasons": (ReasonCount("Uklart", 1),)}, "reasons = hidden"),
        ({"approved": 25}, "approved <= published"),
        ({"phone": 0, "paper": 24}, "paper in the activities = paper"),
        ({"table": 1}, "phone + table + paper = published"),
    ],
)
def test_moderation_that_does_not_add_up_is_told(
    make: Callable[..., SummaryContent], change: dict[str, object], rule: str
) -> None:
    content = make()
    broken = replace(content, moderation=replace(content.moderation, **change))  # type: ignore[arg-type]
    assert broken.contradictions() == [rule]


def test_groups_that_cannot_be_are_told(make: Callable[..., SummaryContent]) -> None:
    content = make(groups=2)
    twice = replace(content, groups=(*content.groups, GroupLine(2, "Ledere", None, 1, 0)))
    assert twice.contradictions() == ["positions are 1 to 8 and unique"]
    ghost = replace(content.activities[0], groups=(*content.activities[0].groups, GroupPart(7)))
    assert replace(content, activities=(ghost, content.activities[1])).contradictions() == [
        "every text belongs to a group"
    ]
    busy = replace(content, groups=(content.groups[0], GroupLine(2, "Ledere", None, 1, 5)))
    assert busy.contradictions() == ["contributed <= joined"]
