"""What is done with a contribution: submitted, published, hidden, put back, shown big."""

import uuid
from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import bindparam, select

from app.domain.contribution_standing import (
    Decision,
    check_seen_on_screen,
    decision_on,
    stand_alone,
    stand_as,
    stand_with,
    take_off_screen,
)
from app.domain.errors import Refused
from app.domain.hall import uncover_screen
from app.domain.log import note
from app.domain.taken import check_taken_now
from app.domain.transaction import kept_as_stored, transaction
from app.extensions import db
from app.live.revisions import Move
from app.models import (
    Account,
    Activity,
    Conference,
    Contribution,
    ContributionKind,
    ContributionState,
    HiddenReason,
    ModerationPolicy,
    Participant,
    Spotlight,
    utc_now,
)
from app.queries.merged_contributions import hidden_with, root_of, with_merged
from app.queries.offers import is_counted_since


def submit_contribution(
    participant: Participant, activity: Activity, kind: ContributionKind, text: str, client_key: uuid.UUID
) -> Contribution:
    """Stores one thought. `text` is cleaned and within the limit already (app/forms).

    The same key with the same text is the same contribution, sent again because the answer got lost: it is returned as
    it stands. The same key with another text (a page that was gone back to) is a new contribution.
    Refused when the activity takes none now, or not of this kind.
    """
    given = {"participant": participant.id, "activity": activity.id, "key": str(client_key)}
    with kept_as_stored(), transaction(activity.conference_id, Move.WORDS):
        earlier: Contribution | None = db.session.execute(_ANEW, given).one()[-1]
        if earlier is not None and earlier.was_sent_as(kind, text):
            return earlier
        check_taken(activity, kind)
        contribution = Contribution(
            activity_id=activity.id,
            target_group_id=participant.target_group_id,
            participant_id=participant.id,
            client_key=str(client_key if earlier is None else uuid.uuid4()),
            kind=kind,
            text=text,
        )
        publish_where_policy_says(contribution, activity)
        # Whoever sends the same at this moment waits for the lock, and then finds it above.
        db.session.add(contribution)
    return contribution


# What is checked under the lock, and what was sent before with the same key, in one go. Made once: putting it together
# costs more than asking it.
_ANEW = (
    select(Participant, Activity, Conference, Contribution)
    .join(Activity, Activity.conference_id == Participant.conference_id)
    .join(Conference, Conference.id == Participant.conference_id)
    .outerjoin(
        Contribution,
        (Contribution.activity_id == Activity.id)
        & (Contribution.client_key == bindparam("key"))
        & (Contribution.participant_id == Participant.id),
    )
    .where(Participant.id == bindparam("participant"), Activity.id == bindparam("activity"))
    .execution_options(populate_existing=True)
)


def publish_where_policy_says(contribution: Contribution, activity: Activity) -> None:
    """Of one that is about to be stored. What nobody had to decide was decided when it was submitted."""
    if activity.conference.policy is ModerationPolicy.SHOW_AT_ONCE:
        contribution.state = ContributionState.PUBLISHED
        contribution.submitted_at = contribution.decided_at = utc_now()


def check_taken(activity: Activity, kind: ContributionKind) -> None:
    """Refused when the activity takes none now, or not of this kind."""
    check_taken_now(
        activity.takes_contributions(),
        activity,
        early=_("Spørsmålet er ikke åpnet ennå. Teksten din er ikke sendt."),
        late=_("Spørsmålet er stengt. Teksten din er ikke sendt."),
    )
    if kind is ContributionKind.ADVICE and not activity.takes_advice:
        raise Refused(_("Her tar vi bare imot innspill."))
    if kind is ContributionKind.INPUT and not activity.takes_input:
        raise Refused(_("Her tar vi bare imot råd."))


def publish_contribution(
    contribution: Contribution,
    account: Account | None,
    seen: ContributionState | None = None,
    seen_text: str | None = None,
) -> Decision:
    """Lets everybody see it. Harmless the second time. Returns how it stood before.

    `seen` and `seen_text` are the state and the `text_mark` that the account was shown; refused when somebody hid it,
    put it back or changed its words in between.
    """
    with transaction(contribution.activity.conference_id):
        before = decision_on(contribution)
        _publish(contribution, account, seen, seen_text)
    return before


def _publish(
    contribution: Contribution, account: Account | None, seen: ContributionState | None, seen_text: str | None
) -> None:
    _check_stands_for_itself(contribution)
    if contribution.is_published:
        return
    _check_seen(contribution, seen)
    _check_seen_text(contribution, seen_text)
    stand_as(contribution, Decision(ContributionState.PUBLISHED, None, utc_now()))
    for each in with_merged(contribution):
        note(contribution.activity.conference_id, account, "publish_contribution", each.id)


def _check_stands_for_itself(contribution: Contribution) -> None:
    if contribution.merged_into_id is not None:
        raise Refused(_("Noen andre har slått det sammen med et annet i mellomtiden."))


def _check_seen(contribution: Contribution, seen: ContributionState | None) -> None:
    if seen is None or contribution.state is seen:
        return
    match contribution.state:
        case ContributionState.HIDDEN:
            raise Refused(_("Noen andre har skjult det i mellomtiden. Det ligger under Skjult."))
        case ContributionState.PUBLISHED:
            raise Refused(_("Noen andre har godkjent det i mellomtiden. Det ligger under Godkjent."))
        case _:
            raise Refused(_("Noen andre har lagt det tilbake i mellomtiden. Det ligger under Venter."))


def _check_seen_text(contribution: Contribution, seen: str | None) -> None:
    if seen is not None and contribution.text_mark != seen:
        raise Refused(_("Teksten er endret siden du så den. Les den slik den står nå, og trykk en gang til."))


def hide_contribution(
    contribution: Contribution,
    reason: HiddenReason,
    account: Account | None,
    seen: ContributionState | None = None,
) -> Decision:
    """Takes it away from everybody but its author and the facilitators; its author sees the reason.

    Returns how it stood before. Whatever was `seen`, hiding is the careful choice and goes through; but when it
    was hidden in between, the first reason stands, and whoever gave it can no longer take the hiding back alone. What
    was merged into another leaves it; refused where it cannot.
    """
    with transaction(contribution.activity.conference_id):
        before = decision_on(contribution)
        hidden_in_between = contribution.is_hidden and seen not in (None, ContributionState.HIDDEN)
        if hidden_in_between:
            stand_as(contribution, replace(before, decided_at=utc_now()))
        if hidden_in_between or contribution.hidden_reason is reason:
            return before
        take_off_screen(contribution)
        stand_alone(contribution, account)
        stand_as(contribution, Decision(ContributionState.HIDDEN, reason, utc_now()))
        note(contribution.activity.conference_id, account, "hide_contribution", contribution.id, reason)
    return before


def return_to_waiting(
    contribution: Contribution,
    account: Account | None,
    seen: ContributionState | None = None,
    *,
    is_seen_on_screen: bool = True,
) -> Decision:
    """It waits again, in its old place by age. Returns how it stood before; refused when it is no longer as `seen`, or
    is on the screen unseen.
    """
    with transaction(contribution.activity.conference_id):
        before = decision_on(contribution)
        _check_stands_for_itself(contribution)
        if contribution.is_waiting:
            return before
        _check_seen(contribution, seen)
        check_seen_on_screen(contribution, is_seen_on_screen)
        take_off_screen(contribution)
        stand_as(contribution, Decision(ContributionState.WAITING, None, None))
        note(contribution.activity.conference_id, account, "return_to_waiting", contribution.id)
    return before


def undo_decision(
    contribution: Contribution,
    before: Decision,
    decided_at: datetime | None,
    account: Account | None,
    *,
    is_seen_on_screen: bool = True,
) -> None:
    """Lets it stand as `before`, with its old place among the newest, and takes it off the screen. What was merged then
    is so again, and stands as the one that stands for it stands now: since the same moment, so that the merge can still
    be undone, unless answers have been counted in between, without it. What was hidden with it and has been taken out
    since comes back too.

    `decided_at` is that of the decision to undo: refused when somebody has decided anew since then, or shows it on the
    screen unseen.
    """
    with transaction(contribution.activity.conference_id):
        if contribution.decided_at != decided_at:
            raise Refused(_("Noen andre har bestemt noe nytt om det i mellomtiden. Ingenting er endret."))
        _check_stands_for_itself(contribution)
        check_seen_on_screen(contribution, is_seen_on_screen)
        take_off_screen(contribution)
        taken_out = hidden_with(contribution)
        stand_as(contribution, before)
        for each in taken_out:
            stand_as(each, before)
            note(contribution.activity.conference_id, account, "undo_decision", each.id, each.state)
        root = _stood_for_by(contribution, before)
        if root is not None:
            is_as_before = root.id == before.merged_into_id and not is_counted_since(contribution, decided_at)
            stand_with(root, contribution, account, before.merged_at if is_as_before else None)
        note(contribution.activity.conference_id, account, "undo_decision", contribution.id, contribution.state)


def _stood_for_by(contribution: Contribution, before: Decision) -> Contribution | None:
    """The one that stands now for what it was merged into; none for what answers another question, or is gone."""
    other = db.session.get(Contribution, before.merged_into_id or 0)
    if other is None or other.activity_id != contribution.activity_id:
        return None
    root = root_of(other)
    return root if root.id != contribution.id else None


def show_on_screen(
    contribution: Contribution,
    account: Account | None,
    seen: ContributionState | None = None,
    seen_text: str | None = None,
) -> Decision:
    """Publishes it if need be, and shows it alone and big in the hall. Returns how it stood before; refused as
    publishing is, and for a published one whose words are no longer those that were seen.
    """
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        before = decision_on(contribution)
        _publish(contribution, account, seen, seen_text)
        _check_seen_text(contribution, seen_text)
        uncover_screen(contribution.activity.conference, account)
        spotlight = db.session.get(Spotlight, conference_id)
        if spotlight is None:
            db.session.add(Spotlight(conference_id=conference_id, contribution_id=contribution.id))
        elif spotlight.contribution_id == contribution.id:
            return before
        else:
            spotlight.contribution_id = contribution.id
        note(conference_id, account, "show_on_screen", contribution.id)
    return before


def clear_screen(conference_id: int, account: Account | None, seen: int | None = None) -> None:
    """The screen goes back to what the programme says. `seen` is the id of what the account saw there; refused when
    it is another by now.
    """
    with transaction(conference_id):
        spotlight = db.session.get(Spotlight, conference_id)
        if spotlight is None:
            return
        if seen not in (None, spotlight.contribution_id):
            raise Refused(_("Noen andre har satt noe annet på skjermen i mellomtiden. Ingenting er endret."))
        note(conference_id, account, "clear_screen", spotlight.contribution_id)
        db.session.delete(spotlight)
