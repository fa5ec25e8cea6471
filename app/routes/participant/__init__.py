"""The participant's phone, under `/j/<code>`.

Guard: the conference by its code, the person by the conference's own cookie.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, abort, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.live.views import Audience
from app.models import Conference
from app.queries.conferences import tidy_code
from app.queries.participants import conference_and_participant
from app.routes.join_codes import CONFERENCES, keep_key, note_right_code, refuse_guessing
from app.routes.live import set_view
from app.routes.participant_cookie import tokens_held
from app.routes.public.front import wrong_code
from app.routes.visitors import LARGEST_POST
from app.security import SAFE_METHODS

blueprint = Blueprint("participant", __name__, url_prefix="/j/<code>")


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Puts `g.conference`, `g.token` and `g.participant` (or None), and for a page `g.view` and `g.revision`.

    A wrong code leads to the page that asks again.
    """
    request.max_content_length = LARGEST_POST
    typed = (values or {}).pop("code")
    code = tidy_code(typed)
    tokens = tokens_held()
    conference, participant = conference_and_participant(code, tokens)
    if participant is None:
        refuse_guessing(CONFERENCES, code)
    if conference is None:
        abort(make_response(wrong_code(code)))
    note_right_code(code)
    is_read = request.method in SAFE_METHODS
    if participant is None and is_read:
        keep_key(code, f"/j/{code}")
    g.conference, g.token, g.participant = conference, tokens.get(conference.id), participant
    g.conference_language = conference.language
    if typed != conference.code and is_read:
        # The cookie goes to one spelling of the address only.
        abort(redirect(url_for("participant.show")))
    if is_read:
        set_view(conference.id, Audience.PARTICIPANT, filter=_chosen_mark(conference))


def _chosen_mark(conference: Conference) -> str:
    mark = request.args.get("group", "")
    return mark if mark and any(str(group.mark) == mark for group in conference.target_groups) else ""


@blueprint.url_defaults
def keep_code(_endpoint: str, values: dict[str, Any]) -> None:
    if "code" not in values and "conference" in g:
        values["code"] = g.conference.code


def joined_only(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """For what only somebody who has joined may do. Others (a lost cookie) are led to the door."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if g.participant is None:
            return redirect(url_for("participant.show"), 303)
        return view(*args, **kwargs)

    return guarded


from app.routes.participant import (  # noqa: E402, F401
    answers,
    contributions,
    films,
    offers,
    participants,
    priorities,
    reactions,
    results,
    surveys,
    table,
    target_group,
    votes,
)
from app.routes.participant import conference as conference_page  # noqa: E402, F401 - the views need the blueprint

for child in (answers, contributions, films, offers, priorities, reactions, results, surveys, votes):
    blueprint.register_blueprint(child.blueprint)
blueprint.register_blueprint(table.blueprint)
blueprint.register_blueprint(target_group.blueprint)
