"""The advice of one question that got most dots, where the hall has been shown what it prioritised."""

from app.models import Activity, ActivityKind, ContributionKind
from app.queries.offers import Offered
from app.queries.priority_results import Prioritised, priorities_result_of
from app.queries.summary_themes import Pile

MOST = 5


def prioritised_advice_in(activity: Activity, piles: list[Pile]) -> list[Prioritised]:
    """The most dots first. None where too few placed any."""
    here = {contribution.id for pile in piles for contribution in pile.contributions}
    rounds = [
        each
        for each in activity.conference.activities
        if each.kind is ActivityKind.PRIORITIES and each.shown_at is not None
    ]
    rows = [
        row
        for each in rounds
        for row in priorities_result_of(each).rows
        if isinstance(row.offered, Offered) and row.offered.id in here and row.offered.kind is ContributionKind.ADVICE
    ]
    return sorted(rows, key=lambda row: -row.total.dots)[:MOST]
