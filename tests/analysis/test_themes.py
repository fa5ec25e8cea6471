"""A theme is suggested where a word begins with one of its stems, and the stem is told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.themes import Suggestion, suggested_themes

THEMES = {
    "Svar og forutsigbarhet": ["svar", "frist"],
    "Én vei inn": ["kontaktperson", "én vei"],
    "Språk og tilgjengelighet": ["nynorsk", "språk", "Øy"],
    "Tomt": ["", "  "],
}


def test_a_suggestion_says_which_stem_and_which_word() -> None:
    assert suggested_themes("Eg vil ha svar på nynorsk når eg skriv nynorsk.", THEMES) == [
        Suggestion("Svar og forutsigbarhet", "svar", "svar"),
        Suggestion("Språk og tilgjengelighet", "nynorsk", "nynorsk"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SVARFRISTEN er for lang", "SVARFRISTEN"),
        ("Gi oss «Svaret»!", "Svaret"),
        ("e-post/svartid", "svartid"),
        ("Hva er fristene?", "fristene"),
    ],
)
def test_a_stem_is_the_beginning_of_a_word(text: str, word: str) -> None:
    assert [suggestion.word for suggestion in suggested_themes(text, THEMES)] == [word]


@pytest.mark.parametrize("text", ["ansvar", "Forsvaret", "øl", "nynazi", "", "svær", "én annen vei"])
def test_a_stem_inside_a_word_or_with_another_letter_is_none(text: str) -> None:
    assert suggested_themes(text, THEMES) == []


def test_norwegian_letters_have_two_cases_and_two_spellings() -> None:
    for text in ("ØYA vår", "øya vår", unicodedata.normalize("NFD", "SPRÅKET")):
        assert [suggestion.theme for suggestion in suggested_themes(text, THEMES)] == ["Språk og tilgjengelighet"]
    assert suggested_themes("SPRÅKET", {"x": [unicodedata.normalize("NFD", "språk")]}) != []


def test_a_stem_of_several_words_bears_any_space_between() -> None:
    assert suggested_themes("Vi trenger Én  vei\ninn", THEMES) == [Suggestion("Én vei inn", "én vei", "Én  vei")]


def test_a_stem_is_text_and_not_a_pattern() -> None:
    assert suggested_themes("bil", {"x": ["b.l", "(", "b*"]}) == []
    assert suggested_themes("c++ og (", {"x": ["c++"]}) == [Suggestion("x", "c++", "c++")]


@given(st.lists(st.text("abå", min_size=1, max_size=4), max_size=6), st.text("abå", min_size=1, max_size=3))
def test_a_theme_is_suggested_exactly_where_a_word_begins_so(words: list[str], stem: str) -> None:
    beginning = [word for word in words if word.startswith(stem)]

    assert suggested_themes(" ".join(words), {"x": [stem.upper()]}) == [
        Suggestion("x", stem.upper(), word) for word in beginning[:1]
    ]
