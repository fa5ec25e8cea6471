"""Captions that a browser could not follow are refused, with the line where it goes wrong."""

import pytest

from app.domain.captions import check_captions
from app.domain.errors import Refused
from tests.films import CAPTIONS

CUE = "00:01.000 --> 00:02.000\nHei\n"


@pytest.mark.parametrize(
    "text",
    [
        CAPTIONS,
        "\ufeff" + CAPTIONS,
        CAPTIONS.replace("\n", "\r\n"),
        "WEBVTT - Teksting\nKind: captions\n\nNOTE laget i dag\n\nSTYLE\n::cue { color: white }\n\n1\n" + CUE,
        "WEBVTT\n\n01:00:01.000 --> 01:00:02.500 align:start line:0\n<v Ordføreren>Hei\nalle sammen\n",
        "WEBVTT\n\n" + CUE + "\n" + CUE.replace("Hei", "Samtidig"),
    ],
)
def test_captions_that_can_be_followed(text: str) -> None:
    check_captions(text.encode())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Første linje må være WEBVTT"),
        ("WEBVTTX\n\n" + CUE, "Første linje må være WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHei\n", "SubRip"),
        ("WEBVTT\n", "tom"),
        ("WEBVTT\n\nNOTE bare en merknad\n", "tom"),
        ("WEBVTT\n\nHei\n", "linje 3: Her skulle det stått når"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHei\n", "linje 3: Tiden er ikke skrevet slik"),
        ("WEBVTT\n\n00:01.000-->00:02.000\nHei\n", "linje 3: Tiden er ikke skrevet slik"),
        ("WEBVTT\n\n00:61.000 --> 01:62.000\nHei\n", "linje 3: Tiden er ikke skrevet slik"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHei\n", "linje 3: Teksten slutter før den begynner"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nHei\n\n2\n" + CUE, "linje 7: Tidene går bakover"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n\n" + CUE, "linje 3: Her er en tid uten tekst"),
    ],
)
def test_captions_that_cannot_are_refused_with_their_line(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_captions(text.encode())


def test_captions_in_another_coding_are_refused() -> None:
    with pytest.raises(Refused, match="UTF-8"):
        check_captions(CAPTIONS.replace("Velg", "Først").encode("latin-1"))
