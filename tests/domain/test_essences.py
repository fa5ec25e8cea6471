"""The essence of a theme that is merged stands with the theme that stands for it, and goes back."""

import pytest

from app.domain.follow_ups import FollowUpPlan, add_follow_up
from app.domain.summary_texts import publish_words, write_summary_text
from app.domain.themes import ThemePlan, add_theme, merge_theme, separate_theme
from app.models import SummaryPart, Theme
from app.models.summary_text import Section
from app.queries.summary_texts import public_words_of, summary_text_of
from app.report.gather import summary_content_of
from tests.conftest import Story


@pytest.fixture
def themes(story: Story) -> tuple[Theme, Theme]:
    return tuple(add_theme(story.conference, ThemePlan(name), story.bjorn) for name in ("Svar", "Frister"))  # type: ignore[return-value]


def section_of(story: Story, theme: Theme) -> Section:
    return Section(SummaryPart.ESSENCE, story.dialogue.id, theme.id)


def write(story: Story, theme: Theme, text: str) -> None:
    now = summary_text_of(story.conference, section_of(story, theme))
    write_summary_text(story.conference, section_of(story, theme), text, now.mark if now else "", story.cecilie)


def said(story: Story, theme: Theme) -> str:
    text = summary_text_of(story.conference, section_of(story, theme))
    return text.text if text else ""


@pytest.mark.parametrize("before", ["", "Folk vil ha svar."])
def test_it_follows_and_goes_back(story: Story, themes: tuple[Theme, Theme], before: str) -> None:
    answers, deadlines = themes
    if before:
        write(story, answers, before)
    write(story, deadlines, "Folk vil vite når.")

    merge_theme(deadlines, answers, story.bjorn)
    assert said(story, answers) == f"{before}\n\nFolk vil vite når.".strip()
    separate_theme(deadlines, story.bjorn)
    assert (said(story, answers), said(story, deadlines)) == (before, "Folk vil vite når.")


def test_a_text_that_begins_as_the_other_goes_on_is_no_part_of_it(story: Story, themes: tuple[Theme, Theme]) -> None:
    answers, deadlines = themes
    write(story, answers, "Folk vil vite når.  Og hvem.\n\nSvar innen en uke.")
    write(story, deadlines, "Folk vil vite når.")
    merge_theme(deadlines, answers, story.bjorn)
    assert said(story, answers) == "Folk vil vite når.  Og hvem.\n\nSvar innen en uke.\n\nFolk vil vite når."

    again = add_theme(story.conference, ThemePlan("Uke"), story.bjorn)
    write(story, again, "Svar innen  en uke.\n \nFolk vil vite når.")
    merge_theme(again, answers, story.bjorn)
    assert said(story, answers).count("Svar innen") == 1  # both paragraphs stand there


def test_what_is_saved_when_the_theme_has_just_been_merged_is_written_where_it_stands_now(
    story: Story, themes: tuple[Theme, Theme]
) -> None:
    answers, deadlines = themes
    merge_theme(deadlines, answers, story.bjorn)  # while the other one's text is on its way
    write(story, deadlines, "Folk vil vite når.")
    assert (said(story, answers), said(story, deadlines)) == ("Folk vil vite når.", "")


def test_what_somebody_has_written_since_is_not_taken_away(story: Story, themes: tuple[Theme, Theme]) -> None:
    answers, deadlines = themes
    write(story, deadlines, "Folk vil vite når.")
    merge_theme(deadlines, answers, story.bjorn)
    write(story, answers, "Folk vil vite når, og hvem.")

    separate_theme(deadlines, story.bjorn)

    assert said(story, answers) == "Folk vil vite når, og hvem."


@pytest.mark.parametrize("is_shared", [True, False])
def test_everybody_may_read_of_both_what_they_could_read_of_each(
    story: Story, themes: tuple[Theme, Theme], is_shared: bool
) -> None:
    answers, deadlines = themes
    write(story, answers, "Folk vil ha svar.")
    if is_shared:
        write(story, deadlines, "Folk vil vite når.")
    publish_words(story.conference, story.cecilie)
    if not is_shared:
        write(story, deadlines, "Et utkast.")

    merge_theme(deadlines, answers, story.bjorn)

    public = public_words_of(story.conference).of(SummaryPart.ESSENCE, story.dialogue.id, answers.id)
    assert public == ("Folk vil ha svar.\n\nFolk vil vite når." if is_shared else "Folk vil ha svar.")


def test_advice_about_a_merged_theme_is_about_the_one_that_stands_for_it(
    story: Story, themes: tuple[Theme, Theme]
) -> None:
    answers, deadlines = themes
    add_follow_up(story.dialogue, FollowUpPlan(advice="Si når.", theme_id=deadlines.id), story.cecilie)
    merge_theme(deadlines, answers, story.bjorn)

    (part,) = summary_content_of(story.conference).activities
    assert [each.theme for each in part.follow_ups] == ["Svar"]
