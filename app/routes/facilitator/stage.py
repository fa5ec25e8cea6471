"""The course of the conference: the next step, and the way to and from every item of the programme."""

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.activities import close_activity, count_answers, open_activity, show_activity
from app.domain.conferences import finish_conference, open_conference, set_policy
from app.domain.errors import Refused
from app.domain.next_step import take_next_step
from app.domain.step_back import take_step_back
from app.forms.decisions import chosen_policy, seen_step, seen_step_back
from app.models import Activity
from app.queries.activities import Step, activity_of
from app.queries.results import is_uncounted
from app.routes.facilitator import blueprint
from app.routes.facilitator.answers import Outcome, answered
from app.routes.uncounted import uncounted_page


def activity_or_404(activity_id: int) -> Activity:
    return activity_of(g.conference, activity_id) or abort(404)


@blueprint.post("/next")
@answered
def next_step() -> Outcome:
    seen = seen_step(request.form, g.conference)
    take_next_step(g.conference, seen, g.membership.account)
    fact = "told" if seen.step is Step.REVEAL else seen.step.value  # the reveal says itself what came of it
    return Outcome(fact=fact, activity_id=seen.activity.id if seen.activity else None)


@blueprint.post("/back")
@answered
def step_back() -> Outcome:
    seen = seen_step_back(request.form, g.conference)
    take_step_back(g.conference, seen, g.membership.account)
    return Outcome(fact=seen.step.value, activity_id=seen.activity.id if seen.activity else None)


@blueprint.post("/opening")
@answered
def conference_opening() -> Outcome:
    open_conference(g.conference, g.membership.account)
    return Outcome(fact="open_conference")


@blueprint.post("/finish")
@answered
def conference_finish() -> Outcome:
    finish_conference(g.conference, g.membership.account)
    return Outcome(fact="finish_conference")


@blueprint.post("/policy")
@answered
def policy() -> Outcome:
    """The one switch that changes it."""
    chosen = chosen_policy(request.form)
    set_policy(g.conference, chosen, g.membership.account)
    return Outcome(fact=chosen.value)


@blueprint.post("/activities/<int:activity_id>/opening")
@answered
def activity_opening(activity_id: int) -> Outcome:
    open_activity(activity_or_404(activity_id), g.membership.account)
    return Outcome(fact="open_activity", activity_id=activity_id)


@blueprint.post("/activities/<int:activity_id>/closing")
@answered
def activity_closing(activity_id: int) -> Outcome:
    close_activity(activity_or_404(activity_id), g.membership.account)
    return Outcome(fact="close_activity", activity_id=activity_id)


@blueprint.post("/activities/<int:activity_id>/counting")
@answered
def activity_counting(activity_id: int) -> Outcome:
    count_answers(activity_or_404(activity_id), g.membership.account)
    return Outcome(fact="count_answers", activity_id=activity_id)


@blueprint.post("/results/<int:activity_id>/counting")
def count_result(activity_id: int) -> ResponseReturnValue:
    """From the page of figures: what was answered by link alone is never on stage. What a colleague gave another form
    has nothing to count, and the page shows what it is now.
    """
    activity = activity_or_404(activity_id)
    try:
        count_answers(activity, g.membership.account)
    except Refused as refused:
        if is_uncounted(activity):
            return uncounted_page(activity, str(refused)), 422
    return redirect(url_for("project_team.result", activity_id=activity_id), 303)


@blueprint.post("/activities/<int:activity_id>/showing")
@answered
def activity_showing(activity_id: int) -> Outcome:
    show_activity(activity_or_404(activity_id), g.membership.account)
    return Outcome(fact="show_activity", activity_id=activity_id)
