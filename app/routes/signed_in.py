"""The guard that facilitators and project teams share: signed in, and a member of the conference in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from flask import abort, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import login_manager
from app.models import Account
from app.queries.conferences import conference_with_membership


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
    found = conference_with_membership(account, conference_id)
    if found is None:
        abort(404)
    g.conference, g.membership = found
    g.account = account
    g.conference_language = g.conference.language


def real_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """For what leaves the conference or decides about it: in a rehearsal it is not done, and says so."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if g.conference.is_rehearsal:
            refuse_rehearsal()
        answer: ResponseReturnValue = view(*args, **kwargs)
        return answer

    return guarded


def refuse_rehearsal() -> NoReturn:
    g.is_rehearsal = True  # the guard itself may say no, before the request's own turn
    abort(make_response(render_template("rehearsal/refused.html"), 403))


def keep_conference_id(_endpoint: str, values: dict[str, Any]) -> None:
    if "conference_id" not in values and "conference" in g:
        values["conference_id"] = g.conference.id
