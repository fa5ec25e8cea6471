"""Reacting on a phone: pieces for the script, pages without it."""

from flask import Flask

from app.domain.activities import close_activity, remove_activity, show_activity
from app.domain.contributions import hide_contribution
from app.domain.reactions import react
from app.extensions import db
from app.models import Activity, ActivityKind, HiddenReason, Opinion, Reaction
from tests.conftest import Story
from tests.rounds import close, newcomers, person, round_of, said

PIECE = {"HX-Request": "true"}


def address(story: Story, activity: Activity, path: str = "") -> str:
    return f"/j/{story.conference.code}/activities/{activity.id}/reactions{path}"


def opinions() -> list[Opinion]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Reaction.opinion)))


def test_the_phone_s_page_shows_the_start_and_no_contribution(story: Story) -> None:
    said(story, "Svar innen en uke.")
    round_of(story, ActivityKind.REACTIONS)
    page = story.as_astrid.get(f"/j/{story.conference.code}").text

    assert "Begynn" in page
    assert "Svar innen en uke." not in page


def test_a_batch_is_fetched_when_the_person_begins(story: Story) -> None:
    for number in range(12):
        said(story, f"Innspill {number}.", by=person(story) if number else story.astrid)
    activity = round_of(story, ActivityKind.REACTIONS)
    answer = story.as_astrid.get(address(story, activity, "/new"), headers=PIECE)

    assert answer.headers["Dialog-Outcome"] == "deck"
    assert answer.text.count('<section class="card" data-id=') == 8
    assert "1 av 11" in answer.text
    assert "Innspill 0." not in answer.text
    assert "<html" not in answer.text


def test_a_reaction_is_stored_and_the_phone_gets_its_own_piece(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    at = address(story, activity, f"/{item.id}")
    for _twice in range(2):
        answer = story.as_astrid.post(at, data={"opinion": "agree"}, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (201, "stored")
        assert "Du har sagt hva du mener om ett av 1." in answer.text

    assert opinions() == [Opinion.AGREE]


def test_without_a_script_one_page_leads_to_the_next(story: Story) -> None:
    for number in range(2):
        said(story, f"Innspill {number}.")
    activity = round_of(story, ActivityKind.REACTIONS)
    at = address(story, activity, "/new")
    for _each in range(2):
        page = story.as_astrid.get(at).text
        assert "<h1" in page
        post_to = page.split('method="post" action="')[1].split('"')[0]
        answer = story.as_astrid.post(post_to, data={"opinion": "disagree"})
        assert (answer.status_code, answer.headers["Location"]) == (303, at)

    assert "Det var alt. Takk!" in story.as_astrid.get(at).text
    assert opinions() == [Opinion.DISAGREE] * 2


def test_a_mind_is_changed_in_the_list_of_one_s_own(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    react(story.astrid, activity, item.id, Opinion.AGREE)
    page = story.as_astrid.get(address(story, activity)).text
    assert 'value="agree" aria-pressed="true"' in page
    answer = story.as_astrid.post(address(story, activity, f"/{item.id}"), data={"opinion": "pass", "shown": "20"})

    assert answer.headers["Location"] == address(story, activity) + f"?shown=20#reaction-{item.id}"
    assert 'value="pass" aria-pressed="true"' in story.as_astrid.get(address(story, activity)).text
    assert opinions() == [Opinion.PASS]


def test_the_list_of_one_s_own_goes_on_after_twenty(story: Story) -> None:
    by = person(story)
    items = [said(story, f"Innspill {number:02}.", by=by) for number in range(22)]
    activity = round_of(story, ActivityKind.REACTIONS)
    for item in items:
        react(story.astrid, activity, item.id, Opinion.AGREE)
    first = story.as_astrid.get(address(story, activity)).text
    rest = story.as_astrid.get(address(story, activity, "?shown=40")).text

    assert ("Innspill 19." in first, "Innspill 20." in first, "Vis flere" in first) == (True, False, True)
    assert ("Innspill 19." in rest, "Innspill 21." in rest, "Vis flere" in rest) == (True, True, False)


def test_the_list_is_nobody_else_s(app: Flask, story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    react(person(story), activity, item.id, Opinion.AGREE)

    assert "Svar innen en uke." not in story.as_astrid.get(address(story, activity)).text


def test_what_cannot_be_taken_is_refused_in_words(story: Story) -> None:
    own, hidden = said(story, "Mitt eget.", by=story.astrid), said(story, "Skjules.")
    said(story, "Vises.")
    activity = round_of(story, ActivityKind.REACTIONS)
    hide_contribution(hidden, HiddenReason.UNCLEAR, story.bjorn)
    for id, opinion, sentence in (
        (own.id, "agree", "skrevet selv"),
        (hidden.id, "agree", "vises ikke lenger"),
        (own.id, "helt enig", "Velg enig, uenig eller stå over."),
    ):
        answer = story.as_astrid.post(address(story, activity, f"/{id}"), data={"opinion": opinion}, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (422, "refused")
        assert sentence in answer.text
        page = story.as_astrid.post(address(story, activity, f"/{id}"), data={"opinion": opinion})
        assert page.status_code == 422
        assert "Begynn" in page.text

    assert opinions() == []


def test_closed_and_taken_out_are_told_apart_from_refused(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    close_activity(activity, story.bjorn)
    for act in (lambda: None, lambda: remove_activity(activity, story.bjorn)):
        act()
        answer = story.as_astrid.post(address(story, activity, f"/{item.id}"), data={"opinion": "agree"}, headers=PIECE)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (409, "closed")

    assert opinions() == []


def test_a_phone_that_lost_its_cookie_is_told_so(story: Story, app: Flask) -> None:
    item = said(story, "Svar innen en uke.")
    activity = round_of(story, ActivityKind.REACTIONS)
    answer = app.test_client().post(address(story, activity, f"/{item.id}"), data={"opinion": "agree"}, headers=PIECE)

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (403, "join")
    assert opinions() == []


def test_another_kind_of_activity_is_not_there(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    answer = story.as_astrid.post(address(story, story.dialogue, f"/{item.id}"), data={"opinion": "agree"})

    assert answer.status_code == 404
    assert story.as_astrid.get(address(story, story.dialogue, "/new")).status_code == 404


def test_a_phone_asks_what_of_it_holds_is_still_offered(story: Story) -> None:
    first, second, third = (said(story, f"Innspill {number}") for number in range(3))
    activity = round_of(story, ActivityKind.REACTIONS)
    hide_contribution(second, HiddenReason.UNCLEAR, story.bjorn)
    among = f"{first.id},{second.id},{third.id},x,,999999"
    answer = story.as_astrid.get(
        f"/j/{story.conference.code}/activities/{activity.id}/offered?among={among}", headers=PIECE
    )

    assert answer.text == f"{first.id},{third.id}"
    assert answer.headers["Dialog-Outcome"] == "offered"


def test_the_hall_sees_figures_only_when_they_are_shown(story: Story) -> None:
    item = said(story, "Svar innen en uke.")
    crowd = [who for group in (story.residents, story.businesses) for who in newcomers(story, group, 6)]
    activity = round_of(story, ActivityKind.REACTIONS)
    for who in crowd:
        react(who, activity, item.id, Opinion.AGREE)
    phone, screen = f"/j/{story.conference.code}", f"/screen/{story.conference.screen_token}"
    for act in (lambda: None, lambda: close(story, activity)):
        act()
        for at in (phone, screen):
            assert "Felles grunn" not in story.as_astrid.get(at).text
    assert "Felles grunn" in story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    show_activity(activity, story.bjorn)
    for at in (phone, screen):
        assert "Felles grunn" in story.as_astrid.get(at).text
        assert "Svar innen en uke." in story.as_astrid.get(at).text
