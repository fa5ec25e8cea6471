"""The team writes a section: two at once overwrite nothing, and every version can come back."""

from datetime import timedelta

import pytest

from app.domain.summary_texts import ONE_SITTING, restore_version, together, write_summary_text
from app.extensions import db
from app.live.announcing import on_announcement
from app.models import SummaryPart, SummaryText
from app.models.summary_text import HEARD, Section
from app.queries.summary_texts import sections_of, summary_text_of, summary_texts_of, versions_of
from tests.conftest import Story


def write(story: Story, text: str, seen: str = "", by: str = "cecilie") -> SummaryText:
    return write_summary_text(story.conference, HEARD, text, seen, getattr(story, by)).version


def texts(story: Story) -> list[tuple[str, bool]]:
    return [(version.text, version.is_aside) for version in versions_of(story.conference, HEARD)]


def now(story: Story) -> str:
    current = summary_text_of(story.conference, HEARD)
    return current.text if current else ""


def test_what_is_typed_in_one_sitting_is_one_version(story: Story) -> None:
    first = write(story, "Folk vil ha")
    again = write(story, "Folk vil ha svar.", first.mark)

    assert texts(story) == [("Folk vil ha svar.", False)]
    assert (again.account_id, again.mark == first.mark) == (story.cecilie.id, True)  # the same row


def test_the_same_text_twice_is_one_version(story: Story) -> None:
    write(story, "Folk vil ha svar.")
    write(story, "Folk vil ha svar.", "galt")

    assert texts(story) == [("Folk vil ha svar.", False)]


def test_a_new_sitting_and_another_person_begin_new_versions(story: Story) -> None:
    first = write(story, "En.")
    first.begun_at -= ONE_SITTING + timedelta(seconds=1)
    db.session.commit()
    second = write(story, "En. To.", first.mark)
    write(story, "En. To. Tre.", second.mark, by="bjorn")

    assert [text for text, _ in texts(story)] == ["En. To. Tre.", "En. To.", "En."]


def test_a_text_that_is_wiped_out_by_its_own_writer_can_come_back(story: Story) -> None:
    first = write(story, "En lang tekst som noen har brukt en time på.")
    write(story, "", first.mark)

    assert [text for text, _ in texts(story)] == ["", "En lang tekst som noen har brukt en time på."]
    restore_version(first, story.conference, story.bjorn)
    assert now(story) == "En lang tekst som noen har brukt en time på."
    assert len(texts(story)) == 3


def test_two_at_once_lose_nothing(story: Story) -> None:
    start = write(story, "Begge begynte her.").mark
    write(story, "Bjørn skrev dette.", start, by="bjorn")
    saved = write_summary_text(story.conference, HEARD, "Cecilie skrev dette.", start, story.cecilie)

    assert saved.other is not None
    assert (saved.other.text, saved.version.text, saved.version.is_aside) == (
        "Bjørn skrev dette.",
        "Cecilie skrev dette.",
        True,
    )
    assert now(story) == "Bjørn skrev dette."
    write_summary_text(story.conference, HEARD, "Cecilie skrev dette, og mer.", "", story.cecilie)
    assert texts(story)[0] == ("Cecilie skrev dette, og mer.", True)  # what she goes on writing is kept too
    both = together(saved.other.text, "Cecilie skrev dette, og mer.")
    assert write(story, both, saved.other.mark).is_aside is False
    assert now(story) == "Bjørn skrev dette.\n\nCecilie skrev dette, og mer."


def test_the_first_two_to_write_collide_too(story: Story) -> None:
    write(story, "Bjørn kom først.", by="bjorn")

    assert write_summary_text(story.conference, HEARD, "Cecilie også.", "", story.cecilie).other is not None
    assert now(story) == "Bjørn kom først."


def test_sections_are_apart(story: Story) -> None:
    words = Section(SummaryPart.WORDS, story.dialogue.id)
    write(story, "Om alt.")
    write_summary_text(story.conference, words, "Om spørsmålet.", "", story.cecilie)

    assert {section.name: text.text for section, text in summary_texts_of(story.conference).items()} == {
        "heard": "Om alt.",
        f"words-{story.dialogue.id}": "Om spørsmålet.",
    }
    assert [section.name for section in sections_of(story.conference)] == [
        "heard",
        f"words-{story.dialogue.id}",
        f"disagreement-{story.dialogue.id}",
    ]  # a plenary has none


def test_drafts_move_no_page_of_the_hall(story: Story) -> None:
    heard: list[int] = []
    stop = on_announcement(heard.append)
    write(story, "Utkast.")
    stop()

    assert heard == []


@pytest.mark.parametrize("text", ["**Svar** og *ro*", "<script>alert(1)</script>", "=1+1"])
def test_a_text_is_kept_as_it_was_typed(story: Story, text: str) -> None:
    write(story, text)

    assert now(story) == text
