"""What a table writes together: sent from its device, the minority's view beside it, and what weighs most."""

import uuid
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.contributions import check_taken, publish_where_policy_says
from app.domain.errors import Refused
from app.domain.sent_again import sent_with
from app.domain.tables import check_in_use
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, Contribution, ContributionKind, Origin, Table, TargetGroup
from app.queries.tables import contributions_for

MOST_IMPORTANT = 3


@dataclass(frozen=True)
class TableText:
    """What the table agreed on, and what some of it think beside that. Texts are cleaned and within the limit."""

    kind: ContributionKind
    group: TargetGroup
    """Whose voice it is."""
    text: str
    minority: str
    client_key: uuid.UUID

    @property
    def minority_key(self) -> uuid.UUID:
        return uuid.uuid5(self.client_key, "minority")


def submit_for_table(table: Table, activity: Activity, said: TableText) -> Contribution:
    """Stores it, and the minority's view as a contribution of its own. The same words with the same key are
    what was sent before; other words with it (from a page that was gone back to) are a contribution of their own.
    """
    with transaction(activity.conference_id):
        key, earlier = sent_with(said.client_key, said.kind, said.text, lambda key: _sent_before(table, activity, key))
        if earlier is not None:
            return earlier
        said = replace(said, client_key=key)
        check_taken(activity, said.kind)
        check_in_use(table)
        if said.group.conference_id != table.conference_id:
            raise Refused(_("Velg en av målgruppene i lista."))
        contribution = _written(table, activity, said, said.text, said.client_key)
        db.session.add(contribution)
        if said.minority:
            other = _written(table, activity, said, said.minority, said.minority_key)
            other.is_minority = True
            db.session.add(other)
    return contribution


def _sent_before(table: Table, activity: Activity, key: uuid.UUID) -> Contribution | None:
    return db.session.scalar(
        select(Contribution).where(
            Contribution.activity_id == activity.id,
            Contribution.client_key == str(key),
            Contribution.table_id == table.id,
        )
    )


def _written(table: Table, activity: Activity, said: TableText, text: str, key: uuid.UUID) -> Contribution:
    contribution = Contribution(
        activity_id=activity.id,
        target_group_id=said.group.id,
        table_id=table.id,
        client_key=str(key),
        kind=said.kind,
        text=text,
        origin=Origin.TABLE,
    )
    publish_where_policy_says(contribution, activity)
    return contribution


def choose_important(table: Table, activity: Activity, ids: set[int]) -> None:
    """The advice that the table finds most important, at most three. Others of the table are so no longer."""
    with transaction(activity.conference_id):
        check_in_use(table)
        if len(ids) > MOST_IMPORTANT:
            raise Refused(_("Velg høyst tre råd."))
        check_taken_now(
            activity.takes_contributions(),
            activity,
            early=_("Spørsmålet er ikke åpnet ennå."),
            late=_("Spørsmålet er stengt."),
        )
        for contribution in contributions_for(table, activity):
            is_advice = contribution.kind is ContributionKind.ADVICE and not contribution.is_minority
            is_chosen = is_advice and contribution.id in ids
            if contribution.is_important is not is_chosen:
                contribution.is_important = is_chosen
