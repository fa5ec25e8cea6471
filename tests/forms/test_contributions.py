"""What people write, as it is taken in."""

import uuid
from time import process_time

import pytest
from flask import Flask

from app.forms.contributions import clean_text, read_contribution, read_place
from app.models import Activity, Contribution, ContributionKind, utc_now

DIALOGUE = Activity(takes_advice=True, takes_input=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hei  på   deg  ", "Hei på deg"),
        ("en\r\nto\rtre", "en\nto\ntre"),
        ("en\n\n\n\n\nto", "en\n\nto"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x1b", "abc"),
        ("e\u0301n", "én"),
        ("\u202egalt\u202c", "galt"),
        ("👩‍👩‍👧 Čáhci", "👩‍👩‍👧 Čáhci"),
        ("سلام", "سلام"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
        ("\u200b \u2060", ""),
        (" \n\t ", ""),
        ("\ud800", ""),
    ],
)
def test_text_is_cleaned_and_otherwise_left_as_it_is(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_letter_under_a_heap_of_marks_costs_no_time() -> None:
    above, below = "\u0301", "\u0316"

    begun = process_time()
    kept = clean_text("a" + above * 15_000 + below * 15_000 + " b")

    assert process_time() - begun < 1  # 2.5 s with all of them, for 60 kB; minutes for what a form may hold
    assert kept == "á" + above * 29 + " b"


def test_a_good_text_is_taken(app: Flask) -> None:
    key = uuid.uuid4()
    form = read_contribution({"text": " Svar oss. ", "kind": "input", "client_key": str(key)}, DIALOGUE)

    assert form.error is None
    assert (form.text, form.kind, form.client_key) == ("Svar oss.", ContributionKind.INPUT, key)


@pytest.mark.parametrize("key", ["", "not a key", "1"])
def test_a_missing_or_garbled_key_is_replaced(app: Flask, key: str) -> None:
    assert read_contribution({"text": "a", "client_key": key}, DIALOGUE).client_key.version == 4


@pytest.mark.parametrize(("advice", "kind"), [(True, ContributionKind.ADVICE), (False, ContributionKind.INPUT)])
def test_without_a_kind_it_is_what_the_question_asks_for(app: Flask, advice: bool, kind: ContributionKind) -> None:
    activity = Activity(takes_advice=advice, takes_input=True)

    assert read_contribution({"text": "a", "kind": "song"}, activity).kind is kind


def test_an_empty_text_is_told(app: Flask) -> None:
    assert read_contribution({"text": " \n "}, DIALOGUE).error == "Skriv noe først."
    assert read_contribution({}, DIALOGUE).error == "Skriv noe først."


def test_a_thousand_letters_are_taken_and_one_more_is_not(app: Flask) -> None:
    assert read_contribution({"text": "😀" * 1000}, DIALOGUE).error is None

    form = read_contribution({"text": "å" * 1001}, DIALOGUE)
    assert form.error == ("Teksten har 1001 tegn. Det er plass til 1000. Del den gjerne opp: én tanke per innspill.")
    assert form.text == "å" * 1001


def test_personal_data_is_named(app: Flask) -> None:
    form = read_contribution({"text": "Ring 99 99 99 99 eller skriv til a@b.no"}, DIALOGUE)

    assert form.error == (
        "Teksten har et telefonnummer: 99 99 99 99. Teksten har en e-postadresse: a@b.no. "
        "Ta det bort, og send på nytt. Ikke skriv navn eller andre personopplysninger."
    )


def test_a_place_in_the_list_is_read_back(app: Flask) -> None:
    now = utc_now()

    assert read_place(Contribution(id=7, decided_at=now).place) == (now, 7)
    assert Contribution(id=7).place == ""
    for garbled in ("", "1", "1-", "-1", "a-b", "99999999999999999999-1", "1-1-1"):
        assert read_place(garbled) is None
