"""How a contribution stands: waiting, published or hidden, for itself or with another. Within a running transaction."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.hall import thaw
from app.domain.log import note
from app.extensions import db
from app.models import Account, Contribution, ContributionState, HiddenReason, Spotlight, utc_now
from app.queries.merged_contributions import with_merged
from app.queries.offers import is_counted_with_another


@dataclass(frozen=True)
class Decision:
    """How a contribution stands, so that it can stand so again."""

    state: ContributionState
    hidden_reason: HiddenReason | None
    decided_at: datetime | None
    merged_into_id: int | None = None
    merged_at: datetime | None = None


def decision_on(contribution: Contribution) -> Decision:
    return Decision(
        contribution.state,
        contribution.hidden_reason,
        contribution.decided_at,
        contribution.merged_into_id,
        contribution.merged_at,
    )


def stand_as(contribution: Contribution, decision: Decision) -> None:
    """It and all that were merged into it; the merge itself is left as it is."""
    for each in with_merged(contribution):
        each.state = decision.state
        each.hidden_reason = decision.hidden_reason
        each.decided_at = decision.decided_at


def stand_with(
    root: Contribution, contribution: Contribution, account: Account | None, at: datetime | None = None
) -> None:
    """`root` stands for it, and for all that it stood for; all of them stand as the root does now.

    `at` is the moment of a merge that is put back; None: it is merged now.
    """
    stand_as(contribution, decision_on(root))
    contribution.merged_into_id, contribution.merged_at = root.id, at or utc_now()
    note(root.activity.conference_id, account, "merge_contribution", contribution.id, str(root.id))


def stand_alone(contribution: Contribution, account: Account | None) -> None:
    """It leaves the one that stood for it, whoever asks for what: hiding it, undoing the merge, taking it out.

    Harmless the second time. Refused where answers to both have been counted together: taking them apart would change
    figures that somebody has seen, and tell by the difference who answered both.
    """
    if contribution.merged_into_id is None:
        return
    if is_counted_with_another(contribution):
        raise Refused(
            _(
                "Reaksjoner eller prikker på dem er talt opp sammen, så de kan ikke deles igjen. "
                "Skjul det som står for begge, eller sladd ordene."
            )
        )
    contribution.merged_into_id, contribution.merged_at = None, utc_now()
    note(contribution.activity.conference_id, account, "separate_contribution", contribution.id)


def is_on_screen(contribution: Contribution) -> bool:
    spotlight = db.session.get(Spotlight, contribution.activity.conference_id)
    return spotlight is not None and spotlight.contribution_id == contribution.id


def check_seen_on_screen(contribution: Contribution, is_seen: bool) -> None:
    """Refused for whoever would take it away from under the hall's eyes unknowing. Hiding, the careful choice, asks
    nobody.
    """
    if is_on_screen(contribution) and not is_seen:
        raise Refused(
            _("Noen andre viser det på skjermen nå. Ingenting er endret. Skjul det, eller ta det av skjermen først.")
        )


def take_off_screen(contribution: Contribution) -> None:
    if contribution.is_published:
        thaw(contribution.activity.conference_id)  # what is taken away is gone at once, held still or not
    if is_on_screen(contribution):
        db.session.delete(db.session.get_one(Spotlight, contribution.activity.conference_id))
