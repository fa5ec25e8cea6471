"""What people wrote in a survey, for those who decide what of it is in the results: everybody with a role here."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.survey_texts import decide_text
from app.models import Activity, ActivityKind, TextState
from app.queries.activities import activity_of
from app.queries.surveys import texts_of
from app.routes.project_team import blueprint


@blueprint.get("/results/<int:activity_id>/texts", endpoint="texts")
def index(activity_id: int) -> ResponseReturnValue:
    return _page(_load(activity_id))


@blueprint.post("/results/<int:activity_id>/texts/<text_id>/state", endpoint="decide_text")
def update(activity_id: int, text_id: str) -> ResponseReturnValue:
    """Each way back is as short as the way there, so that nothing needs to be undone."""
    activity = _load(activity_id)
    try:
        state = TextState(request.form.get("state", ""))
    except ValueError:
        abort(400)
    try:
        decide_text(activity, text_id, state, g.account)
    except Refused as refused:
        return _page(activity, str(refused)), 422
    return redirect(url_for("project_team.texts", activity_id=activity.id, _anchor=f"text-{text_id}"), 303)


def _load(activity_id: int) -> Activity:
    activity = activity_of(g.conference, activity_id)
    return activity if activity is not None and activity.kind is ActivityKind.SURVEY else abort(404)


def _page(activity: Activity, refused: str = "") -> str:
    return render_template(
        "project_team/texts/index.html", activity=activity, texts=texts_of(activity), refused=refused
    )
