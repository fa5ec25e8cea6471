"""The time of what is going on: stopped, given more; and the minute before it closes."""

from flask import g, request, url_for

from app.domain.closings import announce_closing, cancel_closing
from app.domain.timers import extend_timer, pause_timer, resume_timer
from app.forms.decisions import chosen_minutes, moment_in
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered
from app.routes.facilitator.stage import activity_or_404


@blueprint.post("/activities/<int:activity_id>/pause")
@answered
def timer_pause(activity_id: int) -> Outcome:
    pause_timer(activity_or_404(activity_id), g.account)
    undo = url_for("facilitator.timer_resumption", activity_id=activity_id)
    return Outcome(fact="pause_timer", activity_id=activity_id, undo=undo)


@blueprint.post("/activities/<int:activity_id>/resumption")
@answered
def timer_resumption(activity_id: int) -> Outcome:
    resume_timer(activity_or_404(activity_id), g.account)
    return Outcome(fact="resume_timer", activity_id=activity_id)


@blueprint.post("/activities/<int:activity_id>/extension")
@answered
def timer_extension(activity_id: int) -> Outcome:
    minutes = chosen_minutes(request.form)
    ends_at = extend_timer(activity_or_404(activity_id), minutes, g.account, moment_in(request.form, "ends_at"))
    undo = url_for("facilitator.timer_extension", activity_id=activity_id) if minutes > 0 else ""
    before = {"minutes": str(-minutes), "ends_at": ends_at.isoformat() if ends_at else ""}
    return Outcome(fact="extend_timer", activity_id=activity_id, count=minutes, undo=undo, before=before)


@blueprint.post("/activities/<int:activity_id>/closing-notice")
@answered
def closing_notice(activity_id: int) -> Outcome:
    announce_closing(activity_or_404(activity_id), g.account)
    return Outcome(fact="announce_closing", activity_id=activity_id)


@blueprint.post("/activities/<int:activity_id>/closing-cancellation")
@answered
def closing_cancellation(activity_id: int) -> Outcome:
    cancel_closing(activity_or_404(activity_id), g.account)
    return Outcome(fact="cancel_closing", activity_id=activity_id)
