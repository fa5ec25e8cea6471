"""What a row of the queue shows beside its contribution: signs in its text, others like it, who is at it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.analysis.redaction import words_of
from app.analysis.soft_signs import Piece, SignKind, pieces_of, soft_signs
from app.live.pieces import facts_of
from app.live.similar import Likeness, likenesses_of
from app.models import Contribution, Look, Theme
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
    people, looks, themes = said_by(list(marks)), looks_at(list(marks)), _themes_of(contributions)
    return {
        "marks": marks,
        "alike": alike,
        "said_by": people,
        "looks": looks,
        "unmarked": unmarked,
        "themes_of": themes,
        "shows": {
            one.id: (
                _words_shown(one, alike.get(one.id)),
                marks[one.id],  # the list of words may be another one, and the text the same
                people.get(one.id),
                _lookers(looks.get(one.id, ())),
                _names(themes.get(one.id, ())),
            )
            for one in contributions
        },
    }


def _words_shown(one: Contribution, like: Likeness | None) -> Hashable:
    return (
        facts_of(one),
        facts_of(one.target_group),
        facts_of(one.activity),
        one.table and facts_of(one.table),
        one.answered_by and one.answered_by.name,
        like and (like.is_nearly_the_same, facts_of(like.contribution)),
    )


def _lookers(looks: Sequence[Look]) -> Hashable:
    return tuple((look.account_id, look.account.name, look.at) for look in looks)


def _names(themes: Sequence[Theme]) -> Hashable:
    return tuple(theme.name for theme in themes)


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
