"""What the hall has been shown, to be read again at one's own pace."""

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from app.live.regions.kinds import kind_regions_of
from app.queries.activities import activity_of
from app.queries.contributions import NEWEST, published_contributions_of
from app.queries.merged_contributions import said_by
from app.queries.results import results_for_all
from app.routes.participant import joined_only

blueprint = Blueprint("results", __name__)


@blueprint.get("/results/<int:activity_id>")
@joined_only
def show(activity_id: int) -> ResponseReturnValue:
    """The same piece that the phones showed; of a question, the newest texts."""
    activity = activity_of(g.conference, activity_id)
    if activity is None or activity not in results_for_all(g.conference):
        abort(404)
    said = published_contributions_of(activity, limit=NEWEST + 1) if activity.is_dialogue else []
    return render_template(
        "participant/results/show.html",
        conference=g.conference,
        participant=g.participant,
        activity=activity,
        coming=[],
        contributions=said[:NEWEST],
        said_by=said_by([each.id for each in said]),
        has_older=len(said) > NEWEST,
        **kind_regions_of(activity).phone(activity),
    )
