"""Which table a person sits at now, said by themselves. It is used to count who is there, and for nothing else."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.tables import sit_at
from app.forms.joining import read_table
from app.queries.tables import tables_of
from app.routes.participant import joined_only
from app.routes.participant.participants import new

blueprint: Blueprint = Blueprint("table", __name__, url_prefix="/table")


@blueprint.get("")
def edit() -> ResponseReturnValue:
    """Also where the card on a table leads somebody with a phone of their own: `?number=` is that table."""
    number = read_table(request.args)
    if g.participant is None and g.conference.is_open:
        return new(table=number)
    return _page(number)


@joined_only
def _page(number: int | None, error: object = None) -> ResponseReturnValue:
    here = number or (g.participant.table.number if g.participant.table else None)
    page = render_template(
        "participant/table/edit.html",
        conference=g.conference,
        participant=g.participant,
        tables=tables_of(g.conference),
        here=here,
        error=error,
    )
    return page, 422 if error else 200


@blueprint.post("")
@joined_only
def update() -> ResponseReturnValue:
    number = read_table(request.form)
    try:
        sit_at(g.participant, number)
    except Refused as refused:
        return _page(None, refused.message)
    return redirect(url_for("participant.show"), 303)
