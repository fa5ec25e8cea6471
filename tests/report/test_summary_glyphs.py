import html
import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from app.report.fonts import characters_of, font_file, require_fonts
from app.report.glyphs import Glyphs

LETTERS = characters_of("Inter")
EMOJI = characters_of("Noto Color Emoji")
LEFT_OUT = "[tegn som mangler]"
IN_A_SPAN = re.compile(r'<span class="emoji">(.*?)</span>', re.DOTALL)


def shown(text: str) -> str:
    return Glyphs(LETTERS, EMOJI, LEFT_OUT).block(text)


def test_the_fonts_are_installed() -> None:
    require_fonts()
    assert EMOJI
    assert font_file("A typeface that nobody has") is None


def test_the_heavier_weights_have_the_same_letters() -> None:
    """Headings are set in Inter Display, then Inter, so that Inter's letters are enough for them too."""
    regular = font_file("Inter")
    assert regular
    heavier = [regular.with_name(f"Inter-{weight}.otf") for weight in ("SemiBold", "Bold")]
    for path in heavier:
        with TTFont(path, lazy=True) as font:
            assert frozenset(font.getBestCmap()) >= LETTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Davvisámegiella čđŋšŧž ČĐŊŠŦŽ", "Davvisámegiella čđŋšŧž ČĐŊŠŦŽ"),
        ("a\u030a blir å", "å blir å"),
        (
            "bjelle\x07 null\x00 bredde\u200bløs myk\u00adbindestrek \ufeffmerke",
            "bjelle null breddeløs mykbindestrek merke",
        ),
        ("\u202eomvendt\u202c \u2066skjult\u2069", "omvendt skjult"),
        ("<script>alert('&')</script>", "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"),
        ("en\r\n\r\n \r\n\r\nto\u2028tre\tfire", "en\n\nto\ntre fire"),
        ("  \n \n", ""),
    ],
)
def test_text_is_cleaned(text: str, expected: str) -> None:
    glyphs = Glyphs(LETTERS, EMOJI, LEFT_OUT)
    assert str(glyphs.block(text)) == expected
    assert glyphs.unshown == 0


@pytest.mark.parametrize("emoji", ["👍🏽", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇳🇴", "❤️", "1️⃣", "👨🏽‍❤️‍👨"])
def test_one_emoji_is_one_span(emoji: str) -> None:
    assert shown(f"a{emoji}b") == f'a<span class="emoji">{emoji}</span>b'


def test_digits_and_signs_that_inter_has_stay_in_inter() -> None:
    assert shown("2026 # * © ™ ❤ → ✓") == "2026 # * © ™ ❤ → ✓"


def test_what_no_font_has_is_replaced_and_counted() -> None:
    glyphs = Glyphs(LETTERS, EMOJI, LEFT_OUT)
    assert glyphs.line("Hei 中文 日本語 העברית og العربية!") == f"Hei {LEFT_OUT} og {LEFT_OUT}!"
    assert glyphs.unshown == 2 + 3 + 6 + 7


def test_without_an_emoji_font_they_are_replaced_and_counted() -> None:
    glyphs = Glyphs(LETTERS, frozenset(), LEFT_OUT)
    assert glyphs.line("Bra 👍 da") == f"Bra {LEFT_OUT} da"
    assert glyphs.unshown == 1


def test_letter_with_a_tower_of_marks_keeps_two() -> None:
    assert len(unicodedata.normalize("NFD", shown("Q" + "\u0307" * 40))) == 3


def test_plain_text_has_no_emoji_and_counts_nothing() -> None:
    glyphs = Glyphs(LETTERS, EMOJI, LEFT_OUT)
    assert glyphs.plain("Buss 🚌 <eller> 中") == f"Buss <eller> {LEFT_OUT}"
    assert glyphs.plain("🚌") == LEFT_OUT
    assert glyphs.unshown == 0


@given(st.text(max_size=80))
def test_whatever_is_written_only_known_characters_are_left(text: str) -> None:
    cleaned = shown(text)
    emoji = "".join(IN_A_SPAN.findall(cleaned))
    letters = html.unescape(IN_A_SPAN.sub("", cleaned))
    assert {ord(char) for char in letters} <= LETTERS | {ord("\n")}
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") for char in letters if char != "\n")
    assert {ord(char) for char in emoji} <= EMOJI | {0xFE0F}
