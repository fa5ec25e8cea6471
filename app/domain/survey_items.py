"""What a survey asks: written, changed, put in order, taken out and back. What is answered already is not rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import check_in_programme, order_stands_already, stands_already
from app.domain.surveys import survey_of
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, ItemKind, Survey, SurveyAnswer, SurveyItem, TargetGroup, utc_now
from app.models.survey import FEWEST_CHOICES, MOST_CHOICES, MOST_ITEMS

_WORDS = ("kind", "area", "text", "asks_expectation", "asks_experience", "choices", "only_group_id")


@dataclass(frozen=True, kw_only=True)
class ItemPlan:
    """What an organiser writes about one item."""

    text: str
    kind: ItemKind = ItemKind.SCALE
    area: str = ""
    asks_expectation: bool = True
    asks_experience: bool = True
    choices: tuple[str, ...] = ()
    only_mark: int | None = None
    """Of the one target group that is asked."""


def add_item(activity: Activity, plan: ItemPlan, account: Account | None) -> SurveyItem:
    """Puts a new item last."""
    with transaction(activity.conference_id):
        survey = survey_of(activity)
        if len(survey.items) >= MOST_ITEMS:
            raise Refused(
                ngettext(
                    "En undersøkelse har høyst %(num)d spørsmål.",
                    "En undersøkelse har høyst %(num)d spørsmål.",
                    MOST_ITEMS,
                )
            )
        check_in_programme(activity, ActivityKind.SURVEY)
        _check_not_shown(activity)
        last = max((item.position for item in survey.items), default=0)
        item = SurveyItem(activity_id=activity.id, position=last + 1, **_values_of(activity, plan))
        db.session.add(item)
        db.session.flush()
        db.session.expire(survey, ["items", "all_items"])
        note(activity.conference_id, account, "add_item", item.id)
    return item


def fill_survey(activity: Activity, plans: Sequence[ItemPlan], account: Account | None) -> None:
    """Puts a whole template into an empty survey. An item for a group that is not here is left out."""
    marks = {group.mark for group in activity.conference.target_groups}
    with transaction(activity.conference_id):
        if survey_of(activity).items:
            raise Refused(_("Undersøkelsen har spørsmål allerede. Malen fyller bare en tom."))
        for plan in plans:
            if plan.only_mark is None or plan.only_mark in marks:
                add_item(activity, plan, account)


def words_of(item: SurveyItem) -> dict[str, object]:
    """What an organiser has written about it, as the row keeps it."""
    return {name: getattr(item, name) for name in _WORDS}


def change_item(item: SurveyItem, plan: ItemPlan, account: Account | None, seen: str | None = None) -> None:
    """Rewrites it. What has answers keeps its words: only the area, and one aspect more, can still be changed.

    `seen` as in domain/seen.py.
    """
    activity = item.survey.activity
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.SURVEY)
        _check_not_removed(item)
        _check_not_shown(activity)
        values = _values_of(activity, plan)
        if stands_already(words_of(item), values, seen, _("Spørsmålet er endret av en annen mens du skrev.")):
            return
        if has_answers(item):
            locked = _falsifying(item, values)
            if locked:
                raise Refused(
                    _(
                        "Noen har svart på dette. Da kan du ikke endre %(what)s: svarene ville stått under noe annet "
                        "enn det de svarte på. Legg heller til et nytt spørsmål.",
                        what=", ".join(map(str, locked)),
                    )
                )
        for name, value in values.items():
            setattr(item, name, value)
        note(activity.conference_id, account, "change_item", item.id)


def _falsifying(item: SurveyItem, values: dict[str, object]) -> list[object]:
    """Which of the changes would let answers stand under another question."""
    words = {
        "text": _("teksten"),
        "kind": _("formen"),
        "choices": _("svaralternativene"),
        "only_group_id": _("hvem som spørres"),
    }
    locked: list[object] = [word for name, word in words.items() if getattr(item, name) != values[name]]
    for name in ("asks_expectation", "asks_experience"):
        if getattr(item, name) and not values[name]:
            locked.append(_("at det spørres om begge deler"))
    return locked


def order_of(survey: Survey) -> list[int]:
    return [item.id for item in survey.items]


def move_item(item: SurveyItem, place: int, account: Account | None, seen: str | None = None) -> None:
    """To `place` (1 = first); beyond the ends means the end. `seen`, of order_of(), as in domain/seen.py."""
    activity = item.survey.activity
    with transaction(activity.conference_id):
        _check_not_removed(item)
        items = [each for each in item.survey.items if each is not item]
        items.insert(max(place, 1) - 1, item)
        if order_stands_already(order_of(item.survey), [each.id for each in items], seen):
            return
        for position, each in enumerate(items, start=1):
            each.position = position
        db.session.flush()
        db.session.expire(item.survey, ["items"])
        note(activity.conference_id, account, "move_item", item.id)


def remove_item(item: SurveyItem, account: Account | None) -> None:
    """Takes it out; restore_item brings it back. Refused once somebody has answered it."""
    activity = item.survey.activity
    with transaction(activity.conference_id):
        if has_answers(item):
            raise Refused(_("Noen har svart på dette. Da blir det stående, ellers ville svarene blitt borte."))
        if item.removed_at is None:
            item.removed_at = utc_now()
            note(activity.conference_id, account, "remove_item", item.id)
            db.session.flush()
            db.session.expire(item.survey, ["items"])


def restore_item(item: SurveyItem, account: Account | None) -> None:
    """Where it stood."""
    activity = item.survey.activity
    with transaction(activity.conference_id):
        if item.removed_at is not None:
            item.removed_at = None
            note(activity.conference_id, account, "restore_item", item.id)
            db.session.flush()
            db.session.expire(item.survey, ["items"])


def _check_not_removed(item: SurveyItem) -> None:
    if item.removed_at is not None:
        raise Refused(_("Noen andre har fjernet spørsmålet i mellomtiden. Legg det til på nytt hvis det skal med."))


def has_answers(item: SurveyItem) -> bool:
    counted = select(func.count()).select_from(SurveyAnswer).where(SurveyAnswer.item_id == item.id)
    return bool(db.session.scalar(counted))


def _values_of(activity: Activity, plan: ItemPlan) -> dict[str, object]:
    """As the row keeps it. What only another form of item has is left out."""
    is_scale = plan.kind is ItemKind.SCALE
    if not plan.text:
        raise Refused(_("Skriv hva det spørres om."))
    if is_scale and not (plan.asks_expectation or plan.asks_experience):
        raise Refused(_("Velg forventning, erfaring eller begge."))
    choices = plan.choices if plan.kind is ItemKind.CHOICE else ()
    if plan.kind is ItemKind.CHOICE and not FEWEST_CHOICES <= len(set(choices)) == len(choices) <= MOST_CHOICES:
        raise Refused(
            _(
                "Skriv %(fewest)s til %(most)s ulike svaralternativer, ett på hver linje.",
                fewest=FEWEST_CHOICES,
                most=MOST_CHOICES,
            )
        )
    group = _group_with(activity, plan.only_mark)
    return {
        "kind": plan.kind,
        "area": plan.area,
        "text": plan.text,
        "asks_expectation": plan.asks_expectation if is_scale else False,
        "asks_experience": plan.asks_experience if is_scale else False,
        "choices": "\n".join(choices),
        "only_group_id": group.id if group else None,
    }


def _group_with(activity: Activity, mark: int | None) -> TargetGroup | None:
    if mark is None:
        return None
    for group in activity.conference.target_groups:
        if group.mark == mark:
            return group
    raise Refused(_("Velg en av målgruppene i lista."))


def _check_not_shown(activity: Activity) -> None:
    if activity.shown_at is not None:
        raise Refused(_("Resultatet er vist. Da kan ikke spørsmålene endres lenger."))
