"""The guiding rules of a conference."""

from sqlalchemy import select

from app.extensions import db
from app.models import ActivityKind, Conference, GuidingRule


def guiding_rules_of(conference: Conference) -> list[GuidingRule]:
    return list(
        db.session.scalars(
            select(GuidingRule)
            .where(GuidingRule.conference_id == conference.id)
            .order_by(GuidingRule.position, GuidingRule.id)
        )
    )


def shown_guiding_rules_of(conference: Conference) -> list[GuidingRule]:
    """Without those whose vote the hall has not seen the result of."""
    found = [item.vote for item in conference.activities if item.kind is ActivityKind.VOTE]
    votes = {option.id: vote for vote in found if vote for option in vote.options}
    rules = guiding_rules_of(conference)
    return [rule for rule in rules if rule.option_id not in votes or votes[rule.option_id].is_revealed]


def guiding_rule_of(conference: Conference, rule_id: int) -> GuidingRule | None:
    return db.session.scalar(
        select(GuidingRule).where(GuidingRule.id == rule_id, GuidingRule.conference_id == conference.id)
    )
