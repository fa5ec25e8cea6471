"""The control room and all that prepares it, under `/conferences/<id>`. Guard: signed in, and facilitator here."""

from typing import Any

from flask import Blueprint, abort, g, request

from app.live.views import Audience
from app.queries.queue_filters import QueueFilter
from app.routes.live import set_view
from app.routes.signed_in import keep_conference_id, load_membership

blueprint = Blueprint("facilitator", __name__, url_prefix="/conferences/<int:conference_id>")
blueprint.url_defaults(keep_conference_id)


@blueprint.url_value_preprocessor
def load(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Puts `g.conference`, `g.membership`, `g.view` and `g.revision`; 403 for the project team."""
    load_membership(values)
    if not g.membership.is_facilitator:
        abort(403)
    chosen = QueueFilter.read(request.args.get("state")) or QueueFilter()
    set_view(g.conference.id, Audience.FACILITATOR, filter=chosen.word)


from app.routes.facilitator import (  # noqa: E402, F401 - the views need the blueprint
    activities,
    bulk_publication,
    code_slips,
    conference,
    contribution_merges,
    contribution_texts,
    contributions,
    control_room,
    films,
    guiding_rules,
    hall,
    imports,
    log,
    members,
    offers,
    paper,
    poster,
    preparation,
    rehearsals,
    seatings,
    stage,
    survey_waves,
    surveys,
    table_cards,
    tables,
    timers,
    votes,
)
