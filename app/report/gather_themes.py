"""A question's themes, quotes and follow-ups as parts of the summary."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.models import Activity, Contribution, FollowUp, SummaryPart, Theme
from app.queries.merged_contributions import said_by
from app.queries.summary_texts import Words
from app.queries.summary_themes import Pile
from app.report.content import FollowUpPart, GroupCount, QuotePart, ThemePart
from app.report.voices import printed


def themes_and_follow_ups_of(
    activity: Activity,
    words: Words,
    piles: list[Pile],
    follow_ups: Sequence[FollowUp],
    stands_for: Mapping[int, Theme],
) -> dict[str, Any]:
    """The fields of an ActivityPart that they fill. `stands_for`: the theme that stands for each, by id."""
    by = said_by([quote.id for pile in piles for quote in pile.quotes])
    rest = next((pile for pile in piles if pile.theme is None), None)
    themes = tuple(_theme_part(activity, pile.theme, pile, words, by) for pile in piles if pile.theme is not None)
    return {
        "themes": themes,
        "unsorted": rest.count if rest and themes else 0,
        "quotes": _quotes(rest.quotes, by) if rest else (),
        "follow_ups": tuple(
            _follow_up_part(each, stands_for.get(each.theme_id or 0), piles, by) for each in follow_ups
        ),
    }


def _theme_part(activity: Activity, theme: Theme, pile: Pile, words: Words, by: Mapping[int, int]) -> ThemePart:
    assert pile.theme is not None  # noqa: S101 - for the type checker
    return ThemePart(
        name=theme.name,
        count=pile.count,
        by_group=tuple(
            GroupCount(group.mark, pile.by_group[group.id])
            for group in activity.conference.target_groups
            if group.id in pile.by_group
        ),
        essence=words.of(SummaryPart.ESSENCE, activity.id, theme.id),
        quotes=_quotes(pile.quotes, by),
    )


def _quotes(quotes: Iterable[Contribution], by: Mapping[int, int]) -> tuple[QuotePart, ...]:
    return tuple(
        QuotePart(printed(quote), quote.target_group.mark, quote.kind.value, by.get(quote.id, 1)) for quote in quotes
    )


def _follow_up_part(follow_up: FollowUp, theme: Theme | None, piles: list[Pile], by: Mapping[int, int]) -> FollowUpPart:
    said = _quotes((quote for pile in piles if theme and pile.theme is theme for quote in pile.quotes[:1]), by)
    return FollowUpPart(
        advice=follow_up.advice,
        priority=follow_up.priority,
        state=follow_up.state.value,
        action=follow_up.action,
        owner=follow_up.owner,
        due_on=follow_up.due_on,
        theme=theme.name if theme is not None else "",
        said=next(iter(said), None),
    )
