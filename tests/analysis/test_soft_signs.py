"""Signs that may tell who somebody is, or hurt: found where a person would look twice, and not at every corner."""

from pathlib import Path

import pytest

from app.analysis.soft_signs import SignKind, pieces_of, soft_signs
from app.swear_words import OURS

SWEAR_WORDS = frozenset({"faen", "jævla"})
CONTRIBUTIONS = Path(__file__).parent.parent / "data" / "contributions-nb.tsv"


def found(text: str) -> list[tuple[SignKind, str]]:
    return [(sign.kind, text[sign.start : sign.end]) for sign in soft_signs(text, SWEAR_WORDS)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Saksbehandler Kari N. hjalp sønnen min.", "Saksbehandler Kari N."),
        ("Eg snakka med læraren Per Olav Vik.", "læraren Per Olav Vik."),
        ("Dr. Hansen hører ikke etter.", "Dr. Hansen"),
        ("Nabo Čálliid bråker.", "Nabo Čálliid"),
    ],
)
def test_a_name_after_a_title(text: str, sign: str) -> None:
    assert found(text) == [(SignKind.NAME, sign)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Hullet i Storgata 12 B er farlig.", "Storgata 12 B"),
        ("Kari Nordmanns vei 3 er mørk.", "Kari Nordmanns vei 3"),
        ("Brøyt Solbakken 7, og plass 3.", "Solbakken 7"),
        ("Det ligger søppel i Kirkebakken 4.", "Kirkebakken 4"),
    ],
)
def test_a_street_address(text: str, sign: str) -> None:
    assert found(text) == [(SignKind.ADDRESS, sign)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Hun er født 12.03.1985.", "født 12.03.1985"),
        ("Eg er fødd 3. mai 2011.", "fødd 3. mai 2011"),
        ("Far, f. 1.2.51, venter.", "f. 1.2.51"),
        ("Far, 12.3.1951, venter.", "12.3.1951"),
    ],
)
def test_a_date_of_birth(text: str, sign: str) -> None:
    assert found(text) == [(SignKind.BIRTH_DATE, sign)]


def test_a_swear_word_is_a_whole_word_in_any_case() -> None:
    assert found("FAEN, så jævla tregt. Jævlamyra og faenskap er andre ord.") == [
        (SignKind.SWEAR_WORD, "FAEN"),
        (SignKind.SWEAR_WORD, "jævla"),
    ]


def test_what_a_phone_would_have_stopped_is_marked_on_paper() -> None:
    assert found("Ring 99 88 77 66.") == [(SignKind.IDENTIFIER, "99 88 77 66")]


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 19.11.2026, og neste 3. mai.",
        "Læreren på skolen, rektor og legen bør samarbeide.",
        "Bygg 3 boliger og 14 plasser til.",
        "",
    ],
)
def test_ordinary_words_are_not_marked(text: str) -> None:
    assert found(text) == []


def test_of_the_sample_contributions_none_is_marked_in_vain() -> None:
    lines = CONTRIBUTIONS.read_text().splitlines()[1:]

    assert len(lines) > 100
    assert [found(line) for line in lines if found(line)] == []


def test_pieces_are_the_whole_text() -> None:
    text = "Nabo Per, faen, i Storgata 3!"
    pieces = pieces_of(text, soft_signs(text, SWEAR_WORDS))

    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_marked] == ["Nabo Per", "faen", "Storgata 3"]


def test_our_list_holds_single_words_in_lower_case() -> None:
    words = [line for line in OURS.read_text().splitlines() if line and not line.startswith("#")]

    assert len(words) > 50
    assert [word for word in words if word != word.lower() or " " in word] == []
    assert len(words) == len(set(words))
