"""A film's files as they are served: in parts, for those who may see them, and for nobody else."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.activities import open_activity, remove_activity
from app.domain.media import begin_upload, remove_media
from app.models import Activity, Media, MediaRole
from app.routes.media import LARGEST_PART
from tests.conftest import Story
from tests.films import BIG, CAPTIONS, mp4, whole_film_in


@pytest.fixture
def film(story: Story) -> Activity:
    """Open in the hall."""
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    return activity


def file_of(film: Activity, role: MediaRole = MediaRole.VIDEO) -> Media:
    assert film.film is not None
    media = film.film.shown(role)
    assert media is not None
    return media


def on_phone(story: Story, media: Media) -> str:
    return f"/j/{story.conference.code}/media/{media.id}/{media.key}"


def on_screen(story: Story, media: Media) -> str:
    return f"/screen/{story.conference.screen_token}/media/{media.id}/{media.key}"


def at_desk(story: Story, media: Media) -> str:
    return f"/conferences/{story.conference.id}/media/{media.id}/{media.key}"


def part(story: Story, film: Activity, header: str, **headers: str) -> TestResponse:
    return story.as_astrid.get(on_phone(story, file_of(film)), headers={"Range": header, **headers})


def test_a_part_is_what_slicing_gives(story: Story, film: Activity) -> None:
    data = mp4(BIG)
    for header, start, stop in (
        ("bytes=0-0", 0, 1),
        ("bytes=524287-524288", 524287, 524289),  # across two chunks
        ("bytes=700000-", 700000, BIG),
        ("bytes=-1000", BIG - 1000, BIG),
        (f"bytes={BIG - 1}-{BIG + 50}", BIG - 1, BIG),
    ):
        answer = part(story, film, header)
        assert (answer.status_code, answer.data) == (206, data[start:stop]), header
        assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{BIG}"


def test_an_open_end_is_a_megabyte_at_most_and_a_player_asks_on(story: Story, film: Activity) -> None:
    data, got = mp4(BIG), b""
    while len(got) < BIG:
        answer = part(story, film, f"bytes={len(got)}-")
        assert 0 < len(answer.data) <= LARGEST_PART
        got += answer.data

    assert got == data
    assert len(part(story, film, f"bytes=0-{BIG - 1}").data) == LARGEST_PART


def test_a_part_that_there_is_not(story: Story, film: Activity) -> None:
    answer = part(story, film, f"bytes={BIG}-")

    assert (answer.status_code, answer.data) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{BIG}"


def test_if_range_gives_a_part_of_the_same_file_alone(story: Story, film: Activity) -> None:
    captions = file_of(film, MediaRole.CAPTIONS)
    address = on_phone(story, captions)
    same, other = (
        story.as_astrid.get(address, headers={"Range": "bytes=0-5", "If-Range": condition})
        for condition in (f'"{captions.sha256}"', '"another"')
    )

    assert (same.status_code, same.data) == (206, b"WEBVTT")
    assert (other.status_code, other.text) == (200, CAPTIONS)


def test_what_the_browser_has_is_not_sent_again(story: Story, film: Activity) -> None:
    video = file_of(film)
    answer = story.as_astrid.get(on_phone(story, video), headers={"If-None-Match": f'"{video.sha256}"'})

    assert (answer.status_code, answer.data) == (304, b"")


def test_a_small_file_comes_whole_with_its_type_and_is_kept(story: Story, film: Activity) -> None:
    for role, mimetype in ((MediaRole.CAPTIONS, "text/vtt"), (MediaRole.POSTER, "image/png")):
        media = file_of(film, role)
        answer = story.as_astrid.get(on_phone(story, media))
        assert (answer.status_code, answer.mimetype, len(answer.data)) == (200, mimetype, media.size)
        assert answer.headers["ETag"] == f'"{media.sha256}"'
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_film_is_given_in_parts_alone_but_says_how_large_it_is(story: Story) -> None:
    film = whole_film_in(story, size=2 * 1024 * 1024 + 1)
    open_activity(film, story.bjorn)
    address = on_phone(story, file_of(film))
    head = story.as_astrid.head(address)

    assert story.as_astrid.get(address).status_code == 400
    assert (head.status_code, head.content_length, head.headers["Accept-Ranges"]) == (200, 2 * 1024 * 1024 + 1, "bytes")


def test_a_page_may_play_it(story: Story, film: Activity) -> None:
    page = story.as_astrid.get(f"/j/{story.conference.code}")

    assert film.is_open
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_only_a_cookie_a_link_or_a_sign_in_opens_it(story: Story, film: Activity, client: FlaskClient) -> None:
    video = file_of(film)
    wanted = {"Range": "bytes=0-9"}
    asked = {
        "phone": story.as_astrid.get(on_phone(story, video), headers=wanted).status_code,
        "screen": client.get(on_screen(story, video), headers=wanted).status_code,
        "facilitator": story.as_bjorn.get(at_desk(story, video), headers=wanted).status_code,
        "project team": story.as_cecilie.get(at_desk(story, video), headers=wanted).status_code,
        "nobody's phone": client.get(on_phone(story, video), headers=wanted).status_code,
        "nobody's desk": client.get(at_desk(story, video), headers=wanted).status_code,
        "another's desk": story.as_david.get(at_desk(story, video), headers=wanted).status_code,
        "another's conference": story.as_david.get(
            f"/conferences/{story.elsewhere.id}/media/{video.id}/{video.key}", headers=wanted
        ).status_code,
        "another's screen": client.get(
            f"/screen/{story.elsewhere.screen_token}/media/{video.id}/{video.key}", headers=wanted
        ).status_code,
    }

    assert asked == {
        "phone": 206,
        "screen": 206,
        "facilitator": 206,
        "project team": 206,
        "nobody's phone": 303,
        "nobody's desk": 302,
        "another's desk": 404,
        "another's conference": 404,
        "another's screen": 404,
    }


def test_a_wrong_key_is_not_there(story: Story, film: Activity) -> None:
    video = file_of(film)
    for key in (video.key[:-1] + ("0" if video.key[-1] != "0" else "1"), video.sha256, "x"):
        address = f"/j/{story.conference.code}/media/{video.id}/{key}"
        assert story.as_astrid.get(address).status_code == 404


def test_what_has_not_been_shown_or_is_no_more_is_for_the_desk_alone(story: Story, client: FlaskClient) -> None:
    film = whole_film_in(story)
    video = file_of(film)

    def asked() -> list[int]:
        return [
            browser.get(address(story, video), headers={"Range": "bytes=0-9"}).status_code
            for browser, address in ((story.as_astrid, on_phone), (client, on_screen), (story.as_bjorn, at_desk))
        ]

    before = asked()
    open_activity(film, story.bjorn)
    shown = asked()
    open_activity(story.plenary, story.bjorn)
    passed = asked()
    remove_media(video, story.bjorn)
    set_aside = asked()
    remove_activity(film, story.bjorn)
    removed = asked()

    assert (before, shown, passed) == ([404, 404, 206], [206] * 3, [206] * 3)
    assert (set_aside, removed) == ([404, 404, 206], [404, 404, 206])


def test_half_a_film_is_not_there(story: Story, film: Activity) -> None:
    media = begin_upload(film, MediaRole.VIDEO, "ny.mp4", 100)

    assert story.as_bjorn.get(at_desk(story, media) + "x").status_code == 404
