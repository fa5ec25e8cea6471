"""What a round of reactions or priorities is about, chosen beside the programme."""

from collections.abc import Callable

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.priorities import change_priority_round
from app.domain.reactions import change_reaction_round
from app.forms.kinds import editor_of
from app.forms.offers import PrioritiesForm, ReactionsForm
from app.forms.seen import saves
from app.models import Activity, ActivityKind
from app.routes.facilitator import blueprint
from app.routes.facilitator.activities import item_or_404, programme_page


@blueprint.post("/programme/<int:activity_id>/reactions", endpoint="change_reactions")
def update_reactions(activity_id: int) -> ResponseReturnValue:
    activity, form = item_or_404(activity_id, ActivityKind.REACTIONS), ReactionsForm(request.form)
    return _changed(
        activity, form, lambda: change_reaction_round(activity, form.chosen(activity), g.account, form.seen)
    )


@blueprint.post("/programme/<int:activity_id>/priorities", endpoint="change_priorities")
def update_priorities(activity_id: int) -> ResponseReturnValue:
    activity, form = item_or_404(activity_id, ActivityKind.PRIORITIES), PrioritiesForm(request.form)
    return _changed(
        activity,
        form,
        lambda: change_priority_round(
            activity,
            form.chosen(activity),
            form.dots.data or 0,
            g.account,
            is_about_themes=form.is_about_themes,
            seen=form.seen,
        ),
    )


def _changed(activity: Activity, form: ReactionsForm, change: Callable[[], None]) -> ResponseReturnValue:
    form.offer(activity)
    if not saves(form, change, lambda: editor_of(activity)):
        return programme_page(activity, editor=form), 422
    return redirect(url_for("facilitator.activity", activity_id=activity.id, saved=activity.id), 303)
