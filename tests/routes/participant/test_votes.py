"""A vote on the phone: the paper that is the same for all, the ballot of one's own, the result when all may see it."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.activities import close_activity, open_activity
from app.domain.guiding_rules import name_guiding_rules
from app.domain.votes import reveal
from app.extensions import db
from app.models import Activity, Ballot
from tests.conftest import Story
from tests.votes import cast, count_now, open_vote_in, show_now, vote_in, voters


def ids(activity: Activity, *numbers: int) -> list[int]:
    assert activity.vote is not None
    return [option.id for option in activity.vote.options if option.number in numbers]


def send(client: FlaskClient, story: Story, activity: Activity, script: bool = True, **data: object):  # type: ignore[no-untyped-def]
    address = f"/j/{story.conference.code}/activities/{activity.id}/ballot"
    return client.post(address, data=data, headers={"HX-Request": "true"} if script else {})


def page(client: FlaskClient, story: Story) -> str:
    return client.get(f"/j/{story.conference.code}").get_data(as_text=True)


def ballots(activity: Activity) -> list[int]:
    return list(db.session.scalars(select(Ballot.choices).where(Ballot.activity_id == activity.id)))


def test_a_ballot_is_sent_and_shown_to_its_voter_alone(story: Story) -> None:
    activity = open_vote_in(story)
    answer = send(story.as_astrid, story, activity, choice=ids(activity, 0, 2))

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (201, "stored")
    assert "Løsningsorientert" in answer.get_data(as_text=True)
    assert "Pålitelig" not in answer.get_data(as_text=True)
    assert ballots(activity) == [0b101]
    assert 'id="own-heading"' in page(story.as_astrid, story)


def test_without_a_script_the_ballot_leads_back_to_the_page(story: Story) -> None:
    activity = open_vote_in(story)
    answer = send(story.as_astrid, story, activity, script=False, choice=ids(activity, 0))

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"?answered={activity.id}#own")


def test_a_blank_ballot_is_chosen(story: Story) -> None:
    activity = open_vote_in(story)
    answer = send(story.as_astrid, story, activity, blank="yes")

    assert "Du stemte blankt" in answer.get_data(as_text=True)
    assert ballots(activity) == [0]


def test_what_is_no_ballot_is_refused_in_words(story: Story) -> None:
    activity = open_vote_in(story)
    for data, sentence in [
        ({}, "Velg minst ett alternativ"),
        ({"choice": ids(activity, 0), "blank": "yes"}, "Velg enten"),
        ({"choice": ids(activity, 0, 1, 2, 3)}, "Du har valgt 4"),
        ({"choice": ["x", "99999999999999999999"]}, "ikke er med her"),
    ]:
        answer = send(story.as_astrid, story, activity, **data)
        assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (422, "refused")
        assert sentence in answer.get_data(as_text=True)

    assert ballots(activity) == []


def test_without_a_script_a_refused_ballot_comes_back_as_it_was_filled_in(story: Story) -> None:
    activity = open_vote_in(story)
    answer = send(story.as_astrid, story, activity, script=False, choice=ids(activity, 0, 1, 2, 3))
    html = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert html.count(" checked") == 4
    assert html.count("<h1") == 1


def test_a_closed_vote_says_so(story: Story) -> None:
    activity = open_vote_in(story)
    count_now(activity)
    answer = send(story.as_astrid, story, activity, choice=ids(activity, 0))

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (409, "closed")
    assert "Stemmen din er ikke sendt" in answer.get_data(as_text=True)


def test_somebody_who_has_not_joined_is_told_to(story: Story, client: FlaskClient) -> None:
    activity = open_vote_in(story)
    answer = send(client, story, activity, choice=ids(activity, 0))

    assert (answer.status_code, answer.headers["Dialog-Outcome"]) == (403, "join")
    assert ballots(activity) == []


def test_the_vote_of_another_conference_is_not_there(story: Story) -> None:
    other = vote_in(story)
    other.conference_id = story.elsewhere.id
    db.session.commit()

    assert send(story.as_astrid, story, other, blank="yes").status_code == 404


def test_the_paper_is_the_same_for_all_whatever_they_voted(story: Story) -> None:
    activity = open_vote_in(story)
    before = paper(page(story.as_astrid, story))
    send(story.as_astrid, story, activity, choice=ids(activity, 0))
    other = voters(story, story.businesses, 1)[0]
    cast(activity, other, 1)

    assert paper(page(story.as_astrid, story)) == before
    assert before.count('name="choice"') == 10
    assert "checked" not in before


def paper(html: str) -> str:
    return html[html.index('<section id="activity"') : html.index('<div id="status"')]


def test_the_result_comes_to_the_phone_when_all_of_it_is_revealed(story: Story) -> None:
    activity = open_vote_in(story)
    send(story.as_astrid, story, activity, choice=ids(activity, 9))
    for voter in voters(story, story.businesses, 6):
        cast(activity, voter, 0, 1, 2)
    close_activity(activity, story.bjorn)
    assert "bars win" not in page(story.as_astrid, story)
    reveal(activity, 9, story.bjorn)
    half = page(story.as_astrid, story)
    assert "Se på skjermen" in half
    assert "Pålitelig" not in half
    reveal(activity, 10, story.bjorn)
    whole = page(story.as_astrid, story)

    assert "Disse tre vant" in whole
    assert "7 av 30 stemte." in whole
    assert "Du valgte" in whole
    assert whole.count("<h1") == 1


def test_winners_that_are_guiding_rules_are_called_so(story: Story) -> None:
    activity = open_vote_in(story)
    for voter in voters(story, story.businesses, 6):
        cast(activity, voter, 0, 1, 2)
    show_now(activity)
    name_guiding_rules(activity, story.bjorn)

    assert "Våre tre leveregler" in page(story.as_astrid, story)


def test_a_tie_is_shown_as_a_tie(story: Story) -> None:
    activity = open_vote_in(story, ("A", "B", "C"), places=1)
    for number, voter in enumerate(voters(story, story.businesses, 6)):
        cast(activity, voter, number % 2)
    show_now(activity)
    html = page(story.as_astrid, story)

    assert "Det står likt om plassen" in html
    assert "Disse har like mange stemmer" in html
    assert html.lower().count("like mange stemmer") == 1


def test_winners_with_as_many_votes_share_a_number(story: Story) -> None:
    activity = open_vote_in(story, ("A", "B", "C", "D"), places=3)
    for number, voter in enumerate(voters(story, story.businesses, 6)):
        cast(activity, voter, 0, 1, *[2] * (number < 5))
    show_now(activity)

    assert re.findall(r'class="rank num">(\d)<', page(story.as_astrid, story)) == ["1", "1", "3"]


def test_a_vote_of_several_days_says_what_it_is_and_on_which_day_it_closed(story: Story) -> None:
    activity = vote_in(story)
    activity.description = "Stemmen må være inne fredag klokka tolv."
    db.session.commit()
    open_activity(activity, story.bjorn)
    assert "Stemmen må være inne fredag klokka tolv." in page(story.as_astrid, story)
    activity.opened_at -= timedelta(days=3)  # type: ignore[operator]
    db.session.commit()
    close_activity(activity, story.bjorn)
    closed = page(story.as_astrid, story)

    assert re.search(r"Stengt \d+\. \w+ \d{4} kl\. \d", closed)
    assert "Resultatet kommer her." in closed  # there may be no hall, and no screen
