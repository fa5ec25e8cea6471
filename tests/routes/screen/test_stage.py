"""The hall's screen: what it shows in each state, and that it is never blank."""

import re
import uuid
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity, show_activity
from app.domain.conferences import (
    ConferencePlan,
    TargetGroupPlan,
    create_conference,
    describe_conference,
    finish_conference,
    renew_screen_link,
    set_target_groups,
)
from app.domain.contributions import hide_contribution, publish_contribution, show_on_screen, submit_contribution
from app.domain.participants import join_conference
from app.extensions import db
from app.live.drawing import draw_region
from app.live.regions.dialogues import cut_at_word
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import (
    Activity,
    ActivityKind,
    Conference,
    Contribution,
    ContributionKind,
    HiddenReason,
    Language,
    TargetGroup,
)
from tests.conftest import Story


def picture(conference: Conference) -> str:
    """The region as everybody sees it now, without line breaks."""
    view = View(conference.id, Audience.SCREEN, conference.language)
    return " ".join(draw_region("stage", view, revision_of(conference.id)).decode().split())


def words(conference: Conference) -> str:
    without_code = re.sub(r"<svg.*?</svg>", "", picture(conference))
    return " ".join(re.sub(r"<[^>]*>", " ", without_code).split())


def say(story: Story, text: str, group: TargetGroup | None = None, *, publish: bool = True) -> Contribution:
    participant = story.astrid
    if group is not None:
        participant, _ = join_conference(story.conference, group, Language.BOKMAL)
    said = submit_contribution(participant, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())
    if publish:
        publish_contribution(said, story.bjorn)
    return said


def item(story: Story, kind: ActivityKind, **plan: object) -> Activity:
    activity = add_activity(story.conference, ActivityPlan(**{"kind": kind, "minutes": 30, **plan}), story.bjorn)  # type: ignore[arg-type]
    open_activity(activity, story.bjorn)
    return activity


def test_the_page_includes_the_region_verbatim(story: Story, client: FlaskClient) -> None:
    say(story, "Svar innen en uke.")

    page = client.get(f"/screen/{story.conference.screen_token}").get_data(as_text=True)

    view = View(story.conference.id, Audience.SCREEN, Language.BOKMAL)
    assert draw_region("stage", view, revision_of(story.conference.id)).decode() in page
    assert page.count("<h1") == 1


def test_the_link_is_the_key(story: Story, client: FlaskClient) -> None:
    old = story.conference.screen_token
    renew_screen_link(story.conference, story.bjorn)

    assert client.get(f"/screen/{old}").status_code == 404
    assert client.get(f"/screen/{old}/stream").status_code == 404
    assert client.get(f"/screen/{story.conference.screen_token}").status_code == 200


def test_fresh_addresses_are_given_as_json(story: Story, client: FlaskClient) -> None:
    fresh = client.get(f"/screen/{story.conference.screen_token}/stream").get_json()

    assert sorted(fresh) == ["poll", "stream"]
    assert client.get(fresh["poll"]).status_code == 200


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


def test_it_speaks_the_language_of_the_conference_whatever_the_machine_prefers(
    story: Story, client: FlaskClient
) -> None:
    client.set_cookie("lang", "en")

    page = client.get(f"/screen/{story.conference.screen_token}?lang=en", headers={"Accept-Language": "en"}).get_data(
        as_text=True
    )

    assert '<html lang="nb"' in page
    assert "Her er det plass til dere." in page


def test_addresses_come_from_the_configuration_not_from_the_request(story: Story, client: FlaskClient) -> None:
    page = client.get(f"/screen/{story.conference.screen_token}", headers={"Host": "evil.example"}).get_data(
        as_text=True
    )

    assert "evil.example" not in page
    assert "dialog.example" in page


def test_the_operators_choices_are_remembered(story: Story, client: FlaskClient) -> None:
    address = f"/screen/{story.conference.screen_token}"
    assert 'data-color-scheme="light"' in client.get(address).get_data(as_text=True)

    client.get(f"{address}?scheme=dark&keys=off")

    page = client.get(address).get_data(as_text=True)
    assert ('data-color-scheme="dark"' in page, 'data-keys="off"' in page) == (True, True)
    assert 'data-color-scheme="dark"' in client.get(f"{address}?scheme=purple").get_data(as_text=True)


def test_a_new_title_is_seen_at_once(story: Story) -> None:
    plan = ConferencePlan(title="Nytt navn", held_on=story.elsewhere.held_on)
    describe_conference(story.elsewhere, replace(plan, organiser="Nes"), story.david)

    assert "Nytt navn" in words(story.elsewhere)


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
