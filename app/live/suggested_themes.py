"""Which themes a contribution may belong to, and why: their words stand in it, or it is like one that was sorted.

For those who sort alone. A suggestion is shown as one; nothing is ever sorted by itself (METHODS.md, 5).
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.analysis.themes import suggested_themes
from app.live.similar import likenesses_of
from app.models import Contribution
from app.queries.themes import roots_in, stems_in, themes_by_contribution


@dataclass
class Hint:
    """Why a theme is suggested."""

    words: list[str]
    """As they stand in the text; none where only the other is the reason."""
    like: Contribution | None = None
    """One that says nearly the same, and lies there."""


def hints_for(contribution: Contribution, but: Collection[int] = ()) -> dict[int, Hint]:
    """By theme id, without those `but` that it is in already."""
    conference_id = contribution.activity.conference_id
    hints: dict[int, Hint] = {}
    for found in suggested_themes(contribution.text, stems_in(conference_id)):
        hints.setdefault(found.theme[0], Hint([])).words.append(found.word)
    like = likenesses_of([contribution]).get(contribution.id)
    if like is not None:
        for theme in themes_by_contribution(conference_id, [like.contribution.id]).get(like.contribution.id, ()):
            hints.setdefault(theme.id, Hint([])).like = like.contribution
    return {id: hint for id, hint in hints.items() if id not in but and id in roots_in(conference_id)}
