"""The guard that facilitators and project teams share: signed in, and a member of the conference in the address."""

from typing import Any

from flask import abort, g
from flask_login import current_user

from app.extensions import login_manager
from app.models import Account
from app.queries.conferences import membership_of


def signed_in_account() -> Account | None:
    """Whose login cookie came with the request."""
    user: Account = current_user._get_current_object()
    return user if user.is_authenticated else None


def load_membership(values: dict[str, Any] | None) -> None:
    """Puts `g.conference`, `g.account` and `g.membership`.

    Not signed in: the sign-in page. Not a member: 404, as if there were no such conference.
    """
    conference_id = (values or {}).pop("conference_id")
    account = signed_in_account()
    if account is None:
        abort(login_manager.unauthorized())
    membership = membership_of(account, conference_id)
    if membership is None:
        abort(404)
    g.membership = membership
    g.account = account
    g.conference = membership.conference
    g.conference_language = g.conference.language


def keep_conference_id(_endpoint: str, values: dict[str, Any]) -> None:
    if "conference_id" not in values and "conference" in g:
        values["conference_id"] = g.conference.id
