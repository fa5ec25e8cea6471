"""Whom a person answers as, changed on the way."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.participants import change_target_group
from app.forms.joining import read_target_group
from app.routes.participant import joined_only

blueprint: Blueprint = Blueprint("target_group", __name__, url_prefix="/target-group")


@blueprint.get("")
@joined_only
def edit() -> ResponseReturnValue:
    return _page()


def _page(error: object = None) -> ResponseReturnValue:
    page = render_template(
        "participant/target_group/edit.html", conference=g.conference, participant=g.participant, error=error
    )
    return page, 422 if error else 200


@blueprint.post("")
@joined_only
def update() -> ResponseReturnValue:
    group = read_target_group(request.form, g.conference)
    if group is None:
        return _page(error="choose")
    try:
        change_target_group(g.participant, group)
    except Refused as refused:
        return _page(error=refused.message)
    return redirect(url_for("participant.show"), 303)
