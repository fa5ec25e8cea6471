"""Which contributions speak for the others in the summary."""

from collections.abc import Callable

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.quotes import pick_quote, put_back_quote
from app.models import Account, Contribution
from app.queries.contributions import contribution_of
from app.routes.project_team import blueprint


@blueprint.post("/summary/quotes/<int:contribution_id>", endpoint="pick_quote")
def create(contribution_id: int) -> ResponseReturnValue:
    return _done(contribution_id, pick_quote)


@blueprint.post("/summary/quotes/<int:contribution_id>/removal", endpoint="put_back_quote")
def remove(contribution_id: int) -> ResponseReturnValue:
    return _done(contribution_id, put_back_quote)


def _done(contribution_id: int, act: Callable[[Contribution, Account | None], None]) -> ResponseReturnValue:
    contribution = contribution_of(g.conference, contribution_id) or abort(404)
    try:
        act(contribution, g.account)
    except Refused as refused:
        flash(str(refused), "warning")
    anchor = f"quote-{contribution_id}"
    return redirect(
        url_for("project_team.workbench_activity", activity_id=contribution.activity_id, _anchor=anchor), 303
    )
