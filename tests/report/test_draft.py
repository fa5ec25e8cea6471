"""A first «Dette hørte vi» is there by itself, follows the figures, and gives way to what a person writes."""

import uuid

from app.domain.conferences import finish_conference
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.summary_texts import write_summary_text
from app.models import ContributionKind
from app.models.summary_text import HEARD
from app.queries.summary_texts import summary_text_of
from app.report.draft import draft_of
from app.report.gather import summary_content_of
from tests.conftest import Story
from tests.report.conftest import NO_MODERATION, Make


def test_it_tells_who_came_and_what_each_question_was_about(make: Make) -> None:
    assert draft_of(make(groups=2)).splitlines() == [
        "20 mennesker fra 2 målgrupper kom. De ga oss 16 råd og innspill.",
        "",
        "- **Hva forventer du av kommunen når du tar kontakt?** 8 råd og innspill.",
        "- **Hva skal til for at du stoler på kommunen?** 8 råd og innspill.",
    ]
    empty = make(groups=2, joined=0, advice=(), inputs=(), activities=(), moderation=NO_MODERATION)
    assert draft_of(empty) == ""


def test_it_is_there_when_the_conference_closes_until_somebody_writes(story: Story) -> None:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar.", uuid.uuid4())
    assert summary_content_of(story.conference).heard == ""
    finish_conference(story.conference, story.bjorn)
    assert "De ga oss 0 råd og innspill." in summary_content_of(story.conference).heard
    publish_contribution(said, story.bjorn)
    assert "De ga oss 1 råd eller innspill." in summary_content_of(story.conference).heard

    shown = story.as_cecilie.get(f"/conferences/{story.conference.id}/summary/workbench").get_data(as_text=True)
    assert "1 råd eller innspill.</textarea>" in shown
    assert "Et første utkast, laget av tallene." in shown
    write_summary_text(story.conference, HEARD, "Våre ord.", "", story.cecilie)
    assert summary_content_of(story.conference).heard == "Våre ord."
    write_summary_text(story.conference, HEARD, "", mark(story), story.cecilie)
    assert summary_content_of(story.conference).heard == ""  # emptied on purpose stays empty


def mark(story: Story) -> str:
    text = summary_text_of(story.conference, HEARD)
    assert text is not None
    return text.mark
