"""Quotes: only what is published, at most two of a theme in a question, gone with what they quote."""

import pytest

from app.domain.contributions import hide_contribution
from app.domain.errors import Refused
from app.domain.quotes import pick_quote, put_back_quote
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme
from app.models import Contribution, HiddenReason, Theme
from app.queries.summary_themes import piles_in
from tests.conftest import Story
from tests.rounds import person, said


def quotes(story: Story) -> dict[str, list[str]]:
    piles = piles_in(story.dialogue)
    return {pile.theme.name if pile.theme else "": [quote.text for quote in pile.quotes] for pile in piles}


def say(story: Story, *texts: str, theme: Theme | None = None) -> list[Contribution]:
    contributions = [said(story, text, by=person(story, story.residents)) for text in texts]
    for contribution in contributions if theme else ():
        sort_contribution(contribution, [theme.id], story.cecilie, [])  # type: ignore[union-attr]
    return contributions


def test_two_of_a_theme_and_two_of_what_has_none(story: Story) -> None:
    theme = add_theme(story.conference, ThemePlan("Svar"), story.cecilie)
    for contribution in (*say(story, "a", "b", theme=theme), *say(story, "d", "e")):
        pick_quote(contribution, story.cecilie)
    (third,) = say(story, "c", theme=theme)

    with pytest.raises(Refused):
        pick_quote(third, story.cecilie)
    assert quotes(story) == {"Svar": ["a", "b"], "": ["d", "e"]}
    put_back_quote(third, story.cecilie)  # harmless
    first = piles_in(story.dialogue)[0].quotes[0]
    put_back_quote(first, story.cecilie)
    pick_quote(third, story.cecilie)
    pick_quote(third, story.cecilie)
    assert quotes(story) == {"Svar": ["b", "c"], "": ["d", "e"]}


def test_what_waits_or_is_hidden_is_no_quote(story: Story) -> None:
    waiting = said(story, "venter", published=False)
    with pytest.raises(Refused):
        pick_quote(waiting, story.cecilie)
    (shown,) = say(story, "vist")
    pick_quote(shown, story.cecilie)
    hide_contribution(shown, HiddenReason.UNCLEAR, story.bjorn)

    assert quotes(story) == {}


def test_a_contribution_in_two_themes_is_quoted_once(story: Story) -> None:
    themes = [add_theme(story.conference, ThemePlan(name), story.cecilie) for name in ("En", "To")]
    (both,) = say(story, "begge")
    sort_contribution(both, [theme.id for theme in themes], story.cecilie, [])
    pick_quote(both, story.cecilie)

    assert [(pile.count, len(pile.quotes)) for pile in piles_in(story.dialogue)] == [(1, 1), (1, 0)]
