"""What stands on the pages: the same numbers as in the content, only what is true, in three languages."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.report.content import Finding, FollowUpPart, ResultPart, RulePart, SummaryContent
from app.report.document import html_of
from app.report.faults import NumbersDisagree
from app.report.orders import Cover
from app.report.pdf import pdf_of
from app.report.wording import APP
from tests.charts.samples import GAPS, VOTE
from tests.report.conftest import ADVICE, INPUT

Make = Callable[..., SummaryContent]
STYLES = APP / "static"


def text_of(pdf: Path) -> str:
    return pdf_text(pdf.read_bytes())


def pdf_text(pdf: bytes) -> str:
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"[ \u00a0]+", " ", read.stdout.decode())


def test_totals_in_the_document_are_those_of_the_content(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    content = samples["demo"]
    lines = [line.strip() for line in text_of(draw(content)).splitlines()]
    said = [(part.advice_count, part.input_count, part.published) for part in content.activities]
    whole = tuple(map(sum, zip(*said, strict=True)))
    assert [f"Alle {a} {i} {t}" for a, i, t in (*said, whole)] == [
        line for line in lines if re.fullmatch(r"Alle \d+ \d+ \d+", line)
    ]
    for texts, count in ((ADVICE, whole[0]), (INPUT, whole[1])):
        assert sum(line.startswith(tuple(text[:30] for text in texts)) for line in lines) == count
    assert "60 av 72" in " ".join(lines)


def test_hostile_texts_are_only_texts(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    text = text_of(draw(samples["hostile"]))
    assert "=1+1 og @SUM(A1) og <script>alert(1)</script> & {{ 7 * 7 }}" in text
    assert "Bjelle, null, omvendt, breddeløs, mykbindestrek, merke" in text
    assert "Davvisámegiella: čđŋšŧž ČĐŊŠŦŽ" in text
    assert "tallet 2026" in text
    assert "Første linje" in text
    assert text.count("A") >= 16 * 1000  # wrapped, so that none of them is outside the page
    assert "\u202e" not in text
    assert "□" not in text
    assert "[teikn som ikkje kan skrivast ut]" in text
    missing = re.search(r"(\d+)\s+teikn kunne ikkje visast", text)
    assert missing
    assert int(missing[1]) > 100


def test_headings_of_the_contents_have_page_numbers(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    pages = text_of(draw(samples["demo"])).split("\f")
    listed = re.findall(r"^ *(.+?) ?\.{4,} ?(\d+)$", pages[2], re.MULTILINE)
    assert [name for name, _ in listed][:2] == [
        "Kort sagt",
        "1. Hva forventer du av kommunen når du tar kontakt?",
    ]
    assert len(listed) == 5
    for name, page in listed:
        heading = "Tallene kan etterprøves" if name == "Slik er det gjort" else re.sub(r"^\d+\. |:", "", name)
        assert heading.split()[0] in pages[int(page) - 1]


def words_on_cover(pdf: Path) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom in points, and the word."""
    read = subprocess.run(["pdftotext", "-bbox", "-l", "1", str(pdf), "-"], capture_output=True, text=True, check=True)
    found = re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', read.stdout)
    return [(float(x), float(y), float(right), float(bottom), word) for x, y, right, bottom, word in found]


def test_cover_says_what_when_where_and_what_for(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    said = " ".join(word for *_box, word in words_on_cover(draw(samples["demo"])))
    assert said.startswith(
        "Dette hørte vi Prosjekt Dialog, Solbakken kommune Dialogkonferansen 19. november 2026, kl. 08.30, "
        "Solbakken kulturhus Rådene brukes i omdømmestrategien. Kommunestyret bestemmer i mars. "
    )


@pytest.mark.parametrize(
    ("letters", "purpose", "has_purpose"),
    [
        (10, "Rådene skal brukes. " * 12, True),
        (25, "Rådene skal brukes. " * 8, True),
        (10, "Rådene skal brukes. " * 30, False),
        (60, "Rådene skal brukes.", False),
        (120, "Rådene skal brukes.", False),
    ],
)
def test_nothing_on_the_cover_lies_over_anything_else(
    draw: Callable[[SummaryContent], Path], make: Make, letters: int, purpose: str, has_purpose: bool
) -> None:
    name = ("Navnet " * 18)[:letters]
    content = make(groups=8, joined=3, title=name, organiser=name, place=name, purpose=purpose, advice=("Ja.",))
    longest = tuple(replace(line, name=name[:60]) for line in content.groups)
    content = replace(content, groups=longest if letters == 120 else content.groups)
    words = words_on_cover(draw(content))
    over = [
        (one[4], other[4])
        for place, one in enumerate(words)
        for other in words[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert over == []
    assert all(word[1] > 192 * 72 / 25.4 for word in words)  # below the field of marks
    assert ("brukes." in [word[4] for word in words]) == has_purpose


@pytest.mark.parametrize("cover", ["dark", "light"])
def test_in_short_is_one_page_however_much_there_is_to_say(make: Make, cover: Cover) -> None:
    common = tuple(
        Finding(True, "Alle vil ha svar. " * 50, 3, "Minst 71 % er enige i alle målgrupper.", "") for _ in "abcd"
    )
    gaps = replace(GAPS, rows=tuple(replace(row, label="Et område med et langt navn") for row in GAPS.rows))
    results = (
        ResultPart(1, "Reaksjoner", "", "Enige?", "106 svarte.", findings=common),
        ResultPart(2, "Undersøkelse", "", "Svar", "347 svar.", (gaps,)),
        ResultPart(3, "Avstemning", "", "Regler", "412 av 640 ansatte og ledere stemte.", (VOTE,)),
    )
    rules = tuple(
        RulePart("Løsningsorientert og kunnskapsrik", "Vi leter etter det som er mulig. " * 5) for _ in "abcde"
    )
    now = FollowUpPart(
        "Svar.", 1, "planned", "Alle som var med, får svar på rådene sine. " * 9, "Prosjektleder", date(2027, 1, 31)
    )
    content = make(groups=8, joined=24, planned=24, results=results, rules=rules, purpose="Rådene brukes. " * 25)
    content = replace(content, groups=tuple(replace(line, name=f"{line.name} og andre" * 3) for line in content.groups))

    content = replace(content, activities=tuple(replace(part, follow_ups=(now,) * 3) for part in content.activities))

    pages = pdf_text(pdf_of(html_of(content, cover=cover))).split("\f")

    assert pages[1].strip().startswith("Kort sagt")
    assert "Størst avstand" in pages[1]
    assert pages[1].count("31. januar 2027") == 3
    assert pages[2].strip().startswith("Innhold")
    assert "Hva dette brukes til" in pages[2]  # the cover has no room for it


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
    assert html.count("<li>Råd nummer") == 1500
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


def test_colours_are_the_light_half_of_the_apps_tokens() -> None:
    tokens = (STYLES / "css" / "tokens.css").read_text()
    pairs = re.findall(r"--group-(\d): var\(--light, (#\w+)\) var\(--dark, (#\w+)\)", tokens)
    assert len(pairs) == 8
    css, marks = (STYLES / "report" / "report.css").read_text(), STYLES / "report" / "marks"
    for position, light, _ in pairs:
        assert f".b{position} {{ background: {light} }}" in css
        assert f'fill="{light}"' in (marks / f"{position}.svg").read_text()
        assert f'stroke="{light}"' in (marks / f"{position}-empty.svg").read_text()


def test_marks_of_the_cover_have_the_dark_half() -> None:
    from app.report.marks import SHAPES

    tokens = (STYLES / "css" / "tokens.css").read_text()
    dark = re.findall(r"--group-\d: var\(--light, #\w+\) var\(--dark, (#\w+)\)", tokens)
    assert [SHAPES[position][1] for position in range(1, 9)] == dark


def test_a_question_answered_on_paper_only_does_not_say_by_how_many(make: Make) -> None:
    content = make(groups=3, joined=10)
    on_paper = tuple(replace(part, contributed=0) for part in content.activities)

    assert "fra 21 av 30 som kom." in html_of(content)
    assert "30 som kom." not in html_of(replace(content, activities=on_paper))


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


def test_what_the_hall_reacted_unlike_to_stands_with_the_question_that_it_answers(make: Make) -> None:
    told = "Ansatte er mer enig enn de andre: 11 av 11 mot 17 av 52."
    apart = (Finding(False, ADVICE[0], 2, "", told), Finding(False, "Sagt et annet sted.", 2, "", "Noe annet."))
    agreed = Finding(True, ADVICE[1], 2, "", "Alle er enige.")
    html = html_of(make(results=(ResultPart(9, "Reaksjoner", "", "Enige?", "64 svarte.", findings=(*apart, agreed)),)))

    frames = [frame.partition("</div>")[0] for frame in html.split('<div class="part split">')[1:]]
    assert [(told in frame, "Noe annet." in frame, "Alle er enige." in frame) for frame in frames] == [
        (True, False, False)
    ] * 2  # the sample says the same in both of its questions


def test_a_question_begins_where_the_one_before_ends(draw: Callable[[SummaryContent], Path], make: Make) -> None:
    """With all that opens it; and the head of a page names what goes on there, not what begins there."""
    content = make(groups=2)
    both = tuple(
        replace(part, disagreement="Møter: flere?", words="Det handler om svar.") for part in content.activities
    )
    pages = text_of(draw(replace(content, activities=both))).split("\f")
    (page,) = (page for page in pages if "Spørsmål 1 · Økt 1" in page)

    assert page.lstrip().startswith("Spørsmål 1 ·")
    assert all(
        words in page.partition("Spørsmål 2 · Økt 2")[2]
        for words in ("Hva skal til for at", "Det handler om svar.", "Alle 4 4 8")
    )
