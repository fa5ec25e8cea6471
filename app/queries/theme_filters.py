"""Which contributions are about a theme, for whoever looks at a part of the queue."""

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from app.analysis.themes import suggested_themes
from app.extensions import db
from app.models import Activity, Contribution, ContributionState, ContributionTheme, Theme


def is_about(theme_id: int) -> ColumnElement[bool]:
    """Sorted into it, or into one that it stands for. What waits nobody has sorted yet: there its words decide."""
    own = select(Theme.id, Theme.conference_id, Theme.stems).where(Theme.id == theme_id).cte("family", recursive=True)
    child = aliased(Theme)
    merged = child.merged_into_id == own.c.id
    family = own.union_all(select(child.id, child.conference_id, child.stems).where(merged))
    sorted_into = select(ContributionTheme.contribution_id).join(family, family.c.id == ContributionTheme.theme_id)
    rows = db.session.execute(select(family.c.conference_id, family.c.stems)).all()
    stems = tuple(stem for row in rows for stem in row.stems.splitlines())
    waiting = _waiting_with(stems, rows[0].conference_id) if stems else []
    state = Contribution.state == ContributionState.WAITING
    return or_(Contribution.id.in_(sorted_into), and_(state, Contribution.id.in_(waiting)))


def _waiting_with(stems: tuple[str, ...], conference_id: int) -> list[int]:
    """That are in no theme."""
    is_sorted = select(1).where(ContributionTheme.contribution_id == Contribution.id).exists()
    rows = db.session.execute(
        select(Contribution.id, Contribution.text)
        .join(Contribution.activity)
        .where(Activity.conference_id == conference_id, Contribution.state == ContributionState.WAITING, ~is_sorted)
    )
    return [id for id, text in rows if _holds(text, stems)]


@lru_cache(maxsize=4096)  # a queue is drawn five times a second, and its texts stay the same
def _holds(text: str, stems: tuple[str, ...]) -> bool:
    return bool(suggested_themes(text, {0: stems}))
