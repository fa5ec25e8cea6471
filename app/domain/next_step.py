"""The Next button: one step on, taken once however many press at the same time."""

from flask_babel import lazy_gettext as _

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.closings import announce_closing
from app.domain.conferences import finish_conference, open_conference
from app.domain.errors import Refused
from app.domain.transaction import transaction
from app.domain.turns import give_floor
from app.domain.votes import reveal
from app.models import Account, Conference
from app.queries.activities import NextStep, Step, next_step_of


def take_next_step(conference: Conference, seen: NextStep, account: Account | None) -> None:
    """Takes the step that the account saw on its button.

    Refused when that no longer is the next one: somebody pressed first, and a second press takes no second step.
    """
    with transaction(conference.id):
        if next_step_of(conference) != seen:
            raise Refused(_("Dette steget er alt gjort. Se hva som er neste nå."))
        match seen:
            case NextStep(Step.OPEN_CONFERENCE):
                open_conference(conference, account)
            case NextStep(Step.OPEN_ACTIVITY, activity) if activity is not None:
                open_activity(activity, account)
            case NextStep(Step.GIVE_FLOOR, activity, turn) if activity is not None:
                give_floor(activity, turn, account)
            case NextStep(Step.ANNOUNCE_CLOSING, activity) if activity is not None:
                announce_closing(activity, account)
            case NextStep(Step.CLOSE_ACTIVITY, activity) if activity is not None:
                close_activity(activity, account)
            case NextStep(Step.SHOW_ACTIVITY, activity) if activity is not None:
                show_activity(activity, account)
            case NextStep(Step.REVEAL, activity, rows) if activity is not None:
                reveal(activity, rows, account)
            case NextStep(Step.FINISH_CONFERENCE):
                finish_conference(conference, account)
