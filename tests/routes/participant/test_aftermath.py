"""After the conference, on the phone: what came of it, what they wrote themselves, how to follow on."""

import uuid

from flask.testing import FlaskClient

from app.domain.activities import close_activity
from app.domain.conferences import finish_conference
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.follow_ups import FollowUpPlan, add_follow_up
from app.domain.quotes import pick_quote
from app.domain.summary_texts import publish_words, write_summary_text
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme
from app.models import Contribution, ContributionKind, FollowUpState, HiddenReason
from app.models.summary_text import HEARD
from tests.conftest import Story


def say(story: Story, text: str) -> Contribution:
    said = submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())
    publish_contribution(said, story.bjorn)
    return said


def page(client: FlaskClient, story: Story, rest: str = "") -> str:
    answer = client.get(f"/j/{story.conference.code}{rest}")
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def finished(story: Story) -> Contribution:
    said = say(story, "Svar innen en uke.")
    theme = add_theme(story.conference, ThemePlan("Svar og frister"), story.cecilie)
    sort_contribution(said, [theme.id], story.cecilie, [])
    pick_quote(said, story.cecilie)
    plan = FollowUpPlan(advice="Gi svar i tide.", theme_id=theme.id, action="Krever flere folk.", owner="servicetorget")
    add_follow_up(story.dialogue, FollowUpPlan(**(vars(plan) | {"state": FollowUpState.NOT_NOW})), story.cecilie)
    close_activity(story.dialogue, story.bjorn)
    finish_conference(story.conference, story.bjorn)
    return said


def test_before_the_team_has_shared_it_says_so_and_shows_the_hall_and_ones_own(story: Story) -> None:
    finished(story)
    shown = page(story.as_astrid, story)

    assert "Prosjektgruppa skriver oppsummeringen. Du finner den her når den er ferdig." in shown
    assert f'href="/j/{story.conference.code}/results/{story.dialogue.id}"' in shown
    assert "Svar innen en uke." in shown  # her own
    for work in ("Svar og frister", "Gi svar i tide.", "Krever flere folk."):
        assert work not in shown


def test_what_came_of_ones_own_is_traced_from_text_to_answer(story: Story, client: FlaskClient) -> None:
    finished(story)
    write_summary_text(story.conference, HEARD, "**Folk** vil ha svar.", "", story.cecilie)
    publish_words(story.conference, story.cecilie)

    for shown in (page(story.as_astrid, story), page(client, story)):
        assert "<p><b>Folk</b> vil ha svar.</p>" in shown
        assert 'Ikke nå</p> <h3 lang="nb">Gi svar i tide.</h3>' in shown
        assert 'Hvorfor ikke</p><p class="lines" lang="nb" dir="auto">Krever flere folk.</p>' in shown
        assert "Slik følger du med videre" in shown
    assert "Lagt i temaet «Svar og frister»." in page(story.as_astrid, story)
    assert "Lagt i temaet" not in page(client, story)


def test_a_text_that_is_hidden_later_is_neither_quoted_nor_traced(story: Story, client: FlaskClient) -> None:
    said = finished(story)
    publish_words(story.conference, story.cecilie)
    assert '<blockquote><p dir="auto">Svar innen en uke.' in page(client, story)
    hide_contribution(said, HiddenReason.UNCLEAR, story.bjorn)

    assert "Svar innen en uke." not in page(client, story)
    assert "Lagt i temaet" not in page(story.as_astrid, story)


def test_results_are_read_again_by_those_who_were_there(story: Story, client: FlaskClient) -> None:
    finished(story)
    address = f"/j/{story.conference.code}/results/{story.dialogue.id}"

    assert "Svar innen en uke." in page(story.as_astrid, story, f"/results/{story.dialogue.id}")
    assert client.get(address).status_code == 303
    assert story.as_astrid.get(f"/j/{story.conference.code}/results/{story.plenary.id}").status_code == 404


def test_while_it_goes_on_there_is_nothing_of_it(story: Story) -> None:
    say(story, "Svar innen en uke.")
    publish_words(story.conference, story.cecilie)
    shown = page(story.as_astrid, story)

    assert '<section id="aftermath" hidden></section>' in shown
    assert "Resultatene fra salen" not in shown
    assert story.as_astrid.get(f"/j/{story.conference.code}/results/{story.dialogue.id}").status_code == 404
