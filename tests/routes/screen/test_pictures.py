"""What the screen shows before, between and after the questions: it is never blank."""

import re
from dataclasses import replace

from app.domain.activities import close_activity
from app.domain.conferences import (
    ConferencePlan,
    TargetGroupPlan,
    create_conference,
    describe_conference,
    finish_conference,
    set_target_groups,
)
from app.domain.participants import join_conference
from app.models import (
    ActivityKind,
    Language,
)
from tests.conftest import Story
from tests.routes.screen.conftest import item, picture, say, words


def test_before_opening_it_says_what_when_and_where(story: Story) -> None:
    plan = ConferencePlan(title="Ny", place="Rådhuset", organiser="Nes", held_on=story.conference.held_on)
    conference = create_conference(plan, story.bjorn)

    assert words(conference).startswith("Nes Ny Vi begynner kl. 09.00 torsdag 19. november 2026 · Rådhuset")
    assert 'class="qr"' not in picture(conference)


def test_while_people_come_it_shows_the_way_in_and_who_is_here(story: Story) -> None:
    join_conference(story.elsewhere, story.elsewhere.target_groups[0], Language.BOKMAL)

    shown = picture(story.elsewhere)

    assert "QR-kode til dialog.example/j/" + story.elsewhere.code in shown
    assert f'<span class="url">dialog.example</span><b class="c">{story.elsewhere.spoken_code}</b>' in shown
    assert shown.count('<svg class="mark" viewBox') == 1
    assert shown.count("mark-away") == 17 + 12


def test_large_groups_are_bars_with_a_number(story: Story) -> None:
    groups = [TargetGroupPlan(mark=1, name="Innbyggere", planned=60), TargetGroupPlan(mark=2, name="Ledere", planned=6)]
    set_target_groups(story.elsewhere, groups, story.david)
    join_conference(story.elsewhere, story.elsewhere.target_groups[1], Language.BOKMAL)

    shown = picture(story.elsewhere)

    assert shown.count('class="seats"') == 0
    assert re.findall(r'class="(\w\w)" width="([\d.]+)%"', shown) == [
        ("bg", "100.0"),
        ("fg", "0.0"),
        ("bg", "10.0"),
        ("fg", "1.7"),
    ]


def test_a_plenary_shows_title_and_description(story: Story) -> None:
    item(story, ActivityKind.PLENARY, title="Velkommen", description="Hvorfor vi er her.")

    shown = words(story.conference)

    assert shown.startswith(f"Velkommen dialog.example {story.conference.spoken_code} Hvorfor vi er her.")


def test_a_break_shows_when_it_goes_on_and_what_comes(story: Story) -> None:
    activity = item(story, ActivityKind.BREAK, title="Pause", minutes=15)

    shown = picture(story.conference)

    assert activity.ends_at is not None
    assert f'data-until="{activity.ends_at.isoformat(timespec="seconds").replace("+00:00", "Z")}"' in shown
    assert "Vi begynner igjen" in shown
    close_activity(activity, story.bjorn)
    assert "Vi begynner straks." in words(story.conference)


def test_finished_says_thanks_and_what_happens_now(story: Story) -> None:
    say(story, "Svar innen en uke.")

    finish_conference(story.conference, story.bjorn)

    shown = words(story.conference)
    assert "Takk for at dere var med! 1 råd eller innspill fra 1 av 1 Hva skjer nå Rådene fra i dag brukes" in shown
    assert 'class="qr"' not in picture(story.conference)


def test_a_new_title_is_seen_at_once(story: Story) -> None:
    plan = ConferencePlan(title="Nytt navn", held_on=story.elsewhere.held_on)
    describe_conference(story.elsewhere, replace(plan, organiser="Nes"), story.david)

    assert "Nytt navn" in words(story.elsewhere)
