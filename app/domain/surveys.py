"""A survey comes to be, with its items; its link is opened and closed, whatever the programme is about."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.domain.counted import check_not_counted
from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import check_in_programme, stands_already, stored_plan
from app.domain.shaking import shake_responses
from app.domain.transaction import transaction
from app.models import Account, Activity, ActivityKind, Survey, SurveyItem, utc_now
from app.models.survey import new_link_token

_COPIED = ("position", "kind", "area", "text", "asks_expectation", "asks_experience", "choices")


def make_survey(activity: Activity) -> None:
    if activity.survey is None:
        activity.survey = Survey()


def close_survey(activity: Activity) -> None:
    shake_responses(activity.id)


def copy_survey(source: Activity, copy: Activity) -> None:
    """Without the link and the earlier waves. An item for one target group is for the group with the same mark."""
    if source.survey is None:
        return
    marks = {group.id: group.mark for group in source.conference.target_groups}
    groups = {group.mark: group.id for group in copy.conference.target_groups}
    copy.survey = Survey(
        all_items=[
            SurveyItem(
                only_group_id=groups.get(marks[item.only_group_id]) if item.only_group_id else None,
                **{name: getattr(item, name) for name in _COPIED},
            )
            for item in source.survey.items
        ]
    )


def check_survey_opens(activity: Activity) -> None:
    """Not without a question."""
    _check_asks(activity)


def may_show_survey_unopened(activity: Activity) -> bool:
    return activity.survey is not None and activity.survey.may_be_shown_unopened


def survey_takes_answers(activity: Activity) -> bool:
    """In the hall or by link."""
    return activity.survey is not None and activity.survey.takes_answers()


def show_survey(activity: Activity) -> None:
    """Part of showing any activity: whoever still has the link sees the result there."""
    survey = activity.survey
    if survey is not None and survey.is_open_by_link:
        survey.link_closed_at = utc_now()


def open_survey_link(activity: Activity, account: Account | None) -> None:
    """Lets whoever has the link answer, also before the conference and after it. Opened again it is the same link."""
    with transaction(activity.conference_id):
        survey = survey_of(activity)
        if activity.removed_at is not None:
            raise Refused(_("Aktiviteten er fjernet fra programmet."))
        check_in_programme(activity, ActivityKind.SURVEY)
        _check_asks(activity)
        check_not_counted(activity)
        if survey.is_open_by_link:
            return
        survey.link_token = survey.link_token or new_link_token()
        survey.link_opened_at = survey.link_opened_at or utc_now()
        survey.link_closed_at = None
        activity.counted_at = activity.shown_at = None
        note(activity.conference_id, account, "open_survey_link", activity.id)


def close_survey_link(activity: Activity, account: Account | None) -> None:
    with transaction(activity.conference_id):
        survey = survey_of(activity)
        if survey.link_opened_at is None:
            raise Refused(_("Lenka er ikke åpnet ennå."))
        if survey.link_closed_at is None:
            survey.link_closed_at = utc_now()
            note(activity.conference_id, account, "close_survey_link", activity.id)


@dataclass(frozen=True)
class SentTo:
    """Whom the link is sent to, and how many they are."""

    is_sample: bool
    invited: int


def set_survey_basis(activity: Activity, basis: SentTo, account: Account | None, seen: str | None = None) -> None:
    """A sample without a number has no response rate: refused. `seen` as in domain/seen.py."""
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.SURVEY)
        if basis.is_sample and not basis.invited:
            raise Refused(_("Skriv hvor mange lenka er sendt til. Uten svarprosent sier ikke et utvalg noe."))
        survey = survey_of(activity)
        if stands_already(stored_plan(SentTo, survey), basis, seen):
            return
        survey.is_sample, survey.invited = basis.is_sample, basis.invited
        note(activity.conference_id, account, "set_survey_basis", activity.id, f"{basis.is_sample} {basis.invited}")


def survey_of(activity: Activity) -> Survey:
    if activity.survey is None:
        raise Refused(_("Dette er ikke en undersøkelse."))
    return activity.survey


def _check_asks(activity: Activity) -> None:
    if activity.survey is None or not activity.survey.items:
        raise Refused(_("Undersøkelsen har ingen spørsmål ennå."))
