"""What is told of the table alone: whether it stands, what it has sent from any device, and what became of it."""

from typing import Any

from flask import g, render_template

from app.live.frames import partial
from app.models import ActivityKind
from app.queries.activities import activity_on_stage
from app.queries.priorities import own_priorities_of
from app.queries.tables import contributions_for, device_of, taken_in_by
from app.routes.table import blueprint


@blueprint.get("/own")
def own() -> str:
    """For a device that hears that something has changed at its table."""
    told = told_of_table()
    pieces = {"standing": "table/_standing.html", "sent": "table/_sent.html"}
    return b"".join(partial(name, render_template(path, **told).encode()) for name, path in pieces.items()).decode()


def told_of_table() -> dict[str, Any]:
    """What table/_standing.html and table/_sent.html take. `stage` is what the hall is about, not what a page is."""
    stage = activity_on_stage(g.conference)
    is_about_dots = stage is not None and stage.kind is ActivityKind.PRIORITIES
    return {
        "table": g.table,
        "into": taken_in_by(g.table),
        "stage": stage,
        "is_about_dots": is_about_dots,
        "placed": own_priorities_of(stage, device_of(g.table)) if stage and is_about_dots else None,
        "sent": contributions_for(g.table, stage) if stage and not is_about_dots else [],
    }
