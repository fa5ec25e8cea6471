"""How somebody comes in."""

from collections import OrderedDict

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.participants import join_conference
from app.forms.joining import read_table, read_target_group
from app.languages import language_now
from app.models import Conference, Language
from app.models.participant import new_participant_token
from app.queries.conferences import read_anew
from app.routes.join_codes import forget_key
from app.routes.participant import blueprint
from app.routes.participant_cookie import remember

KEPT_DOORS = 64
_doors: OrderedDict[tuple[int, Language], tuple[int, str]] = OrderedDict()
"""By conference and language: the revision, and the page as all who come see it then."""


def forget_all() -> None:
    """For the tests: each has the same conferences."""
    _doors.clear()


def new(error: object = None, table: int | None = None) -> ResponseReturnValue:
    """The page where the target group is chosen.

    The phone gets its token here already, so that pressing twice lets one person in. `table` is where the card that led
    here lies.
    """
    is_for_all = error is None and table is None and request.method == "GET"
    page = _door_of(g.conference) if is_for_all else _drawn(g.conference, error, table)
    response = make_response(page, 422 if error else 200)
    if g.token is None:
        remember(response, g.conference, new_participant_token())
    return response


def _door_of(conference: Conference) -> str:
    """The same bytes for all, so drawn once for a hall of 2,000. Nothing on it moves when people come or speak."""
    key, revision = (conference.id, language_now()), g.revision.course
    drawn_at, page = _doors.get(key, (0, ""))
    if drawn_at < revision:
        read_anew()  # what was read before the revision may be older than it
        page = _drawn(conference)
        _doors[key] = revision, page
        while len(_doors) > KEPT_DOORS:
            _doors.popitem(last=False)
    return page


def _drawn(conference: Conference, error: object = None, table: int | None = None) -> str:
    page = "slips_only" if conference.slips_only_at else "new"
    return render_template(f"participant/participants/{page}.html", conference=conference, error=error, table=table)


@blueprint.get("/participants")
def index() -> ResponseReturnValue:
    """Where the address leads that a phone stands at when no group was chosen, and is loaded anew."""
    return redirect(url_for("participant.show"))


@blueprint.post("/participants")
def create() -> ResponseReturnValue:
    """Lets them in as the target group that was chosen. Whoever is in already stays as they are."""
    response = redirect(url_for("participant.show"), 303)
    if g.participant is not None:
        return response
    group, table = read_target_group(request.form, g.conference), read_table(request.form)
    if group is None:
        return new(error="choose", table=table)
    token = g.token or new_participant_token()
    remember(response, g.conference, token)  # type: ignore[arg-type]  # redirect() says werkzeug's Response
    forget_key(response, url_for("participant.show"))
    try:
        join_conference(g.conference, group, language_now(), token, table)
    except Refused as refused:
        return new(error=refused.message, table=table)
    return response
