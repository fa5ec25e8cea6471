"""A question's themes as the summary needs them: how many spoke of each, from where, and who speaks for the others."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Activity, Conference, Contribution, ContributionState, Quote, Theme
from app.queries.contributions import STANDS_FOR_ITSELF, in_programme
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


def piles_in(activity: Activity) -> list[Pile]:
    """The themes that something was said about, in their order, and last what is in none. Only what is published."""
    standing = _standing(Contribution.activity_id == activity.id)
    quoted = set(db.session.scalars(_QUOTED.where(Contribution.activity_id == activity.id)))
    texts = sorted_texts(activity.conference_id, activity)
    return _piles(activity.conference, themes_in(activity.conference_id), texts, standing, quoted)


def quoted_piles_of(conference: Conference) -> dict[int, list[Pile]]:
    """Those of every activity, by its id, in as many questions for one as for ten: only what is quoted is loaded."""
    quoted = set(db.session.scalars(_QUOTED.join(Contribution.activity).where(in_programme(conference.id))))
    standing = _standing(Contribution.id.in_(quoted))
    themes = themes_in(conference.id)
    texts: dict[int, list[Sorted]] = {}
    for text in sorted_texts(conference.id):
        texts.setdefault(text.activity_id, []).append(text)
    return {activity: _piles(conference, themes, said, standing, quoted) for activity, said in texts.items()}


def pile_with(contribution: Contribution) -> Pile | None:
    """The pile that a quote of it would stand in. None where it is not published or another one stands for it."""
    return next((pile for pile in piles_in(contribution.activity) if contribution in pile.contributions), None)


_QUOTED = select(Quote.contribution_id).join(Contribution)


def _piles(
    conference: Conference,
    themes: list[Theme],
    texts: list[Sorted],
    standing: Mapping[int, Contribution],
    quoted: Collection[int],
) -> list[Pile]:
    shown = people_shown(conference.target_groups, texts)
    piles = []
    for theme in (*themes, None):
        here = [text for text in texts if (theme in text.themes if theme else not text.themes)]
        first = [standing[text.id] for text in here if text.id in standing and (text.themes or (None,))[0] is theme]
        if here:
            counts = Counter(text.target_group_id for text in here)
            by_group = {group: counts[group] for group in shown}
            piles.append(Pile(theme, here, first, [each for each in first if each.id in quoted], by_group))
    return piles


def _standing(which: ColumnElement[bool]) -> dict[int, Contribution]:
    """Published, and standing for themselves, oldest first."""
    said = db.session.scalars(
        select(Contribution)
        .options(joinedload(Contribution.target_group))
        .where(which, Contribution.state == ContributionState.PUBLISHED, STANDS_FOR_ITSELF)
        .order_by(Contribution.submitted_at, Contribution.id)
    )
    return {contribution.id: contribution for contribution in said}
