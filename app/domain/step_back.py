"""The Back button: the last step of the programme taken back, once however many press at the same time."""

from flask_babel import lazy_gettext as _

from app.domain.activities import begin_anew
from app.domain.closings import cancel_closing
from app.domain.counted import check_not_counted
from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.kinds import rules_of
from app.domain.log import note
from app.domain.transaction import transaction
from app.domain.turns import give_floor
from app.domain.votes import reveal
from app.extensions import db
from app.models import Account, Activity, Conference
from app.queries.answers import counted_with_answers
from app.queries.step_back import BackStep, StepBack, activity_before, gave_way_to, step_back_of


def take_step_back(conference: Conference, seen: StepBack, account: Account | None) -> None:
    """Takes back the step that the account saw on its button. Refused when the programme has moved since.

    Nothing that came in is lost: it is there again when what it belongs to is opened.
    """
    with transaction(conference.id):
        if step_back_of(conference) != seen or seen.activity is None:
            raise Refused(_("Noen andre har gått videre eller tilbake. Se hva som er på skjermen nå."))
        match seen.step:
            case BackStep.CANCEL_CLOSING:
                cancel_closing(seen.activity, account)
            case BackStep.PREVIOUS_TURN:
                give_floor(seen.activity, seen.turn, account)
            case BackStep.HIDE_ROWS:
                reveal(seen.activity, seen.turn, account)
            case BackStep.HIDE_RESULT:
                _hide_result(seen.activity, account)
            case BackStep.REOPEN:
                _reopen(seen.activity, account)
            case BackStep.LEAVE:
                _leave(conference, seen.activity, account)


def _hide_result(activity: Activity, account: Account | None) -> None:
    rules_of(activity).hide(activity)
    clear_hall(activity.conference_id)
    activity.shown_at = None
    note(activity.conference_id, account, "hide_result", activity.id)


def _reopen(activity: Activity, account: Account | None) -> None:
    """With the time that it had: closing it was a slip."""
    check_not_counted(activity)
    rules_of(activity).check_opens(activity)
    clear_hall(activity.conference_id)
    activity.closed_at = activity.counted_at = None
    note(activity.conference_id, account, "reopen_activity", activity.id)


def _leave(conference: Conference, activity: Activity, account: Account | None) -> None:
    """It is as if it had not been opened; what was open before it is open again."""
    before = activity_before(conference, activity)
    is_reopened = before is not None and gave_way_to(before, activity) and not counted_with_answers([before])
    clear_hall(conference.id)
    activity.opened_at = activity.closed_at = activity.shown_at = None
    begin_anew(activity)
    db.session.flush()  # one is open at a time, and the database keeps it so
    if before is not None and is_reopened:
        before.closed_at = None
    note(conference.id, account, "leave_activity", activity.id)
