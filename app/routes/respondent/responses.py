"""The survey's page, and what is answered on it."""

from collections.abc import Callable

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.domain.errors import Refused, TooLate
from app.domain.survey_answers import answer_survey
from app.extensions import limiter
from app.forms.joining import read_target_group
from app.forms.surveys import read_survey_answers
from app.models import TargetGroup
from app.models.participant import new_participant_token
from app.queries.survey_results import survey_result_of
from app.queries.surveys import OwnSurveyAnswers, own_survey_answers_of
from app.routes.respondent import blueprint, remember
from app.routes.visitors import place

AT_MOST = "3000 per minute"
"""From one network address: a school or a town hall answers from one."""


@blueprint.get("")
def show() -> ResponseReturnValue:
    """First whom one answers as; then the questions; when it is closed, thanks, and the result if that was shown."""
    activity = g.survey.activity
    if activity.shown_at is not None or not g.survey.is_open_by_link:
        result = survey_result_of(activity) if activity.shown_at is not None else None
        return _render("closed", result=result)
    own = _own()
    group = read_target_group(request.args, g.conference) or _group_of(own)
    if group is None or "change" in request.args:
        error = "choose" if "begin" in request.args else None
        return _render("begin", error=error), 422 if error else 200
    response = make_response(_page(group, own, is_sent="sent" in request.args))
    if g.token is None:
        remember(response, g.survey, new_participant_token())
    return response


def _own() -> OwnSurveyAnswers | None:
    return own_survey_answers_of(g.survey.activity, g.token) if g.token else None


def _group_of(own: OwnSurveyAnswers | None) -> TargetGroup | None:
    return next((group for group in g.conference.target_groups if own and group.id == own.group_id), None)


def _page(group: TargetGroup, own: OwnSurveyAnswers | None, *, sentence: object = "", is_sent: bool = False) -> str:
    return _render("questions", group=group, own=own, sentence=sentence, is_sent=is_sent, typed=request.form)


def _render(page: str, group: TargetGroup | None = None, **context: object) -> str:
    about = {"conference": g.conference, "activity": g.survey.activity, "group": group}
    return render_template(f"respondent/{page}.html", **about, **context)


@blueprint.post("/response")
@limiter.limit(AT_MOST, key_func=lambda: f"survey {place()}")
def create() -> ResponseReturnValue:
    return _answer()


@blueprint.post("/response/<int:item_id>")
@limiter.limit(AT_MOST, key_func=lambda: f"survey {place()}")
def create_one(item_id: int) -> ResponseReturnValue:
    return _answer(item_id)


def _answer(item_id: int | None = None) -> ResponseReturnValue:
    group = read_target_group(request.form, g.conference)

    def answer() -> None:
        if group is None:
            raise Refused(_("Velg hvilken målgruppe du svarer som."))
        if g.token is None:  # each press would else count as somebody new
            raise Refused(_("Nettleseren tar ikke imot informasjonskapsler. Da kan vi ikke ta vare på svaret ditt."))
        answers = read_survey_answers(request.form, item_id)
        answer_survey(g.survey.activity, g.token, group, answers, by_link=True)

    return _answered(answer, group)


def _answered(answer: Callable[[], None], group: TargetGroup | None) -> ResponseReturnValue:
    """As on the phones in the hall: a piece for the script with `Dialog-Outcome`, a page without it."""
    is_piece = "HX-Request" in request.headers
    try:
        answer()
    except Refused as refused:
        outcome, status = ("closed", 409) if isinstance(refused, TooLate) else ("refused", 422)
        if is_piece:
            piece = "participant/answers/_refusal.html"
            html = render_template(piece, outcome=outcome, sentence=refused.message)
            return html, status, {"Dialog-Outcome": outcome}
        if group is None or outcome == "closed":
            return _render("closed", result=None), status
        return _page(group, _own(), sentence=refused.message), status
    if is_piece:
        return render_template("survey/_own.html", own=_own()), 201, {"Dialog-Outcome": "stored"}
    return redirect(url_for("respondent.show", group=group.mark if group else None, sent=1), 303)
