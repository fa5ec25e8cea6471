"""The guiding rules, put into better words."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.guiding_rules import reword_guiding_rule
from app.forms.seen import saves
from app.forms.votes import GuidingRuleForm, guiding_rule_form_of, read_guiding_rule
from app.queries.guiding_rules import guiding_rule_of, guiding_rules_of
from app.routes.facilitator import blueprint


@blueprint.get("/guiding-rules", endpoint="guiding_rules")
def index() -> ResponseReturnValue:
    return _page()


@blueprint.post("/guiding-rules/<int:rule_id>", endpoint="reword_guiding_rule")
def update(rule_id: int) -> ResponseReturnValue:
    rule = guiding_rule_of(g.conference, rule_id) or abort(404)
    form = read_guiding_rule(rule, request.form)
    if not saves(
        form,
        lambda: reword_guiding_rule(rule, form.plan(), g.account, form.seen),
        lambda: guiding_rule_form_of(rule),
    ):
        return _page({rule_id: form}), 422
    flash(_("Leveregelen er lagret."), "success")
    return redirect(url_for("facilitator.guiding_rules"), 303)


def _page(posted: dict[int, GuidingRuleForm] | None = None) -> str:
    """With the form that was posted in the place of its rule's own."""
    rules = guiding_rules_of(g.conference)
    forms = {rule.id: guiding_rule_form_of(rule) for rule in rules} | (posted or {})
    return render_template("facilitator/guiding_rule/index.html", rules=rules, forms=forms)
