"""A part of the queue is chosen with selects that need no script, followed live, and kept through every press."""

import uuid

import pytest

from app.domain.contribution_answers import mark_answered
from app.domain.contributions import publish_contribution, submit_contribution
from app.domain.participants import join_conference
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, merge_theme
from app.live.drawing import draw_view
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import Contribution, ContributionKind, Language
from tests.conftest import Story
from tests.routes.facilitator.conftest import bar_in, press, press_with_htmx, queue_in, tabs_in, words_of

ADVICE, INPUT = ContributionKind.ADVICE, ContributionKind.INPUT


@pytest.fixture
def said(story: Story) -> dict[str, Contribution]:
    erik, _ = join_conference(story.conference, story.businesses, Language.BOKMAL)
    texts = [("Flere benker.", story.astrid, ADVICE), ("Åpne på søndager.", erik, ADVICE), ("Tregt her.", erik, INPUT)]
    return {text: submit_contribution(by, story.dialogue, kind, text, uuid.uuid4()) for text, by, kind in texts}


def room(story: Story, **chosen: str) -> tuple[list[str], dict[str, int], str]:
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}", query_string=chosen, follow_redirects=True)
    return queue_in(page), tabs_in(page), page.request.query_string.decode()


def test_the_selects_lead_to_one_word_that_the_page_follows(story: Story, said: dict[str, Contribution]) -> None:
    texts, _, address = room(story, state="waiting", group="2", kind="advice")
    view = View(story.conference.id, Audience.FACILITATOR, Language.BOKMAL, "waiting-g2-advice")
    region = draw_view(story.as_bjorn.application, view, revision_of(story.conference.id))["queue"].decode()

    assert (texts, address) == (["Åpne på søndager."], "state=waiting-g2-advice")
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}?{address}").text
    assert region in page
    assert "stream?state=waiting-g2-advice" in page


@pytest.mark.parametrize(
    ("chosen", "texts"),
    [
        ({"group": "1"}, ["Flere benker."]),
        ({"group": "2"}, ["Åpne på søndager.", "Tregt her."]),
        ({"kind": "input"}, ["Tregt her."]),
        ({"group": "1", "kind": "input"}, []),
        ({"group": "", "kind": ""}, ["Flere benker.", "Åpne på søndager.", "Tregt her."]),
        ({"group": "99", "kind": "gone", "state": "what"}, ["Flere benker.", "Åpne på søndager.", "Tregt her."]),
    ],
)
def test_by_group_and_kind(
    story: Story, said: dict[str, Contribution], chosen: dict[str, str], texts: list[str]
) -> None:
    assert room(story, **chosen)[0] == texts


def test_what_was_chosen_before_is_kept_and_given_up(story: Story, said: dict[str, Contribution]) -> None:
    assert room(story, state="waiting-g2", kind="input")[0] == ["Tregt her."]
    assert room(story, state="waiting-g2-input", kind="")[2] == "state=waiting-g2"


def test_a_press_stays_where_it_was_made(story: Story, said: dict[str, Contribution]) -> None:
    contribution = said["Åpne på søndager."]
    about = f"/conferences/{story.conference.id}/contributions/{contribution.id}/publication?state=waiting-g2"
    page = press(story.as_bjorn, about, seen="waiting")

    assert queue_in(page) == ["Tregt her."]
    assert page.request.query_string.decode() == "state=waiting-g2"
    assert "reversal?state=waiting-g2" in page.text
    again = press_with_htmx(story.as_bjorn, about, seen="waiting")
    assert (queue_in(again), bar_in(again)) == (["Tregt her."], "Det var alt godkjent.")


def test_all_without_a_mark_means_those_that_are_chosen(story: Story, said: dict[str, Contribution]) -> None:
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}?state=waiting-g2").text
    assert "uten merknad (2)" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    press(story.as_bjorn, f"/conferences/{story.conference.id}/contributions/publication?state=waiting-g2", seen=seen)

    assert [one.state.value for one in said.values()] == ["waiting", "published", "published"]


def test_the_tabs_count_what_is_chosen_and_an_empty_list_says_why(story: Story, said: dict[str, Contribution]) -> None:
    publish_contribution(said["Tregt her."], story.bjorn)
    assert room(story, group="2")[1] == {}  # their addresses hold more than the tab
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}?state=hidden-g2").text
    tabs = words_of(page.split('<nav class="tabs"')[1].split("</nav>")[0])

    assert tabs.endswith("Venter 1 Godkjent 1 Skjult 0 Logg")
    assert "Ingen i denne listen passer til utvalget." in page


def test_answered_and_not(story: Story, said: dict[str, Contribution]) -> None:
    for contribution in said.values():
        publish_contribution(contribution, story.bjorn)
    mark_answered(said["Tregt her."], story.bjorn)

    assert room(story, state="published", answered="yes")[0] == ["Tregt her."]
    assert room(story, state="published", answered="no")[0] == ["Åpne på søndager.", "Flere benker."]
    assert 'name="answered"' not in story.as_bjorn.get(f"/conferences/{story.conference.id}").text


def test_further_pages_keep_the_choice(story: Story, said: dict[str, Contribution]) -> None:
    address = f"/conferences/{story.conference.id}/contributions?state=waiting-g2"

    assert queue_in(story.as_bjorn.get(address)) == ["Åpne på søndager.", "Tregt her."]


def test_by_theme_what_is_sorted_there_and_what_waits_with_its_words(
    story: Story, said: dict[str, Contribution]
) -> None:
    parks, opening = (
        add_theme(story.conference, ThemePlan(name, stems), story.bjorn)
        for name, stems in (("Parker", ("benk",)), ("Åpent", ("åpne",)))
    )
    for text in ("Tregt her.", "Åpne på søndager."):
        publish_contribution(said[text], story.bjorn)
    sort_contribution(said["Tregt her."], [opening.id], story.bjorn)
    waiting, published = f"waiting-about{parks.id}", f"published-about{opening.id}"

    assert room(story, state="waiting", theme=str(parks.id))[::2] == (["Flere benker."], f"state={waiting}")
    assert room(story, state="waiting", theme=str(opening.id))[0] == []
    assert room(story, state=published)[0] == ["Tregt her."]  # the other one is approved, but nobody has sorted it
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}?state={published}").text
    assert words_of(page.split('<nav class="tabs"')[1].split("</nav>")[0]).endswith("Venter 0 Godkjent 1 Skjult 0 Logg")
    merge_theme(opening, parks, story.bjorn)
    assert room(story, state=f"published-about{parks.id}")[0] == ["Tregt her."]
    assert room(story, state=f"waiting-about{parks.id}", theme="")[2] == "state=waiting"


def test_a_theme_of_another_conference_chooses_nothing(story: Story, said: dict[str, Contribution]) -> None:
    there = add_theme(story.elsewhere, ThemePlan("Der", ("benk",)), story.david)

    assert room(story, state="waiting", theme=str(there.id))[0] == []
    assert room(story, state="waiting", theme="99999")[0] == []
