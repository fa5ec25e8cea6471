"""What the demo's project team does the week after: themes, quotes, its own words, and what becomes of the advice."""

from datetime import date
from typing import Any

from app.analysis.themes import suggested_themes
from app.domain.follow_ups import FollowUpPlan, add_follow_up
from app.domain.quotes import pick_quote
from app.domain.summary_texts import publish_words, write_summary_text
from app.domain.theme_sorting import sort_contribution
from app.models import Account, Activity, ActivityKind, Conference, Contribution, FollowUpState, SummaryPart
from app.models.summary_text import HEARD, Section
from app.queries.summary_themes import piles_in
from app.queries.themes import themes_in


def sort_the_rest(conference: Conference, dialogues: list[dict[str, Any]], account: Account) -> None:
    """What is sorted into a theme by name first, then what a suggestion fits."""
    themes = themes_in(conference.id)
    stems = {theme.id: theme.stem_list for theme in themes}
    for activity, content in zip(_dialogues_of(conference), dialogues, strict=True):
        said = _said_in(activity)
        for each in content.get("sorted", ()):
            sort_contribution(said[each["text"]], [themes[each["theme"] - 1].id], account)
        unsorted = next((pile.contributions for pile in piles_in(activity) if pile.theme is None), [])
        for contribution in unsorted:
            suggested = suggested_themes(contribution.text, stems)
            if suggested:
                sort_contribution(contribution, [suggested[0].theme], account)


def write_the_summary(conference: Conference, content: dict[str, Any], account: Account) -> None:
    """In every section of it, and shares it with everybody."""
    themes = themes_in(conference.id)
    _write(conference, HEARD, content["heard"], account)
    for activity, about in zip(_dialogues_of(conference), content["dialogue"], strict=True):
        _write(conference, Section(SummaryPart.WORDS, activity.id), about["words"], account)
        _write(conference, Section(SummaryPart.DISAGREEMENT, activity.id), about["disagreement"], account)
        for number, essence in about["essences"].items():
            section = Section(SummaryPart.ESSENCE, activity.id, themes[int(number) - 1].id)
            _write(conference, section, essence, account)
        said = _said_in(activity)
        for text in about["quotes"]:
            pick_quote(said[text], account)
    for activity in conference.activities:
        if activity.asks and activity.kind is not ActivityKind.DIALOGUE:
            _write(conference, Section(SummaryPart.WORDS, activity.id), content["results"][activity.kind], account)
    for each in content["follow_up"]:
        plan = FollowUpPlan(
            advice=each["advice"],
            priority=each["priority"],
            theme_id=themes[each["theme"] - 1].id,
            state=FollowUpState(each["state"]),
            action=each["action"],
            owner=each["owner"],
            due_on=_next(each["due"], conference.held_on) if "due" in each else None,
        )
        add_follow_up(_dialogues_of(conference)[each["question"] - 1], plan, account)
    publish_words(conference, account)


def _next(day: str, after: date) -> date:
    """The day MM-DD the next time it comes."""
    this_year = date.fromisoformat(f"{after.year}-{day}")
    return this_year if this_year > after else this_year.replace(year=after.year + 1)


def _dialogues_of(conference: Conference) -> list[Activity]:
    return [activity for activity in conference.activities if activity.is_dialogue]


def _said_in(activity: Activity) -> dict[str, Contribution]:
    return {contribution.text: contribution for pile in piles_in(activity) for contribution in pile.contributions}


def _write(conference: Conference, section: Section, text: str, account: Account) -> None:
    if text:
        write_summary_text(conference, section, text.strip(), "", account)
