"""Approving all that has no mark, and taking it back: one press for each."""

from flask import abort, g, request, url_for

from app.domain.bulk_publication import publish_contributions, undo_publications
from app.forms.decisions import ids_in, moment_in, seen_texts
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered


@blueprint.post("/contributions/publication")
@answered
def bulk_publication() -> Outcome:
    seen = seen_texts(request.form)
    taken = publish_contributions(g.conference, seen, g.account)
    if not taken:
        return Outcome(fact="already_published_together")
    decided_at = taken[0].decided_at
    return Outcome(
        fact="published_together",
        count=len(taken),
        left_out=len(seen) - len(taken),
        undo=url_for("facilitator.bulk_publication_reversal", state=g.view.filter),
        before={
            "ids": "-".join(str(contribution.id) for contribution in taken),
            "decided_at": decided_at.isoformat() if decided_at else "",
        },
    )


@blueprint.post("/contributions/publication-reversal")
@answered
def bulk_publication_reversal() -> Outcome:
    decided_at = moment_in(request.form, "decided_at") or abort(400)
    ids = ids_in(request.form)
    count = undo_publications(g.conference, ids, decided_at, g.account)
    return Outcome(fact="undone_together", count=count, left_out=len(ids) - count)
