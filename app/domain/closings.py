"""A question closes in a minute: the hall is told, it can be called off, and then it closes by itself."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from app.domain.activities import close_activity
from app.domain.errors import Refused
from app.domain.hall import thaw
from app.domain.log import note
from app.domain.timers import let_time_run
from app.domain.transaction import transaction
from app.models import Account, Activity, utc_now
from app.queries.activities import activities_due_to_close

NOTICE = timedelta(seconds=60)
"""So long before it closes the hall is told."""


def announce_closing(activity: Activity, account: Account | None) -> None:
    """Refused where nothing is open that people answer."""
    with transaction(activity.conference_id):
        if not activity.asks or not activity.is_open:
            raise Refused(_("Den er ikke åpen, så det er ingenting å stenge."))
        if activity.is_closing:
            return
        thaw(activity.conference_id)
        let_time_run(activity)
        activity.closes_at = utc_now().replace(microsecond=0) + NOTICE
        note(activity.conference_id, account, "announce_closing", activity.id)


def cancel_closing(activity: Activity, account: Account | None) -> None:
    """It stays open until somebody closes it. Refused when it has closed meanwhile."""
    with transaction(activity.conference_id):
        if activity.is_done:
            raise Refused(_("Den er alt stengt."))
        if activity.closes_at is not None:
            thaw(activity.conference_id)
            activity.closes_at = None
            note(activity.conference_id, account, "cancel_closing", activity.id)


def close_what_is_due() -> None:
    """Closes whatever was announced to close by now. Any number of processes may do it at once: the first one does."""
    for activity in activities_due_to_close(utc_now()):
        with transaction(activity.conference_id):
            if activity.is_closing and activity.closes_at is not None and activity.closes_at <= utc_now():
                close_activity(activity, None, at=activity.closes_at)
