"""For whoever keeps the server running."""

from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.extensions import db
from app.routes.public import blueprint


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """200 when the database answers."""
    db.session.execute(text("select 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
