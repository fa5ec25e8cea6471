"""What a row of the queue shows beside its contribution: signs in its text, others like it, who is at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.analysis.redaction import words_of
from app.analysis.soft_signs import Piece, SignKind, pieces_of, soft_signs
from app.live.similar import likenesses_of
from app.models import Contribution
from app.queries.contribution_looks import looks_at
from app.queries.merged_contributions import said_by
from app.queries.themes import Kept, themes_by_contribution
from app.swear_words import swear_words


@dataclass(frozen=True)
class Marks:
    """A text with its signs. `kinds` is empty where there are none."""

    pieces: tuple[Piece, ...]
    kinds: tuple[SignKind, ...]


def rows_context(contributions: Sequence[Contribution]) -> dict[str, Any]:
    words = swear_words()
    marks = {contribution.id: marks_of(contribution.text, words) for contribution in contributions}
    alike = likenesses_of(contributions)
    unmarked = [one for one in contributions if one.is_waiting and not marks[one.id].kinds and one.id not in alike]
    return {
        "marks": marks,
        "alike": alike,
        "said_by": said_by([one.id for one in contributions]),
        "looks": looks_at([one.id for one in contributions]),
        "unmarked": unmarked,
        "themes_of": _themes_of(contributions),
    }


def _themes_of(contributions: Sequence[Contribution]) -> Kept:
    if not contributions:
        return {}
    return themes_by_contribution(contributions[0].activity.conference_id, [one.id for one in contributions])


@lru_cache(maxsize=2048)  # a queue is drawn five times a second, and its texts stay the same
def marks_of(text: str, words: frozenset[str]) -> Marks:
    signs = soft_signs(text, words)
    kinds = dict.fromkeys(sign.kind for sign in signs)
    return Marks(tuple(pieces_of(text, signs)), tuple(kinds))


def words_that_are_marked(contribution: Contribution) -> set[int]:
    """The places of the words that tell who somebody may be."""
    signs = [sign for sign in soft_signs(contribution.text, swear_words()) if sign.kind is not SignKind.SWEAR_WORD]
    return {
        word.place
        for word in words_of(contribution.text)
        if any(sign.start < word.end and word.start < sign.end for sign in signs)
    }
