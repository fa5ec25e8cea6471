"""The result of each activity: a page of figures, and the same figures as CSV."""

from flask import Response, abort, g, render_template
from flask.typing import ResponseReturnValue

from app.models import Activity
from app.queries.activities import activity_of
from app.queries.results import activities_with_results, has_result, is_hidden_from, is_uncounted, result_of
from app.report.sheets import csv_of
from app.routes.project_team import blueprint
from app.routes.uncounted import uncounted_page


@blueprint.get("/results", endpoint="results")
def index() -> ResponseReturnValue:
    """What has been opened so far."""
    return render_template("project_team/results/index.html", activities=activities_with_results(g.conference))


@blueprint.get("/results/<int:activity_id>", endpoint="result")
def show(activity_id: int) -> ResponseReturnValue:
    activity = _load(activity_id)
    if is_hidden_from(activity, g.membership):
        return render_template("project_team/results/hidden.html", activity=activity)
    if is_uncounted(activity):
        return uncounted_page(activity)
    return render_template("project_team/results/show.html", activity=activity, result=result_of(activity))


@blueprint.get("/results/<int:activity_id>/csv", endpoint="result_csv")
def csv(activity_id: int) -> ResponseReturnValue:
    activity = _load(activity_id)
    if is_hidden_from(activity, g.membership):
        abort(403)
    response = Response(csv_of(activity, result_of(activity)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{activity.kind}-{activity.id}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _load(activity_id: int) -> Activity:
    activity = activity_of(g.conference, activity_id)
    return activity if activity is not None and has_result(activity) else abort(404)
