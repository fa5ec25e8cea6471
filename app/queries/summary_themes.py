"""A question's themes as the summary needs them: how many spoke of each, from where, and who speaks for the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Contribution, ContributionState, Quote, Theme
from app.queries.contributions import STANDS_FOR_ITSELF
from app.queries.theme_groups import people_shown
from app.queries.themes import Sorted, sorted_texts, themes_in


@dataclass(frozen=True)
class Pile:
    """What was said about one theme in a question, or, without a theme, what nobody has sorted yet."""

    theme: Theme | None
    texts: list[Sorted]
    contributions: list[Contribution]
    """Those that stand for themselves and have this as their first theme: what quotes are picked from."""
    quotes: list[Contribution]
    by_group: Mapping[int, int]
    """Texts by target group id; of the groups that may be told apart in this question."""

    @property
    def count(self) -> int:
        return len(self.texts)


def quoted_in(activity: Activity) -> Sequence[int]:
    """Ids of the picked contributions of the activity, whatever became of them since."""
    asked = select(Quote.contribution_id).join(Contribution).where(Contribution.activity_id == activity.id)
    return db.session.scalars(asked).all()


def piles_in(activity: Activity) -> list[Pile]:
    """The themes that something was said about, in their order, and last what is in none. Only what is published."""
    texts = sorted_texts(activity.conference_id, activity)
    standing = _standing_in(activity)
    quoted = set(quoted_in(activity))
    shown = people_shown(activity.conference.target_groups, texts)
    piles = []
    for theme in (*themes_in(activity.conference_id), None):
        here = [text for text in texts if (theme in text.themes if theme else not text.themes)]
        first = [standing[text.id] for text in here if text.id in standing and (text.themes or (None,))[0] is theme]
        if here:
            counts = Counter(text.target_group_id for text in here)
            by_group = {group: counts[group] for group in shown}
            piles.append(Pile(theme, here, first, [each for each in first if each.id in quoted], by_group))
    return piles


def pile_with(contribution: Contribution) -> Pile | None:
    """The pile that a quote of it would stand in. None where it is not published or another one stands for it."""
    return next((pile for pile in piles_in(contribution.activity) if contribution in pile.contributions), None)


def _standing_in(activity: Activity) -> dict[int, Contribution]:
    said = db.session.scalars(
        select(Contribution)
        .options(joinedload(Contribution.target_group))
        .where(
            Contribution.activity_id == activity.id,
            Contribution.state == ContributionState.PUBLISHED,
            STANDS_FOR_ITSELF,
        )
        .order_by(Contribution.submitted_at, Contribution.id)
    )
    return {contribution.id: contribution for contribution in said}
