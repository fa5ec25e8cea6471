"""Texts broken and cut by the widths of Inter."""

import pytest
from fontTools.ttLib import TTFont

from app.charts.lettering import ELLIPSIS, lines_of, paragraph, width_of
from app.report.fonts import font_file
from tests.charts.samples import LONG, WORD


@pytest.mark.parametrize("text", [LONG, WORD, "Løsningsorientert", "1 148", "Frivillige organisasjoner", "100 %"])
def test_a_width_is_that_of_the_font(text: str) -> None:
    path = font_file("Inter")
    assert path
    font = TTFont(path)
    letters, advances = font.getBestCmap(), font["hmtx"]
    real = sum(advances[letters[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm * 20

    assert real <= width_of(text, 20) <= real * 1.08  # that of weight 600 is 2 to 4 % more


def test_lines_are_broken_between_words_and_none_is_wider_than_the_room() -> None:
    lines = lines_of(LONG, 300, 14, most=20)

    assert " ".join(lines) == LONG
    assert all(width_of(line, 14) <= 300 for line in lines)


def test_what_has_no_room_is_cut_and_the_whole_is_kept() -> None:
    cut = paragraph(LONG, 300, 14, most=2)

    assert len(cut.lines) == 2
    assert cut.lines[1].endswith(ELLIPSIS)
    assert all(width_of(line, 14) <= 300 for line in cut.lines)
    assert {line.whole for line in cut.placed(0, 0)} == {LONG}
    assert {line.whole for line in paragraph("Kort", 300, 14).placed(0, 0)} == {""}


def test_a_word_that_is_too_long_is_broken_inside() -> None:
    lines = lines_of(WORD, 100, 14, most=9)

    assert "".join(lines) == WORD
    assert all(width_of(line, 14) <= 100 for line in lines)


@pytest.mark.parametrize("text", ["", "   ", "W"])
def test_nothing_and_no_room_end_well(text: str) -> None:
    assert len(lines_of(text, 1, 14)) == 1
