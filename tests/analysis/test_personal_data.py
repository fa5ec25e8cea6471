"""Hard identifiers are found however they are written, and ordinary numbers are left alone. The ids are synthetic."""

import pytest

from app.analysis.personal_data import Identifier, IdentifierKind, hard_identifiers, is_national_id

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def with_control_digits(nine: str, first_remainder: int = 0) -> str:
    """Completes nine digits, computed apart from the code under test. "" where no control digit fits."""
    first = (first_remainder - sum(w * int(d) for w, d in zip(FIRST_WEIGHTS, nine, strict=True))) % 11
    second = -sum(w * int(d) for w, d in zip(SECOND_WEIGHTS, f"{nine}{first % 10}", strict=True)) % 11
    return "" if first == 10 or second == 10 else f"{nine}{first}{second}"


def some_id(date: str, first_remainder: int = 0) -> str:
    return next(
        found for number in range(100, 999) if (found := with_control_digits(f"{date}{number}", first_remainder))
    )


@pytest.mark.parametrize(
    "date",
    ["010190", "410190", "014190", "016690", "018190", "318090", "719290"],
    ids=["plain", "D-number", "+40", "+65", "+80", "last day", "D-number +80"],
)
@pytest.mark.parametrize("first_remainder", [0, 1, 2, 3], ids=["today", "2032:1", "2032:2", "2032:3"])
def test_national_ids_of_all_series_are_known(date: str, first_remainder: int) -> None:
    if date == "318090":
        date = "319290"  # 31 December, synthetic
    assert is_national_id(some_id(date, first_remainder))


def test_a_wrong_control_digit_or_date_is_no_national_id() -> None:
    right = some_id("010190")
    wrong_digit = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert not is_national_id(wrong_digit)
    assert not is_national_id(some_id("320190"))
    assert not is_national_id(some_id("011390"))
    assert not is_national_id(some_id("010190", first_remainder=4))
    assert not is_national_id(right[:-1])


@pytest.mark.parametrize("written", ["{0}{1}", "{0} {1}", "{0}-{1}", "{0}.{1}", "{0}\u00a0{1}"])
def test_a_national_id_is_found_however_it_is_written(written: str) -> None:
    number = some_id("010190")
    text = written.format(number[:6], number[6:])

    assert hard_identifiers(f"Jeg heter {text}, ring meg") == [Identifier(IdentifierKind.NATIONAL_ID, text)]


def test_a_national_id_is_found_in_pairs_too() -> None:
    number = some_id("010190")
    text = f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}"

    assert hard_identifiers(text) == [Identifier(IdentifierKind.NATIONAL_ID, text)]


@pytest.mark.parametrize("text", ["12345678901", "1234.56.78901", "1234 56 78901", "123456 78901"])
def test_other_groups_of_eleven_digits_are_found(text: str) -> None:
    assert hard_identifiers(f"Betal til {text} nå") == [Identifier(IdentifierKind.ELEVEN_DIGITS, text)]


@pytest.mark.parametrize(
    "text",
    [
        "ola.nordmann@example.no",
        "ola@post.example.com",
        "ola @ example.no",
        "ola(at)example.no",
        "ola (at) example.no",
        "ola [at] example.no",
        "ola krøllalfa example.no",
        "ola krøllalfa example punktum no",
        "OLA@EXAMPLE.NO",
        "kåre@blåbær.no",
    ],
)
def test_email_addresses_are_found(text: str) -> None:
    assert hard_identifiers(f"Skriv til {text}") == [Identifier(IdentifierKind.EMAIL, text)]


@pytest.mark.parametrize(
    "text",
    [
        "99 99 99 99",
        "99999999",
        "999 99 999",
        "22 33 44 55",
        "99.99.99.99",
        "99-99-99-99",
        "+47 99 99 99 99",
        "+4799999999",
        "0047 999 99 999",
        "+46 70 123 45 67",
        "99\u00a099\u00a099\u00a099",
    ],
)
def test_phone_numbers_are_found(text: str) -> None:
    assert hard_identifiers(f"Saksbehandler på telefon {text}.") == [Identifier(IdentifierKind.PHONE, text)]


def test_a_phone_number_in_an_odd_grouping_is_found_after_the_word() -> None:
    assert hard_identifiers("Tlf. 9999 9999") == [Identifier(IdentifierKind.PHONE, "9999 9999")]


@pytest.mark.parametrize(
    "text",
    [
        "Vi brukte 25000000 kroner på hallen.",
        "Budsjettet er 12 500 000 kr.",
        "Møtet 20121119 var bra.",
        "Fra 2012 til 2024 har vi spart 1 000 000.",
        "1 2 3 4 5 6 7 8 9 10 11",
        "Ring 110, 112 eller 113. Servicetorget har 02000.",
        "Vi møttes @ rådhuset i går",
        "Se at kommunen.no virker",
        "Postnummer 2040 Kløfta, gårdsnummer 12/345",
        "Klokka 08.30 til 15.45, den 19.11.2026",
        "45 % av 1 234 svar, 3,14 og 99999999,50",
        "",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert hard_identifiers(text) == []


def test_all_are_told_once_and_in_order() -> None:
    found = hard_identifiers("a@b.no, 99 99 99 99 og a@b.no")

    assert [identifier.text for identifier in found] == ["a@b.no", "99 99 99 99"]


@pytest.mark.parametrize("letter", ["a", "1", "1 ", "a.", "@", "a@", "+", "a (at) "])
def test_a_long_text_is_read_quickly(letter: str) -> None:
    import time

    begun = time.perf_counter()
    hard_identifiers(letter * (5000 // len(letter)))

    assert time.perf_counter() - begun < 0.5
