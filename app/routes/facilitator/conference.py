"""What the conference is called, when and where it is, who is invited, and the screen's link."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.config import public_base_url
from app.domain.conferences import describe_conference, renew_screen_link, set_target_groups
from app.forms.conferences import (
    ConferenceForm,
    TargetGroupsForm,
    conference_form_of,
    read_target_groups,
    target_groups_form,
)
from app.forms.seen import saves
from app.queries.participants import counts_per_group
from app.routes.facilitator import blueprint


@blueprint.get("/settings", endpoint="settings")
def edit() -> ResponseReturnValue:
    return _page()


@blueprint.post("/settings", endpoint="change_settings")
def update() -> ResponseReturnValue:
    form = ConferenceForm(request.form)
    if not saves(
        form,
        lambda: describe_conference(g.conference, form.plan(), g.account, form.seen),
        lambda: conference_form_of(g.conference),
    ):
        return _page(form=form), 422
    return _saved(_("Innstillingene er lagret."))


@blueprint.post("/settings/target-groups", endpoint="change_target_groups")
def update_target_groups() -> ResponseReturnValue:
    groups = read_target_groups(request.form)
    if not saves(
        groups,
        lambda: set_target_groups(g.conference, groups.plans(), g.account, groups.seen),
        lambda: target_groups_form(g.conference),
    ):
        return _page(groups=groups), 422
    if not g.conference.activities:  # a newcomer's next step
        flash(_("Målgruppene er lagret. Nå kan du legge til det første i programmet."), "success")
        return redirect(url_for("facilitator.new_activity", _anchor="panel"), 303)
    return _saved(_("Målgruppene er lagret."), "target-groups")


@blueprint.post("/settings/screen-link", endpoint="renew_screen_link")
def create_screen_link() -> ResponseReturnValue:
    renew_screen_link(g.conference, g.account)
    return _saved(_("Skjermen har fått ny lenke. Den gamle virker ikke lenger."))


def _saved(sentence: str, anchor: str | None = None) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("facilitator.settings", _anchor=anchor), 303)


def _page(form: ConferenceForm | None = None, groups: TargetGroupsForm | None = None) -> str:
    base_url = public_base_url(current_app.config["CONFIG"])  # whoever copies the link may sit at localhost
    return render_template(
        "facilitator/conference/edit.html",
        screen_link=base_url + url_for("screen.show", screen_token=g.conference.screen_token),
        form=form or conference_form_of(g.conference),
        groups=groups or target_groups_form(g.conference),
        joined={count.group.mark: count.joined for count in counts_per_group(g.conference.id)},
    )
