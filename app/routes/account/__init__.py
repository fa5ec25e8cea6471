"""Signing in and out, one's own password, one's own conferences."""

from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from sqlalchemy import select

from app.extensions import db, login_manager
from app.models import Account
from app.routes.signed_in import signed_in_account
from app.routes.visitors import LARGEST_POST, page_before

blueprint = Blueprint("account", __name__)
AT_THE_DOOR = frozenset({"account.sign_in", "account.create_sign_in", "account.sign_out"})
login_manager.login_view = "account.sign_in"
# Its fingerprint is made of the network address, which changes when a laptop moves between access points.
login_manager.session_protection = None  # type: ignore[assignment]  # what Flask-Login calls "none"


def load_account(login_key: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.login_key == login_key))


def ask_to_sign_in() -> Response:
    """To the sign-in page, and back from there to the page they were on."""
    here = request.full_path.rstrip("?") if request.method == "GET" else page_before().path
    address = url_for("account.sign_in", next=here or None)
    if request.headers.get("HX-Request"):  # a part of a page cannot become the sign-in page: the whole page goes there
        response = make_response("", 200)
        response.headers["HX-Redirect"] = address
        return response
    return make_response(redirect(address))


login_manager.user_loader(load_account)
login_manager.unauthorized_handler(ask_to_sign_in)


@blueprint.url_value_preprocessor
def take_small_posts_only(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form: nobody has signed in yet."""
    request.max_content_length = LARGEST_POST


@blueprint.before_request
def load() -> Response | None:
    """Puts `g.account`. The guard of everything here but the door itself."""
    account = signed_in_account()
    if account is None and request.endpoint not in AT_THE_DOOR:
        return ask_to_sign_in()
    if account is not None:
        g.account = account
    return None


from app.routes.account import conferences, password, sign_in  # noqa: E402, F401 - the views need the blueprint
