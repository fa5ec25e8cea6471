"""A survey comes to be, with its items."""

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.models import Activity, Survey, SurveyItem

_COPIED = ("position", "kind", "area", "text", "asks_expectation", "asks_experience", "choices")


def make_survey(activity: Activity) -> None:
    if activity.survey is None:
        activity.survey = Survey()


def copy_survey(source: Activity, copy: Activity) -> None:
    """Without the earlier waves. An item for one target group is for the group with the same mark."""
    if source.survey is None:
        return
    marks = {group.id: group.mark for group in source.conference.target_groups}
    groups = {group.mark: group.id for group in copy.conference.target_groups}
    copy.survey = Survey(
        items=[
            SurveyItem(
                only_group_id=groups.get(marks[item.only_group_id]) if item.only_group_id else None,
                **{name: getattr(item, name) for name in _COPIED},
            )
            for item in source.survey.items
        ]
    )


def check_survey_opens(activity: Activity) -> None:
    if activity.survey is None or not activity.survey.items:
        raise Refused(_("Undersøkelsen har ingen spørsmål ennå."))
