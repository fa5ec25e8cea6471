"""Holds back those who guess passwords, without locking a facilitator out.

Wrong passwords are counted for each typed address from each network address (tight), for each typed address from
everywhere (loose: one guesser alone never fills it), and for each network address whatever is typed: to look at a
password is dear, and who asks for it all the time takes it from the hall. A browser that has signed in to the account
before carries a signed cookie and is counted by itself, so that nobody else, not even on the same Wi-Fi, can use up
its attempts.
"""

import hashlib
import secrets

from flask import Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_limiter import RequestLimit
from itsdangerous import BadData, URLSafeTimedSerializer

from app.config import Config
from app.extensions import limiter
from app.forms.accounts import SignInForm
from app.models import Account
from app.routes.visitors import place
from app.security import is_secure

COOKIE = "known-browser"
KNOWN_SECONDS = 365 * 24 * 3600
FROM_ONE_PLACE = "8 per 5 minutes"
FROM_EVERYWHERE = "120 per hour"
FOR_ANY_ACCOUNT = "60 per minute"
WAIT_SECONDS = 300


def is_known_browser() -> bool:
    return _browser() is not None


def remember_browser(response: Response, account: Account) -> None:
    """For a year: this browser has signed in to this account."""
    value = _signer().dumps([_digest(account.email), secrets.token_urlsafe(9)])
    response.set_cookie(
        COOKIE, value, max_age=KNOWN_SECONDS, path="/sign-in", httponly=True, samesite="Lax", secure=is_secure()
    )


def _browser() -> str | None:
    """The random part of the cookie, if it was given for the address that is typed now."""
    try:
        address, browser = _signer().loads(request.cookies.get(COOKIE, ""), max_age=KNOWN_SECONDS)
    except (BadData, ValueError):
        return None
    return str(browser) if address == _digest(_typed()) else None


def _typed() -> str:
    """As the form reads it: otherwise invisible letters would make one account look like many."""
    return SignInForm(request.form).email.data or ""


def _digest(text: str) -> str:
    key = hashlib.sha256(_config().secret_key.encode()).digest()
    return hashlib.blake2b(text.encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_config().secret_key, salt="known-browser")


def _config() -> Config:
    config: Config = current_app.config["CONFIG"]
    return config


def _by_address_and_place() -> str:
    return _digest(f"{_typed()} {_browser() or place()}")


def _by_address() -> str:
    return _digest(_typed())


def _by_place() -> str:
    return _digest(f"any {place()}")


def _was_wrong(response: Response) -> bool:
    return response.status_code == 422


def _ask_to_wait(_limit: RequestLimit) -> Response:
    form = SignInForm(email=_typed())
    sentence = _("Det er prøvd for mange ganger. Vent fem minutter, og prøv igjen.")
    response = make_response(render_template("account/sign_in.html", form=form, refused=sentence), 429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


limit_from_one_place = limiter.limit(
    FROM_ONE_PLACE, key_func=_by_address_and_place, deduct_when=_was_wrong, on_breach=_ask_to_wait
)
limit_from_everywhere = limiter.limit(
    FROM_EVERYWHERE,
    key_func=_by_address,
    deduct_when=_was_wrong,
    exempt_when=is_known_browser,
    on_breach=_ask_to_wait,
)
limit_for_any_account = limiter.limit(
    FOR_ANY_ACCOUNT, key_func=_by_place, deduct_when=_was_wrong, exempt_when=is_known_browser, on_breach=_ask_to_wait
)
