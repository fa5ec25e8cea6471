"""Quotes are picked for the summary, at most two of a theme in a question, and put back."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Contribution, Quote
from app.models.quote import MOST_QUOTES
from app.queries.summary_themes import pile_with


def pick_quote(contribution: Contribution, account: Account | None) -> None:
    """Refused for what is not published, for what another one stands for, and where two are picked already."""
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        if db.session.get(Quote, contribution.id) is not None:
            return
        pile = pile_with(contribution)
        if pile is None:
            raise Refused(_("Bare det som vises, kan være sitat."))
        if len(pile.quotes) >= MOST_QUOTES:
            raise Refused(_("To sitater er valgt her. Ta bort ett av dem først."))
        db.session.add(Quote(contribution_id=contribution.id))
        note(conference_id, account, "pick_quote", contribution.id)


def put_back_quote(contribution: Contribution, account: Account | None) -> None:
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        quote = db.session.get(Quote, contribution.id)
        if quote is not None:
            db.session.delete(quote)
            note(conference_id, account, "put_back_quote", contribution.id)
