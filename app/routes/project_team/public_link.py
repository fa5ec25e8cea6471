"""The summary's public link: shared, and taken back."""

from flask import current_app, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.config import public_base_url
from app.domain.summary_links import share_summary, unshare_summary
from app.routes.project_team import blueprint
from app.routes.summary_files import begin_public_pdf, renew_public_pdf


@blueprint.post("/summary/link", endpoint="share")
def create() -> ResponseReturnValue:
    share_summary(g.conference, g.account)
    begin_public_pdf(g.conference)
    flash(_("Oppsummeringen har fått en åpen lenke."), "success")
    return redirect(url_for("project_team.show", _anchor="link"), 303)


@blueprint.post("/summary/link/removal", endpoint="unshare")
def remove() -> ResponseReturnValue:
    unshare_summary(g.conference, g.account)
    renew_public_pdf(g.conference)
    flash(_("Lenken virker ikke lenger."), "success")
    return redirect(url_for("project_team.show", _anchor="link"), 303)


def link_of_summary() -> str:
    """Whole, for whoever copies it; empty where there is none."""
    token = g.conference.summary_token
    if token is None:
        return ""
    return public_base_url(current_app.config["CONFIG"]) + url_for("reader.show", summary_token=token)
