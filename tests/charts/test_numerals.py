"""Numbers as each language writes them."""

import pytest
from babel.numbers import format_decimal, format_percent

from app.charts.numerals import Numerals

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("1\xa0148", "−1,4", "−23", "+3", "65\xa0%")),
        ("nn", ("1\xa0148", "−1,4", "−23", "+3", "65\xa0%")),
        ("en", ("1,148", "−1.4", "−23", "+3", "65%")),
    ],
)
def test_decimal_sign_thousands_and_percent_follow_the_language(language: str, expected: tuple[str, ...]) -> None:
    write = Numerals(language)
    written = (write.number(1148), write.number(-1.35, 1), write.number(-23), write.signed(3), write.percent(268, 412))
    assert written == expected


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("value", [0, 7, 999, 1000, 12345, 1234567])
def test_whole_numbers_are_written_as_unicodes_tables_say(language: str, value: int) -> None:
    assert Numerals(language).number(value) == format_decimal(value, locale=LOCALES[language])


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("share", [0, 7, 100])
def test_shares_too(language: str, share: int) -> None:
    assert Numerals(language).percent(share, 100) == format_percent(share / 100, locale=LOCALES[language])


@pytest.mark.parametrize(("value", "written"), [(0.5, "1"), (2.5, "3"), (-2.5, "−3"), (-0.4, "0"), (0, "0")])
def test_half_is_rounded_away_from_zero_and_nothing_is_minus_nothing(value: float, written: str) -> None:
    assert Numerals("nb").number(value) == written


def test_a_gap_that_rounds_to_nothing_has_no_sign() -> None:
    assert [Numerals("nb").signed(value) for value in (0.4, -0.4, 0)] == ["0", "0", "0"]


def test_a_share_is_rounded_from_whole_numbers_and_of_nobody_is_nothing() -> None:
    write = Numerals("nb")
    assert [write.percent(*pair) for pair in ((1, 200), (1, 201), (0, 0), (7, 7))] == [
        "1\xa0%",
        "0\xa0%",
        "0\xa0%",
        "100\xa0%",
    ]


def test_for_ears_minus_is_a_word() -> None:
    assert Numerals("nb").spoken(-1.35, 1) == "minus 1,4"


@pytest.mark.parametrize(
    ("language", "written"), [("nb", "én tre tolv 13"), ("nn", "éin tre tolv 13"), ("en", "one three twelve 13")]
)
def test_a_sentence_has_small_numbers_in_words(language: str, written: str) -> None:
    assert " ".join(Numerals(language).words(count) for count in (1, 3, 12, 13)) == written
