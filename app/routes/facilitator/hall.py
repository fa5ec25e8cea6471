"""A word to all phones, a picture before the screen, and all of it held still."""

from typing import Any

from flask import g, request, url_for

from app.domain.hall import (
    cover_screen,
    freeze_hall,
    release_hall,
    remove_nudge,
    show_nudge,
    uncover_screen,
    undo_nudge,
)
from app.forms.decisions import chosen_minutes, chosen_picture
from app.forms.fields import clean_line
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered


@blueprint.post("/nudge")
@answered
def nudge() -> Outcome:
    text = clean_line(request.form.get("nudge", ""))
    before = show_nudge(g.conference, text, g.account)
    return Outcome(fact="show_nudge", message=text, **_undo_of(text, before))


@blueprint.post("/nudge/removal")
@answered
def nudge_removal() -> Outcome:
    before = remove_nudge(g.conference, g.account)
    return Outcome(fact="remove_nudge", **(_undo_of("", before) if before else {}))


@blueprint.post("/nudge/reversal")
@answered
def nudge_reversal() -> Outcome:
    undo_nudge(g.conference, request.form.get("seen", ""), request.form.get("before", ""), g.account)
    return Outcome(fact="undo_nudge")


def _undo_of(seen: str, before: str) -> dict[str, Any]:
    return {"undo": url_for("facilitator.nudge_reversal"), "before": {"seen": seen, "before": before}}


@blueprint.post("/cover")
@answered
def cover() -> Outcome:
    picture = chosen_picture(request.form)
    cover_screen(g.conference, picture, chosen_minutes(request.form), g.account)
    return Outcome(fact=f"cover_{picture}", undo=url_for("facilitator.cover_removal"))


@blueprint.post("/cover/removal")
@answered
def cover_removal() -> Outcome:
    uncover_screen(g.conference, g.account)
    return Outcome(fact="uncover_screen")


@blueprint.post("/freeze")
@answered
def freeze() -> Outcome:
    freeze_hall(g.conference, g.account)
    return Outcome(fact="freeze_hall", undo=url_for("facilitator.freeze_removal"))


@blueprint.post("/freeze/removal")
@answered
def freeze_removal() -> Outcome:
    release_hall(g.conference, g.account)
    return Outcome(fact="release_hall")
