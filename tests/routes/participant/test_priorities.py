"""Placing dots on a phone: pieces for the script, pages without it."""

import re

from flask import Flask

from app.domain.activities import close_activity, show_activity
from app.domain.contributions import hide_contribution
from app.domain.priorities import prioritise
from app.extensions import db
from app.models import Activity, ActivityKind, HiddenReason, Priority
from tests.conftest import Story
from tests.rounds import close, newcomers, person, round_of, said

PIECE = {"HX-Request": "true"}


def address(story: Story, activity: Activity) -> str:
    return f"/j/{story.conference.code}/activities/{activity.id}/priorities"


def dots() -> dict[int, int]:
    db.session.rollback()
    return {row.contribution_id: row.dots for row in db.session.scalars(db.select(Priority))}


def test_the_list_is_fetched_when_the_person_begins(story: Story) -> None:
    said(story, "Mitt eget.", by=story.astrid)
    said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    page = story.as_astrid.get(f"/j/{story.conference.code}").text
    assert "Du har 3 prikker" in page
    assert "Svar innen en uke." not in page
    answer = story.as_astrid.get(address(story, activity), headers=PIECE)

    assert answer.headers["Dialog-Outcome"] == "deck"
    assert "Svar innen en uke." in answer.text
    assert "Mitt eget." not in answer.text
    assert "<html" not in answer.text


def test_a_set_is_stored_and_the_phone_gets_its_own_piece(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    data = {f"dots-{first.id}": "2", f"dots-{second.id}": "0"}
    for _twice in range(2):
        answer = story.as_astrid.post(address(story, activity), data=data, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (201, "stored")
        assert "Én vei inn." in answer.text
        assert "Du har en prikk igjen." in answer.text

    assert dots() == {first.id: 2}


def test_without_a_script_the_choice_travels_through_the_filter_and_is_sent(story: Story) -> None:
    first, second = said(story, "Én vei inn."), said(story, "Svar innen en uke.", by=person(story, story.residents))
    activity = round_of(story, ActivityKind.PRIORITIES)
    page = story.as_astrid.get(address(story, activity) + f"?group=1&dots-{first.id}=2&dots-{second.id}=0").text
    assert "Dine prikker" in page
    assert page.index("Én vei inn.") < page.index("Svar innen en uke.")
    chosen = dict(re.findall(r'name="(dots-\d+)">.*?<option selected>(\d)', page))
    assert chosen == {f"dots-{first.id}": "2", f"dots-{second.id}": "0"}
    answer = story.as_astrid.post(address(story, activity), data={**chosen, f"dots-{second.id}": "1"})

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/j/{story.conference.code}?answered={activity.id}#own",
    )
    assert dots() == {first.id: 2, second.id: 1}
    assert "Dine prikker" in story.as_astrid.get(f"/j/{story.conference.code}").text


def test_the_list_begins_with_what_is_stored(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 3})
    page = story.as_astrid.get(address(story, activity)).text

    assert "0 av 3 prikker igjen" in page
    assert "Dine prikker" in page


def test_the_list_shows_twenty_and_then_more(story: Story) -> None:
    by = person(story)
    for number in range(22):
        said(story, f"Innspill {number:02}.", by=by)
    activity = round_of(story, ActivityKind.PRIORITIES)
    page = story.as_astrid.get(address(story, activity)).text
    more = re.search(r'#words-(\d+)" name="shown" value="([^"]+)"', page)
    assert more
    rest = story.as_astrid.get(address(story, activity) + f"?shown={more[2]}").text

    assert ("Innspill 02." in page, "Innspill 01." in page) == (True, False)
    assert ("Innspill 02." in rest, "Innspill 01." in rest, "Vis flere" in rest) == (True, True, False)
    assert re.search(rf'id="words-{more[1]}"[^>]*>Innspill 01', rest)
    for odd in ("-1", "x", "10**9"):
        assert story.as_astrid.get(address(story, activity) + f"?shown={odd}").text == page


def test_what_cannot_be_taken_is_refused_with_the_dots_still_there(story: Story) -> None:
    own, other = said(story, "Mitt eget.", by=story.astrid), said(story, "Et annet.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    for data, sentence in (
        ({f"dots-{other.id}": "4"}, "Du har 3 prikker i alt"),
        ({f"dots-{own.id}": "1"}, "skrevet selv"),
        ({"dots-999999": "1"}, "hører ikke til her"),
    ):
        answer = story.as_astrid.post(address(story, activity), data=data, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (422, "refused")
        assert sentence in answer.text
        page = story.as_astrid.post(address(story, activity), data=data)
        assert page.status_code == 422
        ((name, value),) = data.items()
        assert f'name="{name}" value="{value}"' in page.text

    assert dots() == {}


def test_a_number_that_is_none_takes_no_dots_away(story: Story) -> None:
    one = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    story.as_astrid.post(address(story, activity), data={f"dots-{one.id}": "2"}, headers=PIECE)
    answer = story.as_astrid.post(address(story, activity), data={f"dots-{one.id}": "-1"}, headers=PIECE)

    assert (answer.status_code, "Antallet prikker kan ikke leses" in answer.text) == (422, True)
    assert dots() == {one.id: 2}


def test_the_person_is_told_when_a_dot_has_been_lost(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    prioritise(story.astrid, activity, {first.id: 1})
    hide_contribution(first, HiddenReason.UNCLEAR, story.bjorn)
    for at in (f"/j/{story.conference.code}", address(story, activity)):
        page = story.as_astrid.get(at).text
        assert "Prikken er din igjen." in page
        assert "Én vei inn." not in page


def test_closed_is_told(story: Story) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    close_activity(activity, story.bjorn)
    answer = story.as_astrid.post(address(story, activity), data={f"dots-{first.id}": "1"}, headers=PIECE)

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (409, "closed")
    assert "ikke åpen nå" in story.as_astrid.get(address(story, activity)).text
    assert dots() == {}


def test_a_phone_that_lost_its_cookie_is_told_so(story: Story, app: Flask) -> None:
    first = said(story, "Én vei inn.")
    activity = round_of(story, ActivityKind.PRIORITIES)
    answer = app.test_client().post(address(story, activity), data={f"dots-{first.id}": "1"}, headers=PIECE)

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (403, "join")
    assert dots() == {}


def test_the_hall_sees_figures_only_when_they_are_shown(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    crowd = [who for group in (story.residents, story.businesses) for who in newcomers(story, group, 6)]
    activity = round_of(story, ActivityKind.PRIORITIES)
    for who in crowd:
        prioritise(who, activity, {item.id: 3})
    phone, screen = f"/j/{story.conference.code}", f"/screen/{story.conference.screen_token}"
    for act in (lambda: None, lambda: close(story, activity)):
        act()
        for at in (phone, screen):
            assert "Svar innen en uke." not in story.as_astrid.get(at).text
    assert "36 prikker fra 12" in story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    show_activity(activity, story.bjorn)
    for at in (phone, screen):
        assert "Svar innen en uke." in story.as_astrid.get(at).text
