"""Paper forms typed in by hand, one line after the other, and the last line taken back."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.contribution_standing import take_off_screen
from app.domain.contributions import publish_where_policy_says
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.sent_again import sent_with
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, Contribution, ContributionKind, ModerationPolicy, Origin, Table, TargetGroup
from app.queries.split_contributions import referred_to_among


@dataclass(frozen=True)
class PaperLine:
    """One thought from a form. The text is cleaned and within the limit."""

    number: int
    """Of the form, as it is printed or written on it."""
    kind: ContributionKind
    group: TargetGroup
    table: Table | None
    text: str
    client_key: uuid.UUID


def type_from_paper(activity: Activity, line: PaperLine, account: Account | None) -> Contribution:
    """Stores it, also after the conference: paper is typed when there is time. The same line with the same key again
    stores nothing; another line with it (typed before the next page had come) is stored as any other.

    Refused for anything but a dialogue in the programme, and for a kind that it does not take.
    """
    with transaction(activity.conference_id):
        key, earlier = sent_with(line.client_key, line.kind, line.text, lambda key: _typed_with(key, activity))
        if earlier is not None:
            return earlier
        if not activity.is_dialogue or activity.removed_at is not None:
            raise Refused(_("Velg en dialog i programmet."))
        takes = activity.takes_advice if line.kind is ContributionKind.ADVICE else activity.takes_input
        if not takes:
            raise Refused(_("Noen rader passer ikke til spørsmålet. Se over dem, og prøv igjen."))
        contribution = Contribution(
            activity_id=activity.id,
            target_group_id=line.group.id,
            table_id=None if line.table is None else line.table.id,
            client_key=str(key),
            kind=line.kind,
            text=line.text,
            origin=Origin.PAPER,
            paper_number=line.number,
        )
        publish_where_policy_says(contribution, activity)
        db.session.add(contribution)
        db.session.flush()
        note(activity.conference_id, account, "type_from_paper", contribution.id, str(line.number))
    return contribution


def _typed_with(key: uuid.UUID, activity: Activity) -> Contribution | None:
    sent = (Contribution.activity_id == activity.id, Contribution.client_key == str(key))
    return db.session.scalar(select(Contribution).where(*sent))


def take_back_line(contribution: Contribution, account: Account | None) -> None:
    """It was mistyped: it goes away. Refused once anything has happened to it; harmless the second time."""
    id, conference_id = contribution.id, contribution.activity.conference_id
    with transaction(conference_id):
        if db.session.get(Contribution, id) is None:
            return
        is_shown_at_once = contribution.activity.conference.policy is ModerationPolicy.SHOW_AT_ONCE
        is_untouched = (
            contribution.paper_number is not None
            and contribution.edited_at is None
            and contribution.answered_at is None
            and contribution.merged_into_id is None
            and (contribution.is_waiting or (contribution.is_published and is_shown_at_once))
        )
        if not is_untouched or referred_to_among([contribution.id]):
            raise Refused(_("Noe er gjort med linja i mellomtiden. Den ligger i køen i kontrollrommet."))
        take_off_screen(contribution)
        note(conference_id, account, "take_back_line", contribution.id, str(contribution.paper_number))
        db.session.delete(contribution)
