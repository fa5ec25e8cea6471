"""Takes chosen words out of a text. Pure functions: what was taken out is in nobody's hands afterwards."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_OUTSIDE = ".,;:!?()[]{}«»\"'“”…"
"""Signs round a word that stay when it goes."""


@dataclass(frozen=True)
class Word:
    place: int
    """The first word is 0."""
    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    """Everything between white space, in order."""
    return [Word(place, *match.span(), match.group()) for place, match in enumerate(re.finditer(r"\S+", text))]


def redacted(text: str, chosen: Collection[int], mark: str) -> tuple[str, int]:
    """The text with `mark` in place of the chosen words, those beside each other together, and how many went.

    What was redacted before, and places where no word is, do not count.
    """
    kept = (mark.strip(_OUTSIDE), "")
    words = [word for word in words_of(text) if word.place in chosen and word.text.strip(_OUTSIDE) not in kept]
    runs: list[list[Word]] = []
    for word in words:
        if runs and runs[-1][-1].place == word.place - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    for run in reversed(runs):
        first, last = run[0], run[-1]
        start = first.start + len(first.text) - len(first.text.lstrip(_OUTSIDE))
        end = last.end - (len(last.text) - len(last.text.rstrip(_OUTSIDE)))
        text = text[:start] + mark + text[end:]
    return text, len(words)


def may_have_been(text: str, sent: str, mark: str) -> bool:
    """Whether `sent` could have become `text` by redacting: the same but for what stands at the marks."""
    first, *between = text.split(mark)
    if not between:
        return text == sent
    at, end = len(first), len(sent) - len(between[-1])
    if not (sent.startswith(first) and sent.endswith(between.pop())):
        return False
    for part in between:
        found = sent.find(part, at + 1, end)
        if found < 0:
            return False
        at = found + len(part)
    return at < end
