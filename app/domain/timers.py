"""The time of what is going on: stopped, running again, given more."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.models import Account, Activity, utc_now

MOST_MINUTES = 60
"""So much is given or taken in one press."""


def pause_timer(activity: Activity, account: Account | None) -> None:
    """The time stands still for everybody. Answers come in as before."""
    with transaction(activity.conference_id):
        _check_runs(activity)
        if activity.is_closing:
            raise Refused(_("Den stenger straks. Trekk stengingen tilbake først."))
        if activity.clock.paused_at is None:
            activity.clock.paused_at = utc_now()
            note(activity.conference_id, account, "pause_timer", activity.id)


def resume_timer(activity: Activity, account: Account | None) -> None:
    with transaction(activity.conference_id):
        _check_runs(activity)
        if activity.clock.paused_at is not None:
            let_time_run(activity)
            note(activity.conference_id, account, "resume_timer", activity.id)


def extend_timer(
    activity: Activity, minutes: int, account: Account | None, seen: datetime | None = None
) -> datetime | None:
    """Gives it so many minutes more, also while it closes; fewer than none takes them back. Returns its new end.

    `seen` is the end that the account was shown; refused when it is another by now, so that the same press sent twice,
    or by two, gives what one of them gives.
    """
    with transaction(activity.conference_id):
        _check_runs(activity)
        if not minutes or abs(minutes) > MOST_MINUTES:
            raise Refused(_("Gi fra ett til seksti minutter om gangen."))
        if seen is not None and seen != activity.time_ends_at:
            raise Refused(_("Tida er endret i mellomtiden. Se hva som er igjen nå, og trykk en gang til om du vil."))
        if activity.closes_at is not None:
            activity.closes_at += timedelta(minutes=minutes)
        else:
            activity.clock.added_seconds += minutes * 60
        note(activity.conference_id, account, "extend_timer", activity.id, str(minutes))
    return activity.time_ends_at


def let_time_run(activity: Activity) -> None:
    """Part of a running transaction: what it stood still is not counted."""
    clock = activity.clock
    if clock.paused_at is not None:
        clock.added_seconds += round((utc_now() - clock.paused_at).total_seconds())
        clock.paused_at = None


def _check_runs(activity: Activity) -> None:
    if not activity.is_open:
        raise Refused(_("Tida går bare mens noe er åpent."))
