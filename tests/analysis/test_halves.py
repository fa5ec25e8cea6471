"""A text with two thoughts is parted where a sentence ends, nearest the middle."""

import pytest

from app.analysis.halves import halves_of


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Svar raskere. Åpne på søndager.", ("Svar raskere.", "Åpne på søndager.")),
        ("Hei! Svar innen en uke når vi spør? Takk.", ("Hei! Svar innen en uke når vi spør?", "Takk.")),
        ("Uten punktum\nog på to linjer", ("Uten punktum", "og på to linjer")),
        ("Bare én setning.", ("Bare én setning.", "")),
        ("Kl. 10.30 er for tidlig", ("Kl.", "10.30 er for tidlig")),
        ("", ("", "")),
    ],
)
def test_halves(text: str, halves: tuple[str, str]) -> None:
    assert halves_of(text) == halves
