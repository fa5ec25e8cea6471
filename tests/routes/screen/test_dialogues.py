"""A dialogue on the hall's screen: a place for each target group, one contribution big, closed, shown."""

import re

import pytest
from sqlalchemy import event

from app.domain.activities import close_activity, show_activity
from app.domain.conferences import (
    TargetGroupPlan,
    set_target_groups,
)
from app.domain.contributions import hide_contribution, show_on_screen
from app.extensions import db
from app.live.regions.dialogues import cut_at_word
from app.models import (
    ActivityKind,
    HiddenReason,
)
from tests.conftest import Story
from tests.routes.screen.conftest import item, picture, say, words


def test_each_group_has_its_place_with_what_it_said_last(story: Story) -> None:
    say(story, "Det første vi sa.")
    say(story, "Det siste vi sa.")

    assert words(story.conference).startswith(
        "Økt 1: Forventninger Hva forventer du av kommunen når du tar kontakt? dialog.example "
        f"{story.conference.spoken_code} Innbyggere Det siste vi sa. Råd · nytt nå ett av 2 "
        "Næringsliv Her er det plass til dere. 2 råd og innspill fra 1 av 1 · alle kan leses på telefonen"
    )


def test_only_the_newest_of_all_is_new(story: Story) -> None:
    first = say(story, "Fra innbyggerne.")
    last = say(story, "Fra næringslivet.", story.businesses)

    shown = picture(story.conference)

    assert re.findall(r'<li class="seat" id="contribution-(\d+)" data-group="\d" data-new>', shown) == [str(last.id)]
    assert f'id="contribution-{first.id}"' in shown


def test_the_region_does_not_change_by_itself(story: Story) -> None:
    say(story, "Svar innen en uke.")

    shown = picture(story.conference)
    assert 'hidden><b class="num" data-minutes></b> min igjen' in shown
    assert re.findall(r"til kl\. \d\d\.\d\d<", shown) != []


def test_what_waits_or_is_hidden_is_not_shown(story: Story) -> None:
    say(story, "VENTER", publish=False)
    hide_contribution(say(story, "SKJULT"), HiddenReason.OFFENSIVE, story.bjorn)

    shown = picture(story.conference)

    assert ("VENTER" in shown, "SKJULT" in shown) == (False, False)
    assert "Si hva du mener på telefonen." in shown


def test_markup_that_people_write_is_text(story: Story) -> None:
    said = say(story, "<b>fet</b> & {{ 7 * 7 }}")

    assert "&lt;b&gt;fet&lt;/b&gt; &amp; {{ 7 * 7 }}" in picture(story.conference)
    show_on_screen(said, story.bjorn)
    assert "&lt;b&gt;fet&lt;/b&gt; &amp; {{ 7 * 7 }}" in picture(story.conference)


def test_a_long_text_is_cut_at_a_word_and_says_where_the_rest_is(story: Story) -> None:
    set_target_groups(
        story.conference,
        [TargetGroupPlan(mark=mark, name=f"Gruppe {mark}") for mark in range(1, 7)],
        story.bjorn,
    )
    say(story, "Vi leser om endringer i lokalavisa, " * 20)

    assert (
        '<p class="txt" data-long>Vi leser om endringer i lokalavisa, Vi leser om endringer i lokalavisa, Vi leser'
        '<span class="soft">… les resten på telefonen</span></p>'
    ) in picture(story.conference)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ett to tre fire", "ett to tre"),
        ("ett to, tre fire", "ett to"),
        ("ett to trefire", "ett to"),
        ("Å" * 1000, "Å" * 10),
    ],
)
def test_a_text_is_cut_at_a_word_where_there_is_one(text: str, cut: str) -> None:
    assert cut_at_word(text, 10) == cut


def test_one_contribution_is_shown_big_with_its_own_question(story: Story) -> None:
    said = say(story, "Jeg ringte tre\n\nganger.")
    close_activity(story.dialogue, story.bjorn)
    item(story, ActivityKind.PLENARY, title="Framlegg")

    show_on_screen(said, story.bjorn)

    assert words(story.conference).startswith(
        "Hva forventer du av kommunen når du tar kontakt? Jeg ringte tre ganger. Innbyggere Råd 1 råd eller innspill"
    )


def test_closed_is_a_calm_picture_with_how_many_came_in(story: Story) -> None:
    say(story, "Svar innen en uke.")
    say(story, "Venter.", publish=False)

    close_activity(story.dialogue, story.bjorn)

    shown = words(story.conference)
    assert "2 råd og innspill. Takk! Spørsmålet er stengt. Resultatet kommer." in shown
    assert "Svar innen en uke." not in shown


def test_shown_is_the_board_again_without_news_and_without_the_code_to_scan(story: Story) -> None:
    say(story, "Svar innen en uke.")
    close_activity(story.dialogue, story.bjorn)

    show_activity(story.dialogue, story.bjorn)

    shown = picture(story.conference)
    assert "Svar innen en uke." in shown
    assert ("nytt nå" in shown, "data-new" in shown, 'class="qr"' in shown) == (False, False, False)
    assert story.conference.spoken_code in shown


def test_drawing_costs_the_same_with_1_text_and_with_30(story: Story) -> None:
    def cost() -> int:
        statements: list[str] = []
        db.session.expire_all()
        event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        picture(story.conference)
        return len(statements)

    say(story, "Én.")
    few = cost()
    for number in range(30):
        say(story, f"Tekst {number}.")
    assert cost() == few


def test_a_long_name_is_read_whole_and_leaves_less_room_for_the_text(story: Story) -> None:
    text = "Svar innen en uke, også når svaret er at dere trenger mer tid, og si hvem vi kan ringe. " * 2
    say(story, text)
    before = words(story.conference)
    name = "Eldre innbyggere med nedsatt funksjonsevne og deres familier"
    plans = [TargetGroupPlan(mark=1, name=name), TargetGroupPlan(mark=2, name="Næringsliv")]
    set_target_groups(story.conference, plans, story.bjorn)
    after = words(story.conference)

    assert name in after
    assert text.strip() in before
    assert text.strip() not in after
    assert "… les resten på telefonen" in after
