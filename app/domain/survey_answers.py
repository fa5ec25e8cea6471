"""A person answers a survey, in the hall or by link: as nobody in particular, as often as they change their mind."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.errors import Refused, TooLate
from app.domain.surveys import survey_of
from app.domain.taken import check_taken_now
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, Aspect, ItemKind, SurveyAnswer, SurveyItem, SurveyResponse, TargetGroup, TextState
from app.models.survey import NOT_SURE
from app.models.survey_response import new_text_id, response_key


@dataclass(frozen=True, kw_only=True)
class ItemAnswer:
    """What one person says about one item now. What is None stays as it was."""

    item_id: int
    values: dict[Aspect, int]
    """1–6, the number of a choice, or 0 for «Ikke sikker»."""
    text: str | None = None
    """Cleaned; empty takes an earlier text away."""
    clears: bool = False
    """Takes the whole answer away: skipped after all."""


def answer_survey(
    activity: Activity, token: str, group: TargetGroup, answers: Sequence[ItemAnswer], *, by_link: bool = False
) -> None:
    """Stores all that is given or nothing. The same once more changes nothing, and announces nothing.

    `token` is the secret of the respondent's browser; who it belongs to is not kept. Somebody who has changed target
    group answers as the new one altogether. Refused when closed, for a value that is not on the scale, for an item of
    another survey or of another target group's.
    """
    with transaction(activity.conference_id):
        _check_open(activity, by_link)
        items = {item.id: item for item in survey_of(activity).items}
        for answer in answers:
            _check(items.get(answer.item_id), answer, group)
        if not any(answer.values or answer.text or answer.clears or answer.text == "" for answer in answers):
            return
        key = response_key(activity.id, token)
        response = db.session.get(SurveyResponse, (activity.id, key))
        if response is None:
            # Twice at once: the second waits for the lock, and then finds it.
            response = SurveyResponse(activity_id=activity.id, key=key, target_group_id=group.id, by_link=by_link)
            db.session.add(response)
        elif response.target_group_id != group.id:
            response.target_group_id = group.id
        db.session.flush()
        stored = _stored(response)
        for answer in answers:
            _store(response, stored.get(answer.item_id), answer)


def _check_open(activity: Activity, by_link: bool) -> None:
    survey = survey_of(activity)
    late = _("Undersøkelsen er stengt. Det siste svaret er ikke sendt.")
    # Once it is counted not even the grace lets anything more in: it would move figures that somebody has seen.
    if not by_link:
        early = _("Undersøkelsen er ikke åpnet ennå. Det siste svaret er ikke sendt.")
        check_taken_now(activity.takes_answers() and not activity.is_counted, activity, early=early, late=late)
    elif activity.is_counted or not survey.takes_answers_by_link():
        raise TooLate(late)


def _check(item: SurveyItem | None, answer: ItemAnswer, group: TargetGroup) -> None:
    if item is None:
        raise Refused(_("Spørsmålet er ikke med i denne undersøkelsen lenger."))
    if not item.is_asked_of(group.id):
        raise Refused(_("Spørsmålet «%(text)s» er til en annen målgruppe.", text=item.text))
    if answer.text is not None and item.kind is not ItemKind.TEXT:
        raise Refused(_("Dette svares det ikke på med tekst."))
    for aspect, value in answer.values.items():
        if aspect not in item.aspects or not NOT_SURE <= value <= item.highest or item.kind is ItemKind.TEXT:
            raise Refused(_("Svaret er ikke på skalaen. Velg en av mulighetene."))


def _stored(response: SurveyResponse) -> dict[int, SurveyAnswer]:
    rows = db.session.scalars(
        select(SurveyAnswer)
        .where(SurveyAnswer.activity_id == response.activity_id, SurveyAnswer.key == response.key)
        .execution_options(populate_existing=True)
    )
    return {row.item_id: row for row in rows}


def _store(response: SurveyResponse, row: SurveyAnswer | None, answer: ItemAnswer) -> None:
    if row is None:
        if not (answer.values or answer.text):
            return
        row = SurveyAnswer(
            activity_id=response.activity_id,
            key=response.key,
            item_id=answer.item_id,
            target_group_id=response.target_group_id,
        )
        db.session.add(row)
    if answer.clears or (answer.text == "" and row.text is not None):
        db.session.delete(row)
        return
    for aspect, value in answer.values.items():
        if row.value_of(aspect) != value:  # the same once more is no change, and announces nothing
            setattr(row, _COLUMNS[aspect], value)
    if answer.text and answer.text != row.text:
        # Another text is read anew before it is in any result.
        row.text, row.text_id, row.text_state = answer.text, new_text_id(), TextState.WAITING


_COLUMNS = {Aspect.EXPECTATION: "expectation", Aspect.EXPERIENCE: "experience", Aspect.ANSWER: "choice"}
