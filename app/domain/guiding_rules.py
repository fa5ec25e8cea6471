"""The winners of a vote become the conference's guiding rules, and are put into better words."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import stands_already, stored_plan
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, GuidingRule
from app.queries.votes import first_vote_of, vote_result_of


@dataclass(frozen=True)
class RulePlan:
    title: str
    sentence: str = ""


def name_guiding_rules(activity: Activity, account: Account | None) -> None:
    """All winners, those of its run-off too. Harmless the second time. Refused before the votes are counted, and while
    a tie is not decided."""
    with transaction(activity.conference_id):
        result = vote_result_of(first_vote_of(activity))
        if not result.is_counted or result.is_too_small:
            raise Refused(_("Stemmene er ikke talt ennå."))
        if result.is_tied:
            raise Refused(_("Avgjør først hvem som vinner av dem som står likt."))
        if result.is_named:
            return
        last = db.session.scalar(
            select(func.max(GuidingRule.position)).where(GuidingRule.conference_id == activity.conference_id)
        )
        for position, row in enumerate((row for row in result.rows if row.is_winner), start=(last or 0) + 1):
            db.session.add(
                GuidingRule(
                    conference_id=activity.conference_id,
                    position=position,
                    title=row.option.title,
                    sentence=row.option.sentence,
                    option_id=row.option.id,
                )
            )
        note(activity.conference_id, account, "name_guiding_rules", result.vote.activity_id)


def unname_guiding_rules(activity: Activity, account: Account | None) -> None:
    """Undoes the naming: the winners are winners only. What they were reworded to is lost."""
    with transaction(activity.conference_id):
        result = vote_result_of(first_vote_of(activity))
        for rule in result.rules.values():
            db.session.delete(rule)
        if result.rules:
            note(activity.conference_id, account, "unname_guiding_rules", result.vote.activity_id)


def reword_guiding_rule(rule: GuidingRule, plan: RulePlan, account: Account | None, seen: str | None = None) -> None:
    """`plan` is cleaned and within its limits already (app/forms). `seen` as in domain/seen.py."""
    with transaction(rule.conference_id):
        if not plan.title:
            raise Refused(_("Skriv hva leveregelen heter."))
        stored = stored_plan(RulePlan, rule)
        if stands_already(stored, plan, seen, _("Leveregelen er endret av en annen mens du skrev.")):
            return
        rule.title, rule.sentence = plan.title, plan.sentence
        note(rule.conference_id, account, "reword_guiding_rule", rule.id)
