"""Signing in and out."""

from flask import current_app, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.exceptions import HTTPException

from app.domain.accounts import account_with
from app.domain.errors import Refused
from app.forms.accounts import SignInForm
from app.models import Account
from app.routes.account import blueprint
from app.routes.account.guessing import (
    limit_for_any_account,
    limit_from_everywhere,
    limit_from_one_place,
    remember_browser,
)


@blueprint.get("/sign-in", endpoint="sign_in")
def new() -> ResponseReturnValue:
    if "account" in g:
        return redirect(_next_address(), 303)
    return render_template("account/sign_in.html", form=SignInForm(), refused="")


@blueprint.post("/sign-in", endpoint="create_sign_in")
@limit_for_any_account
@limit_from_everywhere
@limit_from_one_place
def create() -> ResponseReturnValue:
    form = SignInForm(request.form)
    if not form.validate():
        return render_template("account/sign_in.html", form=form, refused=""), 422
    try:
        account = account_with(form.email.data or "", form.password.data or "")
        refused = _("E-postadressen eller passordet stemmer ikke.")
    except Refused as busy:
        account, refused = None, str(busy)
    if account is None:
        return render_template("account/sign_in.html", form=form, refused=refused), 422
    begin_session(account)
    response = make_response(redirect(_next_address(), 303))
    remember_browser(response, account)
    return response


@blueprint.post("/sign-out", endpoint="sign_out")
def delete() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("account.sign_in"), 303)


def begin_session(account: Account) -> None:
    """A new session; nothing of an earlier one, perhaps planted, lives on in it."""
    session.clear()
    login_user(account)


def _next_address() -> str:
    """Where they were going, if a link can open it and it is ours; else the list of conferences."""
    wanted = request.values.get("next", "")
    path, _question, query = wanted.partition("?")
    if path.startswith("/") and not path.startswith(("//", "/\\")) and wanted.isprintable():
        try:
            current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
            return f"{path}?{query}" if query else path
        except HTTPException:
            pass  # no such page, or none that a link opens
    return url_for("account.conferences")
