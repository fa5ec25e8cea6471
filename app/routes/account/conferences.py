"""One's own conferences: the list, and a new one."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import to_user_timezone

from app.demo import create_from_template, create_with_one_question, template_start
from app.domain.conferences import create_conference
from app.forms.conferences import NewConferenceForm, Start
from app.models import Conference, utc_now
from app.queries.conferences import ConferenceList, conference_list_of
from app.routes.account import blueprint

FIRST_PAGES = {Start.EMPTY: "facilitator.settings", Start.QUESTION: "facilitator.control_room"}
"""Where a new one leads to, if not to its programme."""


@blueprint.get("/conferences", endpoint="conferences")
def index() -> ResponseReturnValue:
    conferences = _own_conferences()
    today = to_user_timezone(utc_now()).date()
    form = NewConferenceForm(data={"held_on": today}).offer(_copied_from(conferences))
    return render_template("account/conferences.html", conferences=conferences, form=form)


@blueprint.post("/conferences", endpoint="create_conference")
def create() -> ResponseReturnValue:
    conferences = _own_conferences()
    sources = _copied_from(conferences)
    form = NewConferenceForm(request.form).offer(sources)
    if not form.validate():
        return render_template("account/conferences.html", conferences=conferences, form=form), 422
    source = next((each for each in sources if each.id == form.source.data), None)
    conference = _create(form, source if form.start.data is Start.COPY else None)
    page = FIRST_PAGES.get(form.start.data, "facilitator.programme")
    return redirect(url_for(page, conference_id=conference.id), 303)


def _create(form: NewConferenceForm, source: Conference | None) -> Conference:
    if form.start.data is Start.TEMPLATE:
        return create_from_template(form.plan(starts_at=template_start()), g.account)
    if form.start.data is Start.QUESTION:
        return create_with_one_question(form.plan(), g.account)
    return create_conference(form.plan(source), g.account, source)


def _own_conferences() -> ConferenceList:
    return conference_list_of(g.account, to_user_timezone(utc_now()).date())


def _copied_from(conferences: ConferenceList) -> list[Conference]:
    """Those that this account may copy: where it is a facilitator, the newest first."""
    everything = [*reversed(conferences.later), *conferences.today, *conferences.done]
    return [facts.conference for facts in everything if facts.membership.is_facilitator]
