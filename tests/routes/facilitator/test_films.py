"""The editor of a film: its words, its files, what is refused, what can be undone."""

import io
import re

import pytest
from werkzeug.test import TestResponse

from app.domain.activities import open_activity
from app.models import Activity, Film, MediaRole
from app.models.film import CHUNK_BYTES
from tests.conftest import Story
from tests.films import BIG, CAPTIONS, film_in, mp4, png, put, whole_film_in
from tests.routes.facilitator.conftest import drawn_from, words_of


@pytest.fixture
def activity(story: Story) -> Activity:
    return film_in(story)


def address(activity: Activity, rest: str = "") -> str:
    return f"/conferences/{activity.conference_id}/programme/{activity.id}{rest}"


def film_of(activity: Activity) -> Film:
    assert activity.film is not None
    return activity.film


def send(story: Story, activity: Activity, role: str, data: bytes, name: str = "fil") -> TestResponse:
    """As a browser without script does."""
    fields = {"role": role, "file": (io.BytesIO(data), name)}
    return story.as_bjorn.post(address(activity, "/media"), data=fields, follow_redirects=True)


def begin(story: Story, activity: Activity, **fields: object) -> TestResponse:
    said = {"role": "video", "name": "film.mp4", "size": BIG, "modified": 17} | fields
    return story.as_bjorn.post(address(activity, "/uploads"), data=said)


def test_a_film_can_be_added_to_the_programme(story: Story) -> None:
    fields = {"kind": "film", "title": "Filmen", "minutes": "5", "takes_advice": "y", "question": "Hva?"}
    answer = story.as_bjorn.post(f"/conferences/{story.conference.id}/programme", data=fields, follow_redirects=True)

    assert "Film eller informasjon" in answer.text
    added = story.conference.activities[-1]
    assert (added.kind, added.question, film_of(added).media) == ("film", "", [])


def test_its_words_are_kept(story: Story, activity: Activity) -> None:
    fields = {
        "text": "Slik stemmer vi.\r\n\r\nVelg tre.",
        "transcript": "Ordføreren: Hei.",
        "poster_alt": "En dør",
        "has_no_speech": "y",
        "captions_language": "nn",
        "leads_to_id": str(story.dialogue.id),
    }
    fields["seen"] = drawn_from(story.as_bjorn, address(activity), address(activity, "/film#errors"))
    answer = story.as_bjorn.post(address(activity, "/film"), data=fields, follow_redirects=True)
    film = film_of(activity)

    assert answer.status_code == 200
    assert (film.text, film.transcript, film.poster_alt) == (
        "Slik stemmer vi.\n\nVelg tre.",
        "Ordføreren: Hei.",
        "En dør",
    )
    assert (film.has_no_speech, film.captions_language, film.leads_to) == (True, "nn", story.dialogue)
    assert re.search(rf'<option value="{story.dialogue.id}" selected>', answer.text)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"captions_language": "nb", "leads_to_id": "0", "text": "x" * 4001}, "Bruk høyst 4000 tegn"),
        ({"captions_language": "xx", "leads_to_id": "0"}, "Velg en av mulighetene"),
        ({"captions_language": "nb", "leads_to_id": "99"}, "Velg en av mulighetene"),
    ],
)
def test_what_is_not_in_order_is_said_and_what_was_typed_is_there(
    story: Story, activity: Activity, fields: dict[str, str], sentence: str
) -> None:
    answer = story.as_bjorn.post(address(activity, "/film"), data={"poster_alt": "En dør"} | fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="En dør"' in answer.text
    assert film_of(activity).poster_alt == ""


def test_a_picture_without_words_is_refused(story: Story, activity: Activity) -> None:
    send(story, activity, "poster", png())
    answer = story.as_bjorn.post(address(activity, "/film"), data={"captions_language": "nb", "leads_to_id": "0"})

    assert (answer.status_code, "Skriv hva bildet viser" in answer.text) == (422, True)


def test_files_in_one_post(story: Story, activity: Activity) -> None:
    for role, data in (("video", mp4(5000)), ("captions", CAPTIONS.encode()), ("poster", png())):
        answer = send(story, activity, role, data, f"filmer/{role}.x")
        assert "Fila er lagret." in answer.text
        assert f"<b>{role}.x</b>" in answer.text
    film = film_of(activity)

    assert [media.mimetype for media in (film.video, film.captions, film.poster) if media] == [
        "video/mp4",
        "text/vtt",
        "image/png",
    ]


@pytest.mark.parametrize(
    ("role", "data", "sentence"),
    [
        ("video", png(), "verken MP4 eller WebM"),
        ("captions", b"WEBVTT\n\nHei\n", "Tekstingen, linje 3"),
        ("poster", b"<svg/>", "verken PNG, JPEG eller WebP"),
        ("poster", png(9000, 20), "9000 × 20 punkter"),
        ("poster", b"", "Fila er tom"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    story: Story, activity: Activity, role: str, data: bytes, sentence: str
) -> None:
    answer = send(story, activity, role, data, "fil.mp4")

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert film_of(activity).media == []


def test_one_post_that_is_too_large_is_refused_in_words(story: Story, activity: Activity) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n' + mp4(3 * 1024 * 1024)
    kind = "multipart/form-data; boundary=x"
    answer = story.as_bjorn.post(address(activity, "/media"), data=body, content_type=kind)

    assert (answer.status_code, "uten JavaScript" in answer.text) == (413, True)
    assert film_of(activity).media == []


def test_slices_until_it_is_whole(story: Story, activity: Activity) -> None:
    begun, data = begin(story, activity).get_json(), mp4(BIG)
    assert (begun["next"], begun["slice"]) == (0, CHUNK_BYTES)
    following = 0
    while following < 4:
        part = data[following * CHUNK_BYTES : (following + 1) * CHUNK_BYTES]
        answer = story.as_bjorn.post(f"{begun['address']}{following}", data=part).get_json()
        following = answer["next"]
        assert answer["whole"] == (following == 4)

    video = film_of(activity).video
    assert video is not None
    assert (video.name, video.size) == ("film.mp4", BIG)


def test_a_stopped_upload_is_told_of_and_goes_on(story: Story, activity: Activity) -> None:
    begun, data = begin(story, activity).get_json(), mp4(BIG)
    story.as_bjorn.post(begun["address"] + "0", data=data[:CHUNK_BYTES])
    page = words_of(story.as_bjorn.get(address(activity)).text)
    again = begin(story, activity).get_json()

    assert "Ikke ferdig sendt: film.mp4, 512 kB av 1,5 MB." in page
    assert again == begun | {"next": 1}


def test_a_slice_that_is_refused_is_told_in_words(story: Story, activity: Activity) -> None:
    begun = begin(story, activity).get_json()
    answer = story.as_bjorn.post(begun["address"] + "0", data=b"x" * CHUNK_BYTES)

    assert (answer.status_code, answer.get_json().keys()) == (422, {"refused"})
    assert "verken MP4 eller WebM" in answer.get_json()["refused"]
    assert story.as_bjorn.post(begun["address"] + "0", data=b"x").status_code == 404  # forgotten


def test_a_slice_that_is_too_long_is_not_read(story: Story, activity: Activity) -> None:
    begun = begin(story, activity).get_json()

    assert story.as_bjorn.post(begun["address"] + "0", data=b"x" * (CHUNK_BYTES + 1)).status_code == 413


def test_a_film_that_is_too_large_is_refused_before_it_is_sent(story: Story, activity: Activity) -> None:
    answer = begin(story, activity, size=301 * 1024 * 1024)

    assert (answer.status_code, answer.get_json()) == (422, {"refused": "Fila er for stor: høyst 300 MB."})


@pytest.mark.parametrize("fields", [{"role": "x"}, {"size": "mange"}, {"size": "-1"}, {"size": "9" * 40}])
def test_what_no_script_of_ours_says_is_not_understood(
    story: Story, activity: Activity, fields: dict[str, object]
) -> None:
    assert begin(story, activity, **fields).status_code == 400


def test_removed_brought_back_replaced_and_deleted(story: Story, activity: Activity) -> None:
    old = put(story, activity, MediaRole.VIDEO, mp4(100), "gammel.mp4")
    removed = story.as_bjorn.post(address(activity, f"/media/{old.id}/removal"), follow_redirects=True)
    assert "Tatt bort: gammel.mp4" in removed.text
    story.as_bjorn.post(address(activity, f"/media/{old.id}/restoration"))
    assert film_of(activity).video is old
    send(story, activity, "video", mp4(200), "ny.mp4")
    deleted = story.as_bjorn.post(address(activity, f"/media/{old.id}/deletion"), follow_redirects=True)

    assert "Fila er slettet." in deleted.text
    assert [media.name for media in film_of(activity).media] == ["ny.mp4"]


def test_what_the_hall_needs_is_not_removed_while_it_looks(story: Story) -> None:
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    captions = film_of(activity).captions
    assert captions is not None
    answer = story.as_bjorn.post(address(activity, f"/media/{captions.id}/removal"))

    assert (answer.status_code, "mangler teksting" in answer.text) == (422, True)
    assert film_of(activity).captions is captions


def test_a_file_of_another_film_is_not_there(story: Story, activity: Activity) -> None:
    other = film_in(story)
    media = put(story, other, MediaRole.VIDEO, mp4())
    for way in ("removal", "restoration", "deletion"):
        assert story.as_bjorn.post(address(activity, f"/media/{media.id}/{way}")).status_code == 404
    assert story.as_bjorn.post(address(story.dialogue, "/film")).status_code == 404

    assert film_of(other).video is media


def test_opening_is_refused_in_the_control_room_in_words(story: Story, activity: Activity) -> None:
    put(story, activity, MediaRole.VIDEO, mp4())
    room = f"/conferences/{story.conference.id}"
    answer = story.as_bjorn.post(f"{room}/activities/{activity.id}/opening")

    assert (answer.status_code, "mangler teksting" in answer.text) == (422, True)
    assert not activity.is_open


def test_the_control_room_counts_who_has_seen_it_and_names_no_group(story: Story) -> None:
    activity = whole_film_in(story)
    open_activity(activity, story.bjorn)
    story.as_astrid.post(f"/j/{story.conference.code}/activities/{activity.id}/seen", data={"seen": "yes"})
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}").text
    answers = words_of(page.split('id="answers"')[1].split("</section>")[0])
    coverage = words_of(page.split('id="coverage"')[1].split("</section>")[0])

    assert "1 av 1 har sett den" in answers
    assert "mellomrom" in answers
    assert "sett" not in coverage
    assert "1 er her 17 er ikke kommet." in coverage
