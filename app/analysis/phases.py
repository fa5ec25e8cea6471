"""The phases of a session, read out of what the facilitator noted: «3 min stille, 20 min runde, 7 min tre råd»."""

import re
from dataclasses import dataclass

_PHASE = re.compile(r"(\d{1,3}) ?min(?:\.|utt|utter|uttar|utes?)? ([^\W\d_][^,;:.\n\d]*)", re.IGNORECASE)
LETTERS = 46
"""So many stand beside each other under the whole bar."""


@dataclass(frozen=True)
class Phase:
    label: str
    minutes: int
    starts_at: float
    """In percent of the session."""
    letters: int
    """So many of the label's have room under its part of the bar."""


def phases_in(note: str, minutes: int) -> list[Phase]:
    """Empty where the note names fewer than two, or where theirs are not the minutes of the session."""
    found = [(int(length), label.strip()) for length, label in _PHASE.findall(note)]
    if len(found) < 2 or not all(length for length, _label in found) or sum(length for length, _ in found) != minutes:
        return []
    phases, begun = [], 0
    for length, label in found:
        letters = max(LETTERS * length // minutes, 6)
        phases.append(Phase(label, length, round(100 * begun / minutes, 1), letters))
        begun += length
    return phases
