"""The page of a result that nobody has counted yet: two audiences come to it."""

from flask import render_template

from app.domain.kinds import rules_of
from app.models import Activity
from app.queries.results import result_of


def uncounted_page(activity: Activity, refused: str = "") -> str:
    return render_template(
        "project_team/results/uncounted.html",
        activity=activity,
        result=result_of(activity),
        may_still_come=rules_of(activity).takes_answers(activity),
        refused=refused,
    )
