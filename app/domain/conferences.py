"""A conference comes to be, is described, opened for participants, finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app.domain.activities import ActivityPlan
from app.domain.errors import Refused
from app.domain.hall import clear_hall
from app.domain.kinds import rules_of
from app.domain.log import note
from app.domain.seen import stands_already, stored_plan
from app.domain.table_copies import copy_tables
from app.domain.transaction import transaction, writing
from app.extensions import db
from app.models import (
    Account,
    Activity,
    Conference,
    ConferenceRevision,
    Contribution,
    Language,
    Membership,
    ModerationPolicy,
    Participant,
    Role,
    Seat,
    Seating,
    TargetGroup,
    utc_now,
)
from app.models.conference import new_code, new_screen_token


@dataclass(frozen=True, kw_only=True)
class ConferencePlan:
    """What an organiser writes about the conference itself."""

    title: str
    held_on: date
    starts_at: time = time(9, 0)
    organiser: str = ""
    place: str = ""
    purpose: str = ""
    privacy_contact: str = ""
    language: Language = Language.BOKMAL


@dataclass(frozen=True, kw_only=True)
class TargetGroupPlan:
    mark: int
    name: str
    description: str = ""
    planned: int = 0


def create_conference(
    plan: ConferencePlan,
    account: Account,
    source: Conference | None = None,
    *,
    groups: Sequence[TargetGroupPlan] = (),
    programme: Sequence[ActivityPlan] = (),
) -> Conference:
    """A new conference with `account` as its facilitator.

    Target groups, programme, tables and seating plan come from `source`, without any contribution, or target groups and
    programme from a template, as `groups` and `programme`.
    """
    with writing():
        conference = add_conference(Conference(**vars(plan)), source)
        db.session.add(Membership(account_id=account.id, conference_id=conference.id, role=Role.FACILITATOR))
        db.session.add_all(TargetGroup(conference_id=conference.id, **vars(group)) for group in groups)
        for position, item in enumerate(programme, start=1):
            activity = Activity(conference_id=conference.id, position=position, **vars(item))
            db.session.add(activity)
            rules_of(activity).make(activity)
        note(conference.id, account, "create_conference", conference.id)
    return conference


def add_conference(conference: Conference, source: Conference | None) -> Conference:
    """Within a running transaction: gives a new one its code, and what it takes over from `source`."""
    conference.code = _unused_code()
    if source is not None:
        conference.policy = source.policy
    db.session.add(conference)
    db.session.flush()
    db.session.add(ConferenceRevision(conference_id=conference.id))
    if source is not None:
        _copy_groups(source, conference)
        db.session.flush()
        _copy_programme(source, conference)
        db.session.flush()
        copy_tables(source, conference)
    return conference


def _unused_code() -> str:
    while True:
        code = new_code()
        if db.session.scalar(select(Conference.id).where(Conference.code == code)) is None:
            return code


def _copy_groups(source: Conference, conference: Conference) -> None:
    for group in source.target_groups:
        db.session.add(
            TargetGroup(
                conference_id=conference.id,
                mark=group.mark,
                name=group.name,
                description=group.description,
                planned=group.planned,
            )
        )


_COPIED = (
    "kind",
    "position",
    "title",
    "description",
    "question",
    "advice_prompt",
    "input_prompt",
    "takes_advice",
    "takes_input",
    "grouping",
    "minutes",
    "turn_minutes",
    "note",
)


def _copy_programme(source: Conference, conference: Conference) -> None:
    for activity in source.activities:
        values = {name: getattr(activity, name) for name in _COPIED}
        copy = Activity(conference=conference, **values)
        db.session.add(copy)
        rules_of(copy).copy(activity, copy)


def describe_conference(
    conference: Conference, plan: ConferencePlan, account: Account | None, seen: str | None = None
) -> None:
    """`seen` as in domain/seen.py."""
    with transaction(conference.id):
        stored = stored_plan(ConferencePlan, conference)
        if stands_already(stored, plan, seen, _("Innstillingene er endret av en annen mens du skrev.")):
            return
        for name, value in vars(plan).items():
            setattr(conference, name, value)
        note(conference.id, account, "describe_conference", conference.id)


def target_groups_as_planned(conference: Conference) -> list[TargetGroupPlan]:
    return [stored_plan(TargetGroupPlan, group) for group in conference.target_groups]


def set_target_groups(
    conference: Conference, plans: list[TargetGroupPlan], account: Account | None, seen: str | None = None
) -> None:
    """Makes the target groups be those of `plans`, recognised by their mark. `seen` as in domain/seen.py.

    Refused without any group, with the same name twice, and for leaving out a group that somebody belongs to.
    """
    with transaction(conference.id):
        stored = target_groups_as_planned(conference)
        if plans and stands_already(stored, plans, seen, _("Målgruppene er endret av en annen mens du skrev.")):
            return
        names = [plan.name.casefold() for plan in plans]
        if not plans:
            raise Refused(_("En konferanse trenger minst én målgruppe."))
        if len(set(names)) < len(names):
            raise Refused(_("To målgrupper kan ikke ha samme navn."))
        groups = {group.mark: group for group in conference.target_groups}
        for mark in groups.keys() - {plan.mark for plan in plans}:
            _remove_group(groups[mark])
        for plan in plans:
            group = groups.get(plan.mark)
            if group is None:
                db.session.add(TargetGroup(conference_id=conference.id, **vars(plan)))
            else:
                group.name, group.description, group.planned = plan.name, plan.description, plan.planned
        note(conference.id, account, "set_target_groups", conference.id)


def _remove_group(group: TargetGroup) -> None:
    for owner in (Participant, Contribution):
        if db.session.scalar(select(owner.id).where(owner.target_group_id == group.id).limit(1)) is not None:
            raise Refused(_("Målgruppa «%(name)s» er i bruk og kan ikke fjernes.", name=group.name))
    in_force = select(Seating.id).where(Seating.conference_id == group.conference_id, Seating.replaced_at.is_(None))
    seats = select(Seat.id).where(Seat.target_group_id == group.id)
    if db.session.scalar(seats.where(Seat.seating_id.in_(in_force)).limit(1)) is not None:
        raise Refused(_("Målgruppa «%(name)s» har plasser i bordplanen. Ta bort planen først.", name=group.name))
    db.session.execute(delete(Seat).where(Seat.target_group_id == group.id))  # of plans that hold no longer
    db.session.delete(group)


def set_policy(conference: Conference, policy: ModerationPolicy, account: Account | None) -> None:
    """The only way that the moderation policy changes. What already waits goes on waiting."""
    with transaction(conference.id):
        if conference.policy is policy:
            return
        conference.policy = policy
        note(conference.id, account, "set_policy", conference.id, policy)


def open_conference(conference: Conference, account: Account | None) -> None:
    """Lets participants in, the first time or again after it was finished. Refused without a target group."""
    with transaction(conference.id):
        if not conference.target_groups:
            raise Refused(_("En konferanse trenger minst én målgruppe."))
        if conference.is_open:
            return
        conference.opened_at = conference.opened_at or utc_now()
        conference.finished_at = None
        note(conference.id, account, "open_conference", conference.id)


def finish_conference(conference: Conference, account: Account | None) -> None:
    """Closes whatever is open, and the conference for participants. open_conference undoes it."""
    with transaction(conference.id):
        if conference.opened_at is None:
            raise Refused(_("Konferansen er ikke åpnet ennå."))
        if conference.is_finished:
            return
        now = utc_now()
        for activity in conference.activities:
            if activity.is_open:
                activity.closed_at, activity.closes_at = now, None
        clear_hall(conference.id)
        conference.finished_at = now
        note(conference.id, account, "finish_conference", conference.id)


def renew_screen_link(conference: Conference, account: Account | None) -> None:
    """A new view-only link for the screen; the old one stops working."""
    with transaction(conference.id):
        conference.screen_token = new_screen_token()
        note(conference.id, account, "renew_screen_link", conference.id)
