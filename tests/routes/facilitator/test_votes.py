"""A vote in the control room: hidden until it is counted, revealed row by row, ties decided."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.activities import close_activity, open_activity, show_activity
from app.domain.ties import let_all_tied_win
from app.extensions import db
from app.models import Activity, GuidingRule
from app.queries.votes import run_off_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from, words_of
from tests.votes import EXPECTATIONS, cast, count_now, open_vote_in, show_now, voters


def press(client: FlaskClient, story: Story, activity: Activity, fact: str, **data: object):  # type: ignore[no-untyped-def]
    return client.post(f"/conferences/{story.conference.id}/activities/{activity.id}/{fact}", data=data)


def whole(story: Story) -> str:
    return story.as_bjorn.get(f"/conferences/{story.conference.id}").text


def room(story: Story) -> str:
    html = whole(story)
    return html[html.index('id="answers"') : html.index('id="queue"')]


def coverage(story: Story) -> str:
    html = story.as_bjorn.get(f"/conferences/{story.conference.id}").get_data(as_text=True)
    return html.split('<section class="coverage"')[1].split("</section>")[0]


def screen(story: Story) -> str:
    return story.as_bjorn.get(f"/screen/{story.conference.screen_token}").get_data(as_text=True)


def phone(story: Story) -> str:
    return story.as_astrid.get(f"/j/{story.conference.code}").get_data(as_text=True)


def decided_vote(story: Story) -> Activity:
    activity = open_vote_in(story)
    for voter in voters(story, story.businesses, 6):
        cast(activity, voter, 0, 1, 2)
    cast(activity, voters(story, story.residents, 1)[0], 9)
    return activity


def tied_vote(story: Story) -> Activity:
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    for number, voter in enumerate(voters(story, story.businesses, 6)):
        cast(activity, voter, number % 2)
    count_now(activity)
    return activity


def test_the_room_tells_turnout_alone_until_the_votes_are_counted(story: Story) -> None:
    activity = decided_vote(story)
    assert "<b>7</b>" in room(story)
    close_activity(activity, story.bjorn)
    early = press(story.as_bjorn, story, activity, "counting")
    assert (early.status_code, "Vent til minuttet" in early.get_data(as_text=True)) == (422, True)
    assert 'class="pre"' not in room(story)
    count_now(activity)
    press(story.as_bjorn, story, activity, "counting")

    assert 'class="pre"' in room(story)
    assert "5 stemmer skilte." in room(story)


def test_the_room_tells_how_many_have_voted_and_of_no_group(story: Story) -> None:
    """Not by an order either: first would stand who has not voted."""
    activity = open_vote_in(story)
    residents, businesses = voters(story, story.residents, 3), voters(story, story.businesses, 7)
    before = coverage(story)
    for voter in (residents[0], *businesses):
        cast(activity, voter, 0)

    assert "<b>8</b>" in room(story)
    assert coverage(story) == before
    assert "Hvem er her?" in words_of(before)
    assert re.findall(r'<li id="coverage-(\d)"', before) == ["1", "2"]


def test_the_screen_sees_as_many_rows_as_are_revealed(story: Story) -> None:
    activity = decided_vote(story)
    count_now(activity)
    assert not any(title in screen(story) for title in EXPECTATIONS)
    seen = []
    for rows in (0, 6, 7, 10):
        assert press(story.as_bjorn, story, activity, "reveal", rows=rows).status_code == 303
        seen.append([title for title in EXPECTATIONS if title in screen(story)])

    assert [len(titles) for titles in seen] == [0, 6, 7, 10]
    assert "Løsningsorientert" not in seen[2]
    assert seen[2][-1] == "Positiv"


def test_those_who_are_level_are_revealed_together(story: Story) -> None:
    activity = decided_vote(story)
    count_now(activity)
    press(story.as_bjorn, story, activity, "reveal", rows=0)

    assert 'name="rows" value="6"' in room(story)  # six options have no vote at all


def test_back_says_how_many_rows_it_hides_and_hides_them(story: Story) -> None:
    activity = decided_vote(story)
    count_now(activity)
    for rows in (0, 6, 7, 10):
        press(story.as_bjorn, story, activity, "reveal", rows=rows)
    told = []
    while 'name="step" value="hide_rows"' in (page := whole(story)):
        told += dict.fromkeys(re.findall(r'Tilbake: skjul [^<"]*', page))  # on the button and as its title
        *_next, rows = re.findall(r'name="turn" value="(\d+)"', page)
        data = {"step": "hide_rows", "activity": activity.id, "turn": rows}
        answer = story.as_bjorn.post(f"/conferences/{story.conference.id}/back", data=data, follow_redirects=True)
        assert "Ett steg tilbake i resultatet: Leveregler" in words_of(answer.text)

    assert told == [
        "Tilbake: skjul de 3 radene som kom sist",
        "Tilbake: skjul raden som kom sist",
        "Tilbake: skjul de 6 radene som kom sist",
    ]
    assert "Tilbake: skjul resultatet" in page


def test_a_tie_is_decided_by_a_run_off_in_one_press(story: Story) -> None:
    activity = tied_vote(story)
    assert "Det står likt om én plass" in room(story)
    press(story.as_bjorn, story, activity, "run-off")
    press(story.as_bjorn, story, activity, "run-off")

    run_off = run_off_of(activity)
    assert run_off is not None
    assert [item.title for item in story.conference.activities if item.title.startswith("Omvalg")] == [run_off.title]


def test_the_winners_of_a_run_off_are_named_before_the_hall_with_those_who_were_sure(story: Story) -> None:
    activity = open_vote_in(story, ("Alfa", "Beta", "Gamma"), places=2)
    people = voters(story, story.businesses, 6)
    for number, voter in enumerate(people):
        cast(activity, voter, 0, 1 + number % 2)
    show_now(activity)
    press(story.as_bjorn, story, activity, "run-off")
    run_off = run_off_of(activity)
    assert run_off is not None
    open_activity(run_off, story.bjorn)
    for voter in people:
        cast(run_off, voter, 1)
    show_now(run_off)
    for told in (screen(story), phone(story)):
        assert ("Denne fikk flest stemmer" in told, "Alfa" in told) == (True, False)
    press(story.as_bjorn, story, run_off, "naming")

    for told in (screen(story), phone(story)):
        assert ("Våre to leveregler" in told, "Alfa" in told, "Gamma" in told) == (True, True, True)
    assert ("Rediger levereglene" in room(story), "Gjør vinnerne" in room(story)) == (True, False)
    press(story.as_bjorn, story, run_off, "naming-reversal")
    assert "Gjør vinnerne i begge valgene til leveregler" in room(story)


def test_a_lot_needs_a_record_and_is_undone(story: Story) -> None:
    activity = tied_vote(story)
    assert activity.vote is not None
    winner = activity.vote.options[1]
    assert press(story.as_bjorn, story, activity, "lot", record="", drawn=winner.id).status_code == 422
    assert press(story.as_bjorn, story, activity, "lot", record="Vi trakk lapper.").status_code == 422
    assert press(story.as_bjorn, story, activity, "lot", record="Vi trakk lapper.", drawn=winner.id).status_code == 303
    assert "Loddet avgjorde" in room(story)
    press(story.as_bjorn, story, activity, "resolution-reversal")

    assert "Det står likt om én plass" in room(story)


def test_the_program_draws_the_lot(story: Story) -> None:
    activity = tied_vote(story)
    press(story.as_bjorn, story, activity, "lot", record="Alle så på.", draw="yes")

    assert "Trukket av programmet, med frø" in room(story)


def test_winners_are_named_reworded_and_unnamed(story: Story) -> None:
    activity = tied_vote(story)
    let_all_tied_win(activity, story.bjorn)
    press(story.as_bjorn, story, activity, "naming")
    rule = db.session.scalars(select(GuidingRule).where(GuidingRule.title == "A")).one()
    address = f"/conferences/{story.conference.id}/guiding-rules"
    empty = story.as_bjorn.post(f"{address}/{rule.id}", data={f"rule-{rule.id}-title": ""})
    assert (empty.status_code, "Skriv hva leveregelen heter" in empty.get_data(as_text=True)) == (422, True)
    seen = drawn_from(story.as_bjorn, address, f"{address}/{rule.id}")
    story.as_bjorn.post(f"{address}/{rule.id}", data={f"rule-{rule.id}-title": "Alltid blide", "seen": seen})
    assert "Alltid blide" in story.as_bjorn.get(address).get_data(as_text=True)
    press(story.as_bjorn, story, activity, "naming-reversal")

    assert db.session.scalars(select(GuidingRule)).all() == []


def test_a_guiding_rule_of_another_conference_is_not_there(story: Story) -> None:
    rule = GuidingRule(conference_id=story.elsewhere.id, position=1, title="Andres")
    db.session.add(rule)
    db.session.commit()
    address = f"/conferences/{story.conference.id}/guiding-rules/{rule.id}"

    assert story.as_bjorn.post(address, data={f"rule-{rule.id}-title": "Min"}).status_code == 404


def test_only_facilitators_decide(story: Story) -> None:
    activity = tied_vote(story)
    for fact in ("counting", "reveal", "run-off", "all-win", "lot", "resolution-reversal", "naming", "naming-reversal"):
        assert press(story.as_cecilie, story, activity, fact).status_code == 403
        assert press(story.as_david, story, activity, fact).status_code == 404
        assert press(story.as_bjorn, story, story.dialogue, fact).status_code == (422 if fact == "counting" else 404)


def test_the_results_page_and_the_file_wait_for_the_hall(story: Story) -> None:
    activity = decided_vote(story)
    address = f"/conferences/{story.conference.id}/results/{activity.id}"
    count_now(activity)
    for client in (story.as_bjorn, story.as_cecilie):
        assert "Løsningsorientert" not in client.get(address).get_data(as_text=True)
        assert "Løsningsorientert" not in client.get(f"{address}/csv").get_data(as_text=True)
    activity.closed_at = None
    db.session.commit()
    show_now(activity)
    page = story.as_cecilie.get(address).get_data(as_text=True)
    rows = story.as_cecilie.get(f"{address}/csv").get_data(as_text=True).splitlines()

    assert "Disse tre vant" in page
    assert "7 av 7 stemmer (100\xa0%) har minst én av vinnerne" not in page
    assert "6 av 7 stemmer" in page
    assert "Løsningsorientert;;6;7;0,8571;Vant" in rows
    assert "Stemte;;7;30;0,2333;" in rows


def test_next_says_that_a_tie_is_undecided_until_somebody_decides(story: Story) -> None:
    activity = tied_vote(story)
    says = "Det står likt om én plass.</b> Neste går videre uten at det er avgjort."
    assert says not in whole(story)  # Next shows the result first
    show_activity(activity, story.bjorn)
    page = whole(story)
    assert says in page
    assert f'href="#tie-{activity.id}"' in page
    assert f'id="tie-{activity.id}"' in page
    assert 'id="next" aria-describedby="undecided"' in page

    press(story.as_bjorn, story, activity, "all-win")
    assert says not in whole(story)
    press(story.as_bjorn, story, activity, "resolution-reversal")
    assert says in whole(story)
    press(story.as_bjorn, story, activity, "run-off")
    assert says not in whole(story)  # Next opens the run-off


def test_of_a_unit_whose_people_come_one_by_one_it_is_said_that_at_least_so_many_voted(story: Story) -> None:
    """By slips, over days: the first four of each vote while their group is too small to stand on the ballot."""
    activity = open_vote_in(story)
    for group in (story.businesses, story.residents):
        for number in range(12):
            cast(activity, voters(story, group, 1)[0], number % 3)
    show_now(activity)
    address = f"/conferences/{story.conference.id}/results/{activity.id}"

    assert "minst 8 av 12" in story.as_bjorn.get(address).text
    rows = story.as_bjorn.get(f"{address}/csv").data.decode("utf-8-sig")
    assert "Stemte;Næringsliv;8;12;0,6667;minst så mange" in rows
