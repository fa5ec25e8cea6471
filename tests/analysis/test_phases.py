"""Phases are told only where they are those of the session."""

import pytest

from app.analysis.phases import phases_in


def test_the_phases_of_a_note() -> None:
    phases = phases_in("Hver for seg: 3 min stille, 20 minutter runde; 7 min tre råd. Kaffe kl. 10.", 30)

    assert [(phase.label, phase.minutes, phase.starts_at) for phase in phases] == [
        ("stille", 3, 0),
        ("runde", 20, 10),
        ("tre råd", 7, 76.7),
    ]
    assert [phase.letters for phase in phases] == [6, 30, 10]


@pytest.mark.parametrize(
    ("note", "minutes"),
    [
        ("", 30),
        ("30 min samtale", 30),
        ("3 min stille, 20 min runde", 30),
        ("0 min stille, 30 min runde", 30),
        ("Bordverten blir sittende 3 min.", 3),
    ],
)
def test_a_note_that_is_none_of_them(note: str, minutes: int) -> None:
    assert phases_in(note, minutes) == []
