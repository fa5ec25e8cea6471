"""Advice is written down with what happens to it, changed, taken away and brought back."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, FollowUp, FollowUpState, utc_now
from app.queries.themes import theme_of


@dataclass(frozen=True, kw_only=True)
class FollowUpPlan:
    """What the team writes, cleaned and within the limits already (app/forms)."""

    advice: str
    priority: int = 2
    theme_id: int | None = None
    state: FollowUpState = FollowUpState.PLANNED
    action: str = ""
    owner: str = ""
    due_on: date | None = None


def add_follow_up(activity: Activity, plan: FollowUpPlan, account: Account | None) -> FollowUp:
    with transaction(activity.conference_id):
        _check(activity, plan)
        follow_up = FollowUp(activity_id=activity.id, **vars(plan))
        db.session.add(follow_up)
        db.session.flush()
        note(activity.conference_id, account, "add_follow_up", follow_up.id)
    return follow_up


def change_follow_up(
    follow_up: FollowUp, activity: Activity, plan: FollowUpPlan, account: Account | None, seen: datetime | None
) -> None:
    """`seen` is the `changed_at` that the account was shown; refused when somebody changed it in between."""
    with transaction(activity.conference_id):
        _check(activity, plan)
        if all(getattr(follow_up, name) == value for name, value in vars(plan).items()):
            return
        if follow_up.changed_at != seen:
            raise Refused(_("Noen andre har endret dette i mellomtiden. Se på det under, og lagre igjen om du vil."))
        for name, value in vars(plan).items():
            setattr(follow_up, name, value)
        follow_up.changed_at = utc_now()
        note(activity.conference_id, account, "change_follow_up", follow_up.id)


def remove_follow_up(follow_up: FollowUp, activity: Activity, account: Account | None) -> None:
    """Out of the summary; restore_follow_up brings it back as it was."""
    with transaction(activity.conference_id):
        if follow_up.removed_at is None:
            follow_up.removed_at = utc_now()
            note(activity.conference_id, account, "remove_follow_up", follow_up.id)


def restore_follow_up(follow_up: FollowUp, activity: Activity, account: Account | None) -> None:
    with transaction(activity.conference_id):
        if follow_up.removed_at is not None:
            follow_up.removed_at = None
            note(activity.conference_id, account, "restore_follow_up", follow_up.id)


def _check(activity: Activity, plan: FollowUpPlan) -> None:
    if not plan.advice:
        raise Refused(_("Skriv hva rådet er."))
    if plan.theme_id is not None and theme_of(activity.conference, plan.theme_id) is None:
        raise Refused(_("Temaet finnes ikke lenger. Velg et annet."))
