"""How an answer from a phone is taken, whatever kind of activity it is to: the same words for all of them.

The phone's script (answers.js) posts a form as it stands, and keeps it until the answer carries `Dialog-Outcome`;
without the script the same address gives a page. What the person has answered is drawn on their own request alone, by
`<kind>/_own.html`; the question itself is a region, the same for all.
"""

from collections.abc import Callable

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.domain.errors import Refused, TooEarly, TooLate
from app.models import Activity, ActivityKind
from app.queries.activities import activity_of
from app.queries.own_answers import has_own_answers, own_answer_of
from app.routes.participant import joined_only

blueprint: Blueprint = Blueprint("answers", __name__)


def activity_or_404(activity_id: int, kind: ActivityKind) -> Activity:
    """Also one that was taken out of the programme a moment ago: its answers are refused in words.

    To a phone that has lost its cookie that is said first, whatever it asks for: answered() does.
    """
    activity = activity_of(g.conference, activity_id, removed=True)
    if activity is None or (g.participant is not None and activity.kind is not kind):
        abort(404)
    return activity


@blueprint.get("/activities/<int:activity_id>/own")
@joined_only
def own(activity_id: int) -> ResponseReturnValue:
    """What this person has answered, as a piece: for a page that followed the activity's opening without a reload."""
    activity = activity_of(g.conference, activity_id) or abort(404)
    return own_piece(activity), {"Dialog-Outcome": "own"}


def own_piece(activity: Activity) -> Markup:
    """Empty for a kind without a piece of the person's own."""
    if not has_own_answers(activity):
        return Markup()
    own = own_answer_of(activity, g.participant, g.token)
    piece = render_template(f"{activity.kind}/_own.html", conference=g.conference, activity=activity, own=own)
    return Markup(piece)  # noqa: S704 - drawn by a template, which escaped what people wrote


def answered(activity: Activity, answer: Callable[[], object], onward: str = "") -> ResponseReturnValue:
    """Runs the action that stores the answer, and says what came of it. `onward`: where a page without script goes on.

    `Dialog-Outcome`: stored (201), join (403: the phone has lost its cookie), closed (409, not open), refused (422).
    """
    if g.participant is None:
        return _not_stored(activity, "join", 403)
    try:
        answer()
    except (TooEarly, TooLate) as refused:
        return _not_stored(activity, "closed", 409, refused.message)
    except Refused as refused:
        return _not_stored(activity, "refused", 422, refused.message)
    if "HX-Request" in request.headers:
        return own_piece(activity), 201, {"Dialog-Outcome": "stored"}
    return redirect(onward or url_for("participant.show", answered=activity.id, _anchor="own"), 303)


def _not_stored(activity: Activity, outcome: str, status: int, sentence: object = "") -> ResponseReturnValue:
    """The sentence alone, or a page that says it over the form with what was typed."""
    template = "_refusal.html" if "HX-Request" in request.headers else "refused.html"
    html = render_template(
        f"participant/answers/{template}",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        outcome=outcome,
        sentence=sentence,
        typed=request.form,
    )
    return html, status, {"Dialog-Outcome": outcome}
