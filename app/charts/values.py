"""What stands in a chart where a number could: the number, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Absence(StrEnum):
    TOO_FEW = "too_few"
    HELD_BACK = "held_back"
    """Not few itself, but with the sum beside it somebody could work out those who are."""
    WITHHELD = "withheld"
    """One of the two, without a word on which."""
    NO_ANSWER = "no_answer"
    MOST = "most"
    """So few and all alike: «de fleste», no 100 %."""
    LEAST = "least"
    """The same of 0 %: «de færreste»."""

    @property
    def is_hidden(self) -> bool:
        return self in _HIDDEN


_HIDDEN = (Absence.TOO_FEW, Absence.HELD_BACK, Absence.WITHHELD)


@dataclass(frozen=True, slots=True)
class Group:
    """A target group. `mark` is its shape and colour, 1 to 8."""

    mark: int
    name: str


def absence_of(value: object) -> Absence | None:
    return value if isinstance(value, Absence) else None


def names_by_reason(found: Iterable[tuple[str, Absence | None]]) -> dict[str, tuple[str, ...]]:
    """Who is hidden, each once, for the sentences below a chart."""
    pairs = tuple(found)
    return {
        str(reason): tuple(dict.fromkeys(name for name, absence in pairs if absence == reason)) for reason in _HIDDEN
    }
