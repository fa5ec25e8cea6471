"""What the document says: only what is true, and how it was done, in three languages."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.report.content import Finding, ResultPart, SummaryContent
from app.report.document import html_of
from app.report.faults import NumbersDisagree
from tests.report.conftest import ADVICE

Make = Callable[..., SummaryContent]


def test_only_what_is_true_is_said(make: Make, samples: dict[str, SummaryContent]) -> None:
    demo, nothing = html_of(samples["demo"]), html_of(samples["nothing"])
    for words in (
        "Hvordan det ble sagt",
        "Hvem som var med",
        "Personopplysninger: 2",
    ):
        assert words in demo
        assert words not in nothing
    assert "Tegn som mangler" not in demo
    assert "Hva som ikke er trykt" not in demo
    assert "Demo. Innspill" not in html_of(make(is_demo=False))


def test_what_is_not_printed_is_counted_and_said(make: Make) -> None:
    html = html_of(make(groups=2, advice=tuple(f"Råd nummer {n}" for n in range(500)), inputs=()))
    assert html.count('<li dir="auto">Råd nummer') == 1500
    assert "Her står 1\xa0500 av 2\xa0000" in html
    assert html.count("125 til fra denne målgruppa") == 4


def test_question_that_asks_for_one_kind_has_one_column(make: Make) -> None:
    content = make(groups=1, inputs=())
    asked = tuple(replace(part, asks_input=False) for part in content.activities)
    html = html_of(replace(content, activities=asked))
    assert html.count('<th scope="col" class="n">Innspill</th>') == 1  # in short; not with the questions
    assert "2 råd fra 7 av 10" in html


@pytest.mark.parametrize(("planned", "words"), [(None, ">10<"), (12, "10 av 12"), (8, "10 (plass til 8)")])
def test_who_came_of_those_there_was_room_for(make: Make, planned: int | None, words: str) -> None:
    assert words in html_of(make(groups=1, planned=planned))


def test_long_rows_become_bars_for_every_group(make: Make) -> None:
    assert 'class="bar' not in html_of(make(planned=24))
    large = html_of(make(groups=2, planned=25))
    assert large.count('class="bar b1') == 2
    assert 'class="mark m1-empty"' not in large


def test_sums_that_do_not_agree_make_no_document(make: Make) -> None:
    content = make()
    with pytest.raises(NumbersDisagree, match="received"):
        html_of(replace(content, moderation=replace(content.moderation, received=0)))


@pytest.mark.parametrize(
    ("language", "title"), [("nb", "Dette hørte vi"), ("nn", "Dette høyrde vi"), ("en", "What we heard")]
)
def test_document_speaks_its_language(make: Make, language: str, title: str) -> None:
    html = html_of(make(language=language))
    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html
    assert ("19 November 2026, 08:30" if language == "en" else "19. november 2026, kl. 08.30") in html


@pytest.mark.parametrize(
    ("approved", "words"),
    [
        (8, "har lest og godkjent alle råd og innspill som vises."),
        (0, "Råd og innspill ble vist med en gang."),
        (5, "har lest og godkjent 5 av de 8 som vises. Resten, 3, ble vist med en gang"),
    ],
)
def test_who_approved_is_said_from_what_was_done(make: Make, approved: int, words: str) -> None:
    content = make(groups=1)

    assert words in html_of(replace(content, moderation=replace(content.moderation, approved=approved)))


def test_what_the_hall_reacted_unlike_to_stands_with_the_question_that_it_answers(make: Make) -> None:
    told = "Ansatte er mer enig enn de andre: 11 av 11 mot 17 av 52."
    apart = (Finding(False, ADVICE[0], 2, "", told), Finding(False, "Sagt et annet sted.", 2, "", "Noe annet."))
    agreed = Finding(True, ADVICE[1], 2, "", "Alle er enige.")
    html = html_of(make(results=(ResultPart(9, "Reaksjoner", "", "Enige?", "64 svarte.", findings=(*apart, agreed)),)))

    assert f'Næringsliv</p>\n<p class="small">{told}</p>' in html  # whose words they are, and who agrees more with them
    frames = [frame.partition("</div>")[0] for frame in html.split('<div class="part split">')[1:]]
    assert [(told in frame, "Noe annet." in frame, "Alle er enige." in frame) for frame in frames] == [
        (True, False, False)
    ] * 2  # the sample says the same in both of its questions
