"""A film on the hall's screen."""

import pytest
from flask.testing import FlaskClient

from app.domain.activities import close_activity, open_activity, show_activity
from app.models import MediaRole
from tests.conftest import Story
from tests.films import film_in, png, put, whole_film_in


def screen(story: Story, client: FlaskClient) -> str:
    return client.get(f"/screen/{story.conference.screen_token}").text


def test_the_film_is_large_with_its_captions(story: Story, client: FlaskClient) -> None:
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    html = screen(story, client)
    assert activity.film is not None
    video, captions = activity.film.video, activity.film.captions
    assert video is not None
    assert captions is not None
    base = f"/screen/{story.conference.screen_token}/media"

    assert '<section class="film">' in html
    assert f'src="{base}/{video.id}/{video.key}"' in html
    assert f'src="{base}/{captions.id}/{captions.key}" srclang="nb"' in html


def test_otherwise_the_picture_and_the_text(story: Story, client: FlaskClient) -> None:
    activity = film_in(story, text="Slik stemmer vi.\n\nVelg tre.", poster_alt="Ti skilt på rad")
    put(story, activity, MediaRole.POSTER, png())
    open_activity(activity, story.bjorn)
    html = screen(story, client)

    assert 'alt="Ti skilt på rad"' in html
    assert "<p>Slik stemmer vi.</p><p>Velg tre.</p>" in html
    assert "resten på telefonen" not in html


def test_a_long_text_is_cut_at_a_word_and_says_where_the_rest_is(story: Story, client: FlaskClient) -> None:
    activity = film_in(story, text="Ordene " * 300)
    open_activity(activity, story.bjorn)
    html = screen(story, client)

    assert "… les resten på telefonen" in html
    assert html.count("Ordene") < 100


@pytest.mark.parametrize("is_shown", [False, True])
def test_it_is_not_blank_when_the_film_is_over(story: Story, client: FlaskClient, is_shown: bool) -> None:
    activity = film_in(story, text="Slik stemmer vi.")
    open_activity(activity, story.bjorn)
    close_activity(activity, story.bjorn)
    if is_shown:
        show_activity(activity, story.bjorn)

    assert "Filmen om forventningene" in screen(story, client)
