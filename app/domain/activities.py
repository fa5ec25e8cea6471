"""The programme and its course: added, moved, removed; opened, closed, shown."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.domain.counted import check_not_counted
from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.kinds import rules_of
from app.domain.log import note
from app.domain.seen import check_in_programme, order_stands_already, stands_already, stored_plan
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Conference, Grouping, Spotlight, utc_now
from app.models.activity import COUNTED
from app.queries.answers import has_answers
from app.queries.results import has_result


@dataclass(frozen=True, kw_only=True)
class ActivityPlan:
    """What an organiser writes about one item of the programme."""

    kind: ActivityKind
    title: str
    minutes: int
    description: str = ""
    question: str = ""
    advice_prompt: str = ""
    input_prompt: str = ""
    takes_advice: bool = True
    takes_input: bool = True
    grouping: Grouping = Grouping.PLENARY
    turn_minutes: int = 0
    note: str = ""


def add_activity(conference: Conference, plan: ActivityPlan, account: Account | None) -> Activity:
    """Puts a new item last in the programme. Refused for a dialogue without a question."""
    with transaction(conference.id):
        _check_open_programme(conference)
        _check_plan(plan)
        last = db.session.scalar(select(func.max(Activity.position)).where(Activity.conference_id == conference.id))
        activity = Activity(conference_id=conference.id, position=(last or 0) + 1, **vars(plan))
        db.session.add(activity)
        db.session.flush()
        rules_of(activity).make(activity)
        note(conference.id, account, "add_activity", activity.id)
    return activity


def change_activity(activity: Activity, plan: ActivityPlan, account: Account | None, seen: str | None = None) -> None:
    """Rewrites an item. Its kind stays once it has been opened, or answered in another way (by link, on paper, or
    before *Back* was pressed): what came in belongs to that kind. `seen` as in domain/seen.py.
    """
    with transaction(activity.conference_id):
        check_in_programme(activity)
        if stands_already(stored_plan(ActivityPlan, activity), plan, seen):
            return
        _check_open_programme(activity.conference)
        _check_plan(plan)
        if plan.kind is not activity.kind:
            _check_unanswered(activity)
        for name, value in vars(plan).items():
            setattr(activity, name, value)
        rules_of(activity).make(activity)
        note(activity.conference_id, account, "change_activity", activity.id)


def _check_unanswered(activity: Activity) -> None:
    if activity.opened_at is not None:
        raise Refused(_("Formen kan ikke endres etter at aktiviteten er åpnet."))
    if rules_of(activity).takes_answers(activity) or has_answers(activity):
        raise Refused(_("Formen kan ikke endres: Noen har svart, eller kan svare på lenka. Legg til en ny aktivitet."))


def move_activity(activity: Activity, place: int, account: Account | None, seen: str | None = None) -> None:
    """Moves an item to `place` (1 = first) in the programme; beyond the ends means the end.

    `seen`, of the ids in order, as in domain/seen.py.
    """
    with transaction(activity.conference_id):
        _check_open_programme(activity.conference)
        programme = _programme_of(activity.conference_id)
        stored = [item.id for item in programme]
        if activity not in programme:
            raise Refused(_("Aktiviteten er fjernet fra programmet."))
        programme.remove(activity)
        programme.insert(max(place, 1) - 1, activity)
        if order_stands_already(stored, [item.id for item in programme], seen):
            return
        for position, item in enumerate(programme, start=1):
            item.position = position
        note(activity.conference_id, account, "move_activity", activity.id)


def _programme_of(conference_id: int) -> list[Activity]:
    return list(
        db.session.scalars(
            select(Activity)
            .where(Activity.conference_id == conference_id, Activity.removed_at.is_(None))
            .order_by(Activity.position, Activity.id)
        )
    )


def remove_activity(activity: Activity, account: Account | None) -> None:
    """Takes an item out of the programme, and its contributions off the screen; what came in is kept, and
    restore_activity brings all back.

    Refused while it is open.
    """
    with transaction(activity.conference_id):
        _check_open_programme(activity.conference)
        if activity.is_open:
            raise Refused(_("Steng aktiviteten før du fjerner den."))
        if activity.removed_at is None:
            spotlight = db.session.get(Spotlight, activity.conference_id)
            if spotlight is not None and spotlight.contribution.activity_id == activity.id:
                db.session.delete(spotlight)
            activity.removed_at = utc_now()
            note(activity.conference_id, account, "remove_activity", activity.id)


def restore_activity(activity: Activity, account: Account | None) -> None:
    """Undoes a removal: the item stands where it stood."""
    with transaction(activity.conference_id):
        if activity.removed_at is not None:
            activity.removed_at = None
            note(activity.conference_id, account, "restore_activity", activity.id)


def open_activity(activity: Activity, account: Account | None) -> None:
    """Opens it for the hall, or opens it again; whatever else is open closes, since phones and screen move together."""
    with transaction(activity.conference_id):
        if not activity.conference.is_open:
            raise Refused(_("Åpne konferansen for deltakere først."))
        if activity.removed_at is not None:
            raise Refused(_("Aktiviteten er fjernet fra programmet."))
        if activity.is_open:
            return
        check_not_counted(activity)
        rules_of(activity).check_opens(activity)
        now = utc_now()  # one moment for both, by which Back knows what gave way to what
        for other in _programme_of(activity.conference_id):
            if other.is_open:
                other.closed_at, other.closes_at = now, None
        clear_hall(activity.conference_id)
        db.session.flush()  # closes before it opens: one is open at a time, and the database keeps it so
        activity.opened_at = now
        activity.closed_at = activity.counted_at = activity.shown_at = None
        begin_anew(activity)
        note(activity.conference_id, account, "open_activity", activity.id)


def begin_anew(activity: Activity) -> None:
    """Part of a running transaction: all of its time is left, and nobody has reported."""
    activity.added_seconds, activity.paused_at, activity.closes_at, activity.turn = 0, None, None, None


def close_activity(activity: Activity, account: Account | None, *, at: datetime | None = None) -> None:
    """Takes no more answers, but for the short grace for texts begun before. `at`: by itself, as was announced."""
    with transaction(activity.conference_id):
        if activity.opened_at is None:
            raise Refused(_("Aktiviteten er ikke åpnet ennå."))
        if activity.is_done:
            return
        activity.closed_at, activity.closes_at = at or utc_now(), None
        rules_of(activity).close(activity)
        clear_hall(activity.conference_id)
        note(activity.conference_id, account, "close_activity", activity.id, "by_itself" if at else "")


def count_answers(activity: Activity, account: Account | None) -> None:
    """Lets the facilitators see what it came to, ahead of the hall. For good: no answer comes after, and it is not
    opened again. Harmless the second time.

    Refused while an answer may still come, by link too: who looked twice would read it from the difference.
    """
    with transaction(activity.conference_id):
        if activity.is_counted:
            return
        if activity.kind not in COUNTED or activity.is_open or not has_result(activity):
            raise Refused(_("Steng den først. Da kan du telle opp."))
        if rules_of(activity).takes_answers(activity):
            raise Refused(_("De siste svarene kan ennå komme. Vent til minuttet er ute."))
        activity.counted_at = utc_now()
        note(activity.conference_id, account, "count_answers", activity.id)


def show_activity(activity: Activity, account: Account | None) -> None:
    """Shows the hall the result. What was answered elsewhere opens and closes in the same moment."""
    with transaction(activity.conference_id):
        if activity.opened_at is None and rules_of(activity).may_show_unopened(activity):
            open_activity(activity, account)
            activity.closed_at = activity.opened_at
            rules_of(activity).close(activity)
        if not activity.is_done:
            raise Refused(_("Steng aktiviteten før du viser resultatet."))
        if activity.shown_at is None:
            activity.shown_at = utc_now()
            activity.counted_at = activity.counted_at or activity.shown_at
            clear_hall(activity.conference_id)
            rules_of(activity).show(activity)
            note(activity.conference_id, account, "show_activity", activity.id)


def _check_open_programme(conference: Conference) -> None:
    if conference.is_finished:
        raise Refused(_("Konferansen er avsluttet. Åpne den igjen for å endre programmet."))


def _check_plan(plan: ActivityPlan) -> None:
    if plan.kind is ActivityKind.DIALOGUE and not plan.question:  # the others can do with their title
        raise Refused(_("Skriv spørsmålet som deltakerne skal svare på."))
    if not (plan.takes_advice or plan.takes_input):
        raise Refused(_("Velg råd, innspill eller begge."))
