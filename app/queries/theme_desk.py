"""What somebody who sorts into themes has before them: how much is left, what is next, what lies where."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Conference, Contribution, Theme
from app.queries.contributions import contribution_of
from app.queries.merged_contributions import with_merged
from app.queries.themes import Sorted, ThemePile, piles_of, sorted_texts, themes_in

LISTED = 40
"""So many of a pile are shown before somebody asks for all."""


@dataclass(frozen=True)
class Desk:
    """In texts, as every other figure of themes: one that stands for two counts two."""

    piles: list[ThemePile]
    texts: list[Sorted]
    contribution: Contribution | None
    """What is to be sorted now; None when nothing is left, or there is nothing at all."""

    @property
    def total(self) -> int:
        return len(self.texts)

    @property
    def left(self) -> int:
        return sum(not text.themes for text in self.texts)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Those that the contribution is in already."""
        here = self.contribution.id if self.contribution else None
        return next((text.themes for text in self.texts if text.id == here), ())

    @property
    def stood_for(self) -> list[Contribution]:
        """Those that the contribution stands for."""
        if self.contribution is None:
            return []
        return [each for each in with_merged(self.contribution) if each is not self.contribution]

    def pile_of(self, theme: Theme | None) -> ThemePile | None:
        return next((pile for pile in self.piles if pile.theme is theme), None)


def desk_of(conference: Conference, at: int | None = None, after: int | None = None) -> Desk:
    """With the contribution `at`, where it can be sorted; else the next one that is not sorted, the oldest first, from
    the one `after` on and then from the beginning."""
    texts = sorted_texts(conference.id)
    cards = [text for text in texts if text.id == text.root_id]
    chosen = at if any(card.id == at for card in cards) else _next(cards, after)
    contribution = contribution_of(conference, chosen) if chosen is not None else None
    return Desk(piles_of(themes_in(conference.id), texts), texts, contribution)


def _next(cards: list[Sorted], after: int | None) -> int | None:
    place = next((place for place, card in enumerate(cards) if card.id == after), -1) + 1
    return next((card.id for card in cards[place:] + cards[:place] if not card.themes), None)


def contributions_in(pile: ThemePile, limit: int | None = LISTED) -> list[Contribution]:
    """The newest first; all of them without a limit."""
    ids: Collection[int] = pile.contribution_ids[::-1][:limit]
    rows = db.session.scalars(
        select(Contribution).options(joinedload(Contribution.target_group)).where(Contribution.id.in_(ids))
    )
    found = {contribution.id: contribution for contribution in rows}
    return [found[id] for id in ids]
