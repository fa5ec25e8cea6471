"""What is still offered of what a phone holds: asked when something was decided, so that what was hidden drops out."""

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from app.forms.reactions import read_ids
from app.queries.activities import activity_of
from app.queries.offers import offered_ids_among
from app.routes.participant import joined_only

blueprint: Blueprint = Blueprint("offers", __name__)


@blueprint.get("/activities/<int:activity_id>/offered")
@joined_only
def index(activity_id: int) -> ResponseReturnValue:
    """The ids that may stay, of those in `among`."""
    activity = activity_of(g.conference, activity_id) or abort(404)
    body = ",".join(map(str, offered_ids_among(activity, read_ids(request.args.get("among", "")))))
    return body, {"Dialog-Outcome": "offered", "Content-Type": "text/plain"}
