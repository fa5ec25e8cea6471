"""A film on a phone: looked at, said to be seen, taken back, found again beside the vote."""

import pytest
from flask.testing import FlaskClient

from app.domain.activities import ActivityPlan, add_activity, close_activity, open_activity, show_activity
from app.domain.films import FilmPlan, change_film
from app.domain.participants import join_conference
from app.live.drawing import draw_region
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import Activity, ActivityKind, Language
from app.queries.answers import answered_count_of
from tests.conftest import Story
from tests.films import film_in, whole_film_in

PIECE = {"HX-Request": "true"}


@pytest.fixture
def film(story: Story) -> Activity:
    """Open in the hall."""
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    return activity


def page(story: Story, rest: str = "") -> str:
    return story.as_astrid.get(f"/j/{story.conference.code}{rest}").text


def seen(
    story: Story, film: Activity, browser: FlaskClient | None = None, answer: str = "yes", **headers: str
) -> tuple[int, str, str]:
    address = f"/j/{story.conference.code}/activities/{film.id}/seen"
    response = (browser or story.as_astrid).post(address, data={"seen": answer}, headers=headers)
    return response.status_code, response.headers.get("Dialog-Outcome", ""), response.text


def region(story: Story) -> str:
    view = View(story.conference.id, Audience.PARTICIPANT, Language.BOKMAL, "")
    drawn: bytes = draw_region("activity", view, revision_of(story.conference.id))
    return drawn.decode()


def test_the_film_with_captions_poster_and_transcript(story: Story, film: Activity) -> None:
    html = page(story)
    assert film.film is not None
    video, captions, poster = film.film.video, film.film.captions, film.film.poster
    assert video is not None
    assert captions is not None
    assert poster is not None
    base = f"/j/{story.conference.code}/media"

    assert f'<source src="{base}/{video.id}/{video.key}" type="video/mp4">' in html
    assert (
        f'<track kind="captions" src="{base}/{captions.id}/{captions.key}" srclang="nb" label="bokmål" default>' in html
    )
    assert f'poster="{base}/{poster.id}/{poster.key}"' in html
    assert 'controls playsinline preload="metadata"' in html
    assert "Bildet før filmen: Ordføreren i døra til kommunehuset" in html
    assert "<summary>Les det som tekst</summary>" in html


def test_information_is_a_picture_and_paragraphs(story: Story) -> None:
    activity = film_in(story, text="Slik stemmer vi.\n\n<b>Velg</b> tre.")
    open_activity(activity, story.bjorn)
    html = page(story)

    assert "<p>Slik stemmer vi.</p><p>&lt;b&gt;Velg&lt;/b&gt; tre.</p>" in html
    assert "Jeg har lest det" in html
    assert "<video" not in html
    close_activity(activity, story.bjorn)
    assert "Les det igjen" in page(story)


def test_seen_once_taken_back_and_seen_again(story: Story, film: Activity) -> None:
    assert "Du har sett den." not in page(story)
    for _twice in range(2):
        status, outcome, piece = seen(story, film, **PIECE)
        assert (status, outcome, "Du har sett den." in piece) == (201, "stored", True)
    assert answered_count_of(film) == 1
    assert "Du har sett den." in page(story)
    status, outcome, piece = seen(story, film, answer="no", **PIECE)
    assert (status, outcome, piece.strip()) == (201, "stored", "")

    assert answered_count_of(film) == 0


def test_without_a_script_it_leads_back_to_the_page(story: Story, film: Activity) -> None:
    status, _outcome, _html = seen(story, film)

    assert (status, answered_count_of(film)) == (303, 1)


def test_nobody_and_those_who_left_have_not_seen_it(story: Story, film: Activity, client: FlaskClient) -> None:
    assert seen(story, film, client, **PIECE)[:2] == (403, "join")
    close_activity(film, story.bjorn)
    assert seen(story, film, **PIECE)[:2] == (201, "stored")

    assert answered_count_of(film) == 1


def test_what_was_not_shown_is_refused_and_what_is_no_film_is_not_there(story: Story) -> None:
    activity = film_in(story, text="Se her")
    status, outcome, html = seen(story, activity, **PIECE)

    assert (status, outcome, "ikke vist ennå" in html) == (409, "closed", True)
    assert seen(story, story.dialogue, **PIECE)[0] == 404
    assert story.as_astrid.get(f"/j/{story.conference.code}/films/{activity.id}").status_code == 404
    assert story.as_astrid.get(f"/j/{story.conference.code}/films/{story.dialogue.id}").status_code == 404


def test_that_somebody_has_seen_it_moves_no_phone(story: Story, film: Activity) -> None:
    """Else the film would begin anew, or a text be lost, each time."""
    before = region(story)
    seen(story, film)
    join_conference(story.conference, story.businesses, Language.BOKMAL)

    assert region(story) == before


def test_while_what_it_leads_to_is_open_it_is_one_link_away(story: Story, film: Activity) -> None:
    change_film(film, FilmPlan(poster_alt="En dør", leads_to_id=story.dialogue.id), story.bjorn)
    assert "Etterpå: Økt 1: Forventninger" in page(story)
    link = f'href="/j/{story.conference.code}/films/{film.id}"'
    assert link not in page(story)
    open_activity(story.dialogue, story.bjorn)
    assert link in page(story)
    assert "Se «Filmen om forventningene»</a>" in page(story)  # whoever comes now has not seen it before
    again = page(story, f"/films/{film.id}")
    assert "Videre til «Økt 1: Forventninger»" in again
    assert "<video" in again
    close_activity(story.dialogue, story.bjorn)

    assert link not in page(story)
    assert "Tilbake til konferansen" in page(story, f"/films/{film.id}")


def test_it_leads_on_to_the_vote(story: Story, film: Activity) -> None:
    vote = add_activity(story.conference, ActivityPlan(kind=ActivityKind.VOTE, title="Valget", minutes=5), story.bjorn)
    change_film(film, FilmPlan(poster_alt="En dør", leads_to_id=vote.id), story.bjorn)
    vote.opened_at = film.opened_at
    film.closed_at = film.opened_at

    assert "Videre til avstemningen" in page(story, f"/films/{film.id}")


def test_when_it_is_over_it_can_be_seen_again(story: Story, film: Activity) -> None:
    close_activity(film, story.bjorn)
    closed = page(story)
    show_activity(film, story.bjorn)

    assert f'href="/j/{story.conference.code}/films/{film.id}"' in closed
    assert "Se den igjen" in page(story)


@pytest.mark.parametrize("language", list(Language))
def test_in_each_language(story: Story, film: Activity, language: Language) -> None:
    response = story.as_astrid.get(f"/j/{story.conference.code}?lang={language}")

    assert film.is_open
    assert {"nb": "Jeg har sett den", "nn": "Eg har sett han", "en": "I have seen it"}[language] in response.text
