"""One's own password."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.accounts import change_password
from app.domain.errors import Refused
from app.extensions import limiter
from app.forms.accounts import PasswordForm
from app.routes.account import blueprint
from app.routes.account.sign_in import begin_session


@blueprint.get("/password", endpoint="password")
def edit() -> ResponseReturnValue:
    return render_template("account/password.html", form=PasswordForm(), refused="")


@blueprint.post("/password", endpoint="change_password")
@limiter.limit(
    "8 per 5 minutes",
    key_func=lambda: str(g.account.id),
    deduct_when=lambda response: response.status_code == 422,
)
def update() -> ResponseReturnValue:
    """The new password signs the account out everywhere; this browser goes on."""
    form, refused = PasswordForm(request.form), ""
    if form.validate():
        try:
            change_password(g.account, form.old.data or "", form.new.data or "")
        except Refused as error:
            refused = str(error)
        else:
            begin_session(g.account)
            flash(_("Passordet er byttet. Andre steder er du logget ut."), "success")
            return redirect(url_for("account.conferences"), 303)
    return render_template("account/password.html", form=form, refused=refused), 422
