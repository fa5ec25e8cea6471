"""Where a code is typed."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models.code_slip import SLIP_LENGTH
from app.models.table import TABLE_CODE_LENGTH
from app.queries.conferences import conference_with_code, tidy_code
from app.routes.join_codes import CONFERENCES, keep_key, note_right_code, note_wrong_code, refuse_guessing
from app.routes.public import blueprint


@blueprint.get("/")
def front() -> ResponseReturnValue:
    """Asks for the code, of a conference, slip or table. It comes back as `?code=`, since looking changes nothing."""
    if "code" not in request.args:
        return render_template("public/front.html")
    code = tidy_code(request.args["code"])
    if not code:
        return render_template("public/front.html", is_empty=True), 422
    if len(code) == SLIP_LENGTH:
        return redirect(url_for("public.slip", code=code), 303)
    if len(code) == TABLE_CODE_LENGTH:
        return redirect(url_for("table.show", table_code=code), 303)
    refuse_guessing(CONFERENCES, code)
    conference = conference_with_code(code)
    if conference is None:
        return wrong_code(code)
    note_right_code(code)
    keep_key(code, f"/j/{code}")
    return redirect(url_for("participant.show", code=conference.code), 303)


def wrong_code(code: str) -> ResponseReturnValue:
    """The page that asks again, with what was typed; counted, so that guessing gets nowhere."""
    note_wrong_code(CONFERENCES)
    return render_template("public/front.html", code=code), 404
