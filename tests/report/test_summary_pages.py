"""What stands on the pages of the PDF: the same numbers as in the content, each page where it belongs."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.charts.bars import Bar
from app.report.content import Finding, FollowUpPart, GroupCount, ResultPart, RulePart, SummaryContent, ThemePart
from app.report.document import html_of
from app.report.orders import Cover
from app.report.pdf import pdf_of
from tests.charts.samples import GAPS, GAPS_BY_GROUP, IMPORTANCE, SCALE, SUPPORT, VOTE, bar_chart
from tests.report.conftest import ADVICE, INPUT

FOOT = 297 / 25.4 * 72 - 62
"""Where the text of a page ends, in points."""
Make = Callable[..., SummaryContent]


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
    listed = re.findall(r"^ *(.+?) ?\.{4,} ?(\d+)$", pages[1], re.MULTILINE)  # below, where there is room
    assert [name for name, _ in listed][:2] == [
        "Kort sagt",
        "1. Hva forventer du av kommunen når du tar kontakt?",
    ]
    assert len(listed) == 5
    for name, page in listed:
        heading = "Tallene kan etterprøves" if name == "Slik er det gjort" else re.sub(r"^\d+\. |:", "", name)
        assert heading.split()[0] in pages[int(page) - 1]


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


def test_pages_are_filled_though_no_picture_is_cut(
    draw: Callable[[SummaryContent], Path], samples: dict[str, SummaryContent]
) -> None:
    """A survey with a chart for each area, and reactions: their pictures alone are half a page together."""
    by_group = replace(GAPS_BY_GROUP, rows=GAPS_BY_GROUP.rows[:4] * 2)
    area = tuple(replace(by_group, title=f"Område {number}") for number in range(6))
    survey = ResultPart(
        0,
        "Undersøkelse",
        "",
        "Dette svarte dere",
        "347 svar.",
        (GAPS, *area, IMPORTANCE, SCALE),
        words="Folk venter mer.",
    )
    found = tuple(
        Finding(number < 2, "Svar innen en uke, også når det tar tid.", 1, "Minst 80 %.", "Minst 80 %: 8 av 10.")
        for number in range(6)
    )
    reactions = ResultPart(3, "Reaksjoner", "", "Enig eller uenig?", "64 svarte.", (SUPPORT,), findings=found)
    pdf = draw(replace(samples["demo"], results=(survey, reactions)))
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True).stdout
    lowest = [
        max(y for y in map(float, re.findall(r'yMax="([\d.]+)"', page)) if y < FOOT)
        for page in boxes.split("<page ")[3:-2]
    ]

    assert len(lowest) > 8
    assert min(lowest) > 0.6 * FOOT


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


def test_groups_that_said_one_thing_each_do_not_have_to_stand_together(
    draw: Callable[[SummaryContent], Path], make: Make
) -> None:
    """Chained to each other they would leave most of a page empty before them."""
    pages = text_of(draw(make(groups=8, advice=ADVICE[:1], inputs=INPUT[:1]))).split("\f")
    (page,) = (page for page in pages if "Råd og innspill på spørsmål 2" in page)

    before, _, after = page.partition("Råd og innspill på spørsmål 2")
    assert ADVICE[0] in before
    assert ADVICE[0] in after


def test_a_table_goes_on_over_the_page_with_its_head_and_its_name(
    draw: Callable[[SummaryContent], Path], make: Make
) -> None:
    """Never with a row alone, and the sentence after it never without a row."""
    bars = tuple(Bar(f"Regel {number}", 60 - number) for number in range(40))
    votes = ResultPart(
        1, "Avstemning", "", "Hvilke?", "Alle.", (bar_chart(bars, None, "Stemmer"),), ("Tallene gjelder alle.",)
    )
    first, *_between, last = (
        page for page in text_of(draw(make(results=(votes,)))).split("\f") if re.search(r"Regel \d+ \d+\n", page)
    )

    top, head, row, *_rest = (line.strip() for line in last.splitlines() if line.strip())
    assert (top, head) == ("Avstemning · Stemmer", "Leveregel Stemmer")
    assert row.startswith("Regel ")
    assert "Regel 38 22\n" in last
    assert "Regel 39 21\n" in last.partition("Tallene gjelder alle.")[0]
    assert "Regel 1 59\n" in first


def test_the_method_begins_where_the_appendix_ends(draw: Callable[[SummaryContent], Path], make: Make) -> None:
    pages = text_of(draw(make(groups=1))).split("\f")
    (page,) = (page for page in pages if "Tallene kan etterprøves" in page)

    assert ADVICE[0] in page.partition("Tallene kan etterprøves")[0]


def test_a_small_table_is_whole(draw: Callable[[SummaryContent], Path], make: Make) -> None:
    """The third would be cut in three and three rows."""
    charts = tuple(
        bar_chart(tuple(Bar(f"Valg {letter}{row} her", 60 - row) for row in range(6)), None, f"Sak {letter}")
        for letter in "ABCDEFGHIJ"
    )
    votes = ResultPart(1, "Avstemning", "", "Hvilke?", "Alle.", charts, words="Et ord.\n\n" * 9)
    pages = text_of(draw(make(results=(votes,)))).split("\f")

    for letter in "ABCDEFGHIJ":
        rows = {tuple(page.count(f"Valg {letter}{number} her") for page in pages) for number in range(6)}
        assert len(rows) == 1, f"the table of {letter} is cut"


def test_themes_begin_where_there_is_room_for_their_picture(draw: Callable[[SummaryContent], Path], make: Make) -> None:
    """Their table does not take it along to the next page."""
    content = make(groups=8)
    by_group = tuple(GroupCount(group.position, 1) for group in content.groups)
    themes = tuple(ThemePart(f"Tema {letter}", 8, by_group) for letter in "abcdefgh")
    everywhere = (tuple(range(1, 9)), ())
    numbered = tuple(
        replace(
            part,
            themes=themes,
            unsorted=part.published - 8,
            groups=tuple(replace(group, advice_themes=everywhere) for group in part.groups),
        )
        for part in content.activities
    )
    pages = text_of(draw(replace(content, activities=numbered))).split("\f")
    (page,) = (page for page in pages if "Spørsmål 1 · Økt 1" in page)

    assert "Tema h" in page
