"""Who looks at what right now."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Account, Contribution, Look, utc_now

FORGOTTEN_AFTER = timedelta(minutes=5)
"""A laptop that was shut while it looked never says that it looks away. The pages hide such looks by themselves."""


def looks_at(ids: Collection[int]) -> dict[int, list[Look]]:
    """By contribution id, also old ones: a region holds moments and does not change because time passes."""
    looks: dict[int, list[Look]] = {}
    chosen = select(Look).options(joinedload(Look.account)).where(Look.contribution_id.in_(ids))
    for look in db.session.scalars(chosen.order_by(Look.at)):
        looks.setdefault(look.contribution_id, []).append(look)
    return looks


def others_looking_at(contribution: Contribution, account: Account) -> list[Look]:
    """Those who looked lately, without this account."""
    since = utc_now() - FORGOTTEN_AFTER
    looks = looks_at([contribution.id]).get(contribution.id, [])
    return [look for look in looks if look.account_id != account.id and look.at > since]
