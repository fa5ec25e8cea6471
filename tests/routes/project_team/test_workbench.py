"""The workbench: what the team writes, saved with and without a script, by two at once, and what is lacking."""

import re
import uuid

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.activities import show_activity
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.themes import ThemePlan, add_theme, merge_theme, remove_theme, restore_theme
from app.models import ActivityKind, ContributionKind, SummaryPart
from app.models.summary_text import HEARD, TEXT_LIMIT, Section, mark_of
from app.queries.summary_texts import summary_text_of, versions_of
from tests.conftest import Story
from tests.rounds import close, round_of, said

SCRIPT = {"HX-Request": "true"}


def address(story: Story, rest: str = "/workbench") -> str:
    return f"/conferences/{story.conference.id}/summary{rest}"


def write(client: FlaskClient, story: Story, text: str, name: str = "heard", **fields: object) -> TestResponse:
    headers = fields.pop("headers", None)
    return client.post(address(story, f"/texts/{name}"), data={"text": text, **fields}, headers=headers)  # type: ignore[arg-type]


def shown(answer: TestResponse) -> str:
    return " ".join(answer.get_data(as_text=True).split())


def seen_in(html: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found is not None
    return found[1]


def now(story: Story) -> str:
    text = summary_text_of(story.conference, HEARD)
    return text.text if text else ""


@pytest.fixture
def asked(story: Story) -> Story:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, "Svar.", uuid.uuid4())
    publish_contribution(said, story.bjorn)
    return story


def test_it_says_what_is_lacking_until_it_is_there(asked: Story) -> None:
    before = shown(asked.as_cecilie.get(address(asked)))
    assert "<b>Mangler:</b> Dette hørte vi." in before
    assert "<b>Mangler:</b> Deres egne ord, Råd og innspill uten tema," in before

    for name in ("heard", f"words-{asked.dialogue.id}", f"disagreement-{asked.dialogue.id}"):
        assert write(asked.as_cecilie, asked, "Noe er skrevet.", name).status_code == 303

    after = shown(asked.as_cecilie.get(address(asked)))
    assert after.count("Ingenting mangler.") == 1  # about the whole conference
    assert ("Deres egne ord" in after, "Det folk ikke ble enige om" in after) == (False, False)


def test_what_a_result_is_stands_in_the_language_of_the_page(story: Story) -> None:
    said(story, "Svar innen en uke.")
    activity = close(story, round_of(story, ActivityKind.REACTIONS))
    show_activity(activity, story.bjorn)
    whole = story.as_cecilie.get(address(story) + "?lang=nn").text
    one = story.as_cecilie.get(address(story, f"/workbench/{activity.id}")).text

    assert ">Reaksjonar<" in whole
    assert '<p class="lead"><span lang="nb">' in one


def test_without_a_script_the_button_saves_and_leads_back(asked: Story) -> None:
    name = f"words-{asked.dialogue.id}"
    saved = write(asked.as_cecilie, asked, "**Svar** først.", name)

    assert (saved.status_code, saved.location) == (303, address(asked, f"/workbench/{asked.dialogue.id}#{name}"))
    page = shown(asked.as_bjorn.get(saved.location))
    assert "**Svar** først.</textarea>" in page
    assert '<div class="prose" dir="auto"><p><b>Svar</b> først.</p></div>' in page
    assert "av Cecilie." in page


def test_a_script_saves_again_and_again_from_what_came_back(asked: Story) -> None:
    first = write(asked.as_cecilie, asked, "Folk", headers=SCRIPT)
    assert (first.status_code, first.headers["Dialog-Outcome"]) == (200, "stored")
    second = write(asked.as_cecilie, asked, "Folk vil", seen=seen_in(shown(first)), headers=SCRIPT)

    assert second.headers["Dialog-Outcome"] == "stored"
    assert "<html" not in shown(second)
    assert [version.text for version in versions_of(asked.conference, HEARD)] == ["Folk vil"]


@pytest.mark.parametrize(
    ("choice", "left"),
    [("theirs", "Bjørns tekst."), ("mine", "Cecilies tekst, mer."), ("both", "Bjørns tekst.\n\nCecilies tekst, mer.")],
)
def test_the_second_of_two_gets_both_texts_and_chooses(asked: Story, choice: str, left: str) -> None:
    write(asked.as_bjorn, asked, "Bjørns tekst.")

    collided = write(asked.as_cecilie, asked, "Cecilies tekst.", seen="", headers=SCRIPT)
    piece = shown(collided)
    assert (collided.status_code, collided.headers["Dialog-Outcome"], seen_in(piece)) == (409, "collided", "")
    assert "Bjørn lagret noe annet her mens du skrev." in piece
    assert "<p>Bjørns tekst.</p>" in piece
    assert now(asked) == "Bjørns tekst."

    other = re.search(r'name="other" value="(\d+)"', piece)
    assert other is not None
    chosen = write(asked.as_cecilie, asked, "Cecilies tekst, mer.", seen="", other=other[1], choice=choice)
    assert chosen.status_code == 303
    assert now(asked) == left
    kept = " ".join(version.text for version in versions_of(asked.conference, HEARD))
    assert "Bjørns tekst." in kept
    assert "Cecilies tekst, mer." in kept


def test_without_a_script_the_second_keeps_what_was_typed_in_the_field(asked: Story) -> None:
    write(asked.as_bjorn, asked, "Bjørns tekst.")
    page = write(asked.as_cecilie, asked, "Cecilies tekst.")

    assert page.status_code == 409
    assert "Cecilies tekst.</textarea>" in shown(page)
    assert "Sett begge under hverandre</button>" in shown(page)


def test_a_choice_made_of_an_outdated_text_asks_again(asked: Story) -> None:
    write(asked.as_bjorn, asked, "Bjørns tekst.")
    other = re.search(r'name="other" value="(\d+)"', shown(write(asked.as_cecilie, asked, "Cecilies.", headers=SCRIPT)))
    assert other is not None
    restored = versions_of(asked.conference, HEARD)[0]  # somebody made Cecilie's the text meanwhile
    asked.as_bjorn.post(address(asked, f"/texts/heard/versions/{restored.id}/restoration"))

    assert write(asked.as_cecilie, asked, "Cecilies to.", other=other[1], choice="mine").status_code == 409
    assert now(asked) == "Cecilies."


def test_too_long_is_said_and_nothing_is_lost(asked: Story) -> None:
    page = write(asked.as_cecilie, asked, "a" * (TEXT_LIMIT + 1))

    assert page.status_code == 422
    assert f"Teksten har {TEXT_LIMIT + 1} tegn. Det er plass til {TEXT_LIMIT}. Det er ikke lagret." in shown(page)
    assert "a" * (TEXT_LIMIT + 1) + "</textarea>" in shown(page)
    assert now(asked) == ""


def test_versions_are_looked_at_and_restored(asked: Story) -> None:
    write(asked.as_bjorn, asked, "Den første, som var god.")
    write(asked.as_cecilie, asked, "Den andre.", seen=seen_in(shown(asked.as_cecilie.get(address(asked)))))
    oldest = versions_of(asked.conference, HEARD)[-1]

    page = shown(asked.as_cecilie.get(address(asked, "/texts/heard/versions")))
    assert page.index("Den andre.") < page.index("Den første, som var god.")
    assert page.count("Hent fram igjen") == 1
    restored = asked.as_cecilie.post(address(asked, f"/texts/heard/versions/{oldest.id}/restoration"))
    assert (restored.status_code, restored.location) == (303, address(asked, "/workbench#heard"))
    assert now(asked) == "Den første, som var god."


@pytest.mark.parametrize("name", ["heard-1", "words", "words-0", "words-2", "essay", "disagreement-99"])
def test_other_sections_there_are_none(asked: Story, name: str) -> None:
    assert write(asked.as_cecilie, asked, "x", name).status_code == 404


def test_a_version_of_another_section_or_conference_is_not_there(asked: Story) -> None:
    write(asked.as_cecilie, asked, "Vår.")
    version = versions_of(asked.conference, HEARD)[0]
    away = f"/conferences/{asked.elsewhere.id}/summary/texts/heard/versions/{version.id}/restoration"

    assert asked.as_david.post(away).status_code == 404
    words = f"/texts/words-{asked.dialogue.id}/versions/{version.id}/restoration"
    assert asked.as_cecilie.post(address(asked, words)).status_code == 404
    assert asked.as_david.post(address(asked, "/texts/heard"), data={"text": "x"}).status_code == 404
    assert now(asked) == "Vår."


def test_an_essence_typed_while_somebody_tidies_the_themes_is_kept(asked: Story) -> None:
    themes = [add_theme(asked.conference, ThemePlan(name), asked.bjorn) for name in ("Svar", "Frister", "Møter")]
    sections = [Section(SummaryPart.ESSENCE, asked.dialogue.id, theme.id) for theme in themes]
    merge_theme(themes[1], themes[0], asked.bjorn)
    remove_theme(themes[2], asked.bjorn)

    merged = write(asked.as_cecilie, asked, "Folk vil vite når.", sections[1].name, headers=SCRIPT)
    removed = write(asked.as_cecilie, asked, "Færre møter.", sections[2].name, headers=SCRIPT)
    too_long = write(asked.as_cecilie, asked, "a" * (TEXT_LIMIT + 1), sections[2].name)

    assert merged.headers["Dialog-Outcome"] == removed.headers["Dialog-Outcome"] == "stored"
    assert "Temaet er slått sammen med «Svar» i mellomtiden. Teksten står der nå." in shown(merged)
    assert "Temaet er fjernet i mellomtiden. Teksten er tatt vare på" in shown(removed)
    kept = [summary_text_of(asked.conference, section) for section in sections]
    assert [each and each.text for each in kept] == ["Folk vil vite når.", None, "Færre møter."]
    assert "a" * (TEXT_LIMIT + 1) + "</textarea>" in shown(too_long)


def stray_names(story: Story) -> list[str]:
    page = story.as_cecilie.get(address(story, f"/workbench/{story.dialogue.id}")).text
    return re.findall(r'<h3 id="essence-[^"]*">([^<]*)</h3>', page)


def test_what_was_written_about_a_theme_that_is_gone_is_shown_and_moved_copied_or_put_away(asked: Story) -> None:
    merged, head, empty = (
        add_theme(asked.conference, ThemePlan(name), asked.bjorn) for name in ("Frister", "Svar", "Møter")
    )
    about_merged, about_head, about_empty = (
        Section(SummaryPart.ESSENCE, asked.dialogue.id, theme.id) for theme in (merged, head, empty)
    )
    words = Section(SummaryPart.WORDS, asked.dialogue.id)
    write(asked.as_cecilie, asked, "Ingen sa noe om møter.", about_empty.name)
    assert stray_names(asked) == ["Møter"]
    merge_theme(merged, head, asked.bjorn)
    remove_theme(head, asked.bjorn)

    write(asked.as_cecilie, asked, "Folk vil vite når.", about_merged.name)  # typed before anybody tidied

    assert stray_names(asked) == ["Svar", "Møter"]
    seen = mark_of("Folk vil vite når.")
    moves = f"/texts/{about_head.name}/place"
    for how, left in (("copy", "Folk vil vite når."), ("move", "")):
        moved = asked.as_cecilie.post(address(asked, moves), data={"to": words.name, "seen": seen, "how": how})
        assert (moved.status_code, text_of(asked, about_head)) == (303, left)
    assert text_of(asked, words) == "Folk vil vite når.\n\nFolk vil vite når."
    late = asked.as_cecilie.post(
        address(asked, moves), data={"to": words.name, "seen": seen, "how": "move"}, follow_redirects=True
    )
    assert "Noen andre har endret teksten i mellomtiden." in shown(late)
    away = {"seen": mark_of("Ingen sa noe om møter."), "how": "remove"}
    asked.as_cecilie.post(address(asked, f"/texts/{about_empty.name}/place"), data=away)
    assert stray_names(asked) == []

    earlier = versions_of(asked.conference, about_head)[1]
    asked.as_cecilie.post(address(asked, f"/texts/{about_head.name}/versions/{earlier.id}/restoration"))
    assert stray_names(asked) == ["Svar"]
    restore_theme(head, asked.bjorn)
    assert text_of(asked, about_head) == "Folk vil vite når."  # there again, with what was written meanwhile


def test_a_version_of_a_theme_that_was_merged_is_not_brought_back_unseen(asked: Story) -> None:
    merged, head = (add_theme(asked.conference, ThemePlan(name), asked.bjorn) for name in ("Frister", "Svar"))
    section = Section(SummaryPart.ESSENCE, asked.dialogue.id, merged.id)
    for text in ("Folk vil vite når.", ""):
        write(asked.as_cecilie, asked, text, section.name, seen=mark_of("Folk vil vite når."))
    first = versions_of(asked.conference, section)[-1]
    merge_theme(merged, head, asked.bjorn)

    restored = asked.as_cecilie.post(
        address(asked, f"/texts/{section.name}/versions/{first.id}/restoration"), follow_redirects=True
    )

    assert "Temaet er slått sammen med et annet i mellomtiden." in shown(restored)
    assert text_of(asked, section) == ""


def text_of(story: Story, section: Section) -> str:
    text = summary_text_of(story.conference, section)
    return text.text if text else ""
