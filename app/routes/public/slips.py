"""Where a printed slip leads: its bearer sees what it is, and comes in once.

Looking at it uses nothing up: cameras and mail programs look at addresses by themselves.
"""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.code_slips import enter_with_slip
from app.domain.errors import Refused
from app.languages import language_now
from app.models import CodeSlip
from app.models.participant import new_participant_token
from app.queries.code_slips import slip_with_code
from app.queries.conferences import tidy_code
from app.routes.join_codes import SLIPS, forget_key, keep_key, note_wrong_code, refuse_guessing
from app.routes.participant_cookie import looks_like_a_token, remember
from app.routes.public import blueprint
from app.routes.visitors import LARGEST_POST
from app.security import is_secure

AT_THE_DOOR = "slip"
"""The cookie of a browser that looks at a slip: the token it will come in with. So pressing twice is coming once."""


@blueprint.get("/s/<code>")
def slip(code: str) -> ResponseReturnValue:
    found = _find(code)
    if found.is_used:
        return _refused(found), 410
    keep_key(tidy_code(code), url_for("public.slip", code=tidy_code(code)))
    response = make_response(render_template("public/slip.html", slip=found, code=tidy_code(code)))
    if _token() is None:
        response.set_cookie(
            AT_THE_DOOR, new_participant_token(), path="/s", httponly=True, samesite="Lax", secure=is_secure()
        )
    return response


@blueprint.post("/s/<code>")
def use_slip(code: str) -> ResponseReturnValue:
    request.max_content_length = LARGEST_POST
    found = _find(code)
    token = _token() or new_participant_token()
    try:
        enter_with_slip(found, language_now(), token)
    except Refused as refused:
        return _refused(found, refused.message), 410 if found.is_used else 409
    response = make_response(redirect(url_for("participant.show", code=found.conference.code), 303))
    remember(response, found.conference, token)
    # Whoever comes next with this machine is somebody else.
    response.delete_cookie(AT_THE_DOOR, path="/s")
    forget_key(response, url_for("public.slip", code=tidy_code(code)))
    return response


def _find(code: str) -> CodeSlip:
    tidied = tidy_code(code)
    refuse_guessing(SLIPS, tidied)
    found = slip_with_code(tidied)
    if found is None:
        note_wrong_code(SLIPS)
        abort(make_response(render_template("public/slip_unknown.html", code=tidied), 404))
    return found


def _refused(slip: CodeSlip, sentence: object = "") -> str:
    return render_template("public/slip_refused.html", slip=slip, sentence=sentence)


def _token() -> str | None:
    token = request.cookies.get(AT_THE_DOOR, "")
    return token if looks_like_a_token(token) else None
