"""The polling fallback: what the stream would have sent, for pages and servers that cannot hold one."""

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from app.config import Config
from app.live.drawing import draw_view
from app.live.frames import partial
from app.live.revisions import remembered_revision_of
from app.live.tokens import ViewTokens

blueprint = Blueprint("regions", __name__, url_prefix="/regions")


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """All regions of the token's view as `<hx-partial>`s; 204 while `since` is the present.

    401 for a bad token, and for a rehearsal that was ended: the page asks its guard, which says so.
    """
    config: Config = current_app.config["CONFIG"]
    view = ViewTokens(config.secret_key).read(token)
    if view is None:
        return "", 401
    revision = remembered_revision_of(view.conference_id)
    if not revision:
        return "", 401
    if request.args.get("since") == str(revision):
        return "", 204
    regions = draw_view(current_app._get_current_object(), view, revision)  # type: ignore[attr-defined]
    response = Response(b"".join(partial(name, html) for name, html in regions.items()), mimetype="text/html")
    response.headers["Live-Revision"] = str(revision)
    return response
