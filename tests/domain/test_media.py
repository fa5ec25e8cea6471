"""Files that come in slices: stopped, gone on with, mixed up, replaced, brought back, deleted."""

import hashlib
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.domain.errors import Refused
from app.domain.media import (
    add_chunk,
    begin_upload,
    delete_media,
    finish_upload,
    remove_media,
    restore_media,
    store_file,
)
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Activity, Film, Media, MediaChunk, MediaRole
from app.models.film import CHUNK_BYTES, LARGEST_BYTES
from app.queries.films import bytes_of, received_bytes_of, received_chunks_of
from tests.conftest import Story
from tests.films import BIG, CAPTIONS, film_in, mp4, png, put

VIDEO = MediaRole.VIDEO


def film_of(activity: Activity) -> Film:
    assert activity.film is not None
    return activity.film


def slices_of(data: bytes) -> list[bytes]:
    return [data[start : start + CHUNK_BYTES] for start in range(0, len(data), CHUNK_BYTES)]


def chunk_count() -> int:
    return db.session.scalar(select(func.count()).select_from(MediaChunk)) or 0


def test_a_film_in_slices_is_the_film(story: Story) -> None:
    activity, data = film_in(story), mp4(BIG)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG, 17)
    following = [add_chunk(media, number, part) for number, part in enumerate(slices_of(data))]
    finish_upload(media, story.bjorn)

    assert following == [1, 2, 3, 4]
    assert (media.mimetype, media.sha256) == ("video/mp4", hashlib.sha256(data).hexdigest())
    assert bytes_of(media, 0, BIG) == data
    assert film_of(activity).video is media


def test_what_was_begun_goes_on_where_it_stopped(story: Story) -> None:
    activity, data = film_in(story), mp4(BIG)
    first = begin_upload(activity, VIDEO, "film.mp4", BIG, 17)
    for number in (0, 1):
        add_chunk(first, number, slices_of(data)[number])
    assert received_bytes_of(first) == 2 * CHUNK_BYTES
    again = begin_upload(activity, VIDEO, "film.mp4", BIG, 17)
    assert again.id == first.id
    for number in range(received_chunks_of(again), again.chunk_count):
        add_chunk(again, number, slices_of(data)[number])
    finish_upload(again, story.bjorn)

    assert bytes_of(again, 0, BIG) == data


@pytest.mark.parametrize(("name", "size", "modified"), [("b.mp4", BIG, 17), ("a.mp4", BIG + 1, 17), ("a.mp4", BIG, 18)])
def test_another_file_begins_anew(story: Story, name: str, size: int, modified: int) -> None:
    activity = film_in(story)
    first = begin_upload(activity, VIDEO, "a.mp4", BIG, 17)

    assert begin_upload(activity, VIDEO, name, size, modified).id != first.id


def test_a_slice_twice_or_too_early_changes_nothing_and_is_told_which_is_next(story: Story) -> None:
    parts = slices_of(mp4(BIG))
    media = begin_upload(film_in(story), VIDEO, "film.mp4", BIG)
    add_chunk(media, 0, parts[0])

    assert add_chunk(media, 0, parts[3]) == 1
    assert add_chunk(media, 2, parts[2]) == 1
    assert chunk_count() == 1
    assert bytes_of(media, 0, CHUNK_BYTES) == parts[0]


@pytest.mark.parametrize("wrong", [b"", b"x", b"x" * (CHUNK_BYTES - 1)])
def test_a_slice_of_another_length_is_refused(story: Story, wrong: bytes) -> None:
    media = begin_upload(film_in(story), VIDEO, "film.mp4", BIG)
    add_chunk(media, 0, slices_of(mp4(BIG))[0])
    with pytest.raises(Refused, match="ikke den samme"):
        add_chunk(media, 1, wrong)

    assert received_chunks_of(media) == 1


def test_what_is_no_film_is_refused_at_its_first_slice_and_forgotten(story: Story) -> None:
    activity = film_in(story)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG)
    with pytest.raises(Refused, match="verken MP4 eller WebM"):
        add_chunk(media, 0, b"<" * CHUNK_BYTES)

    assert (db.session.get(Media, media.id) if media in db.session else None, chunk_count()) == (None, 0)


def test_broken_captions_are_refused_and_the_old_ones_stay(story: Story) -> None:
    activity = film_in(story)
    old = put(story, activity, MediaRole.CAPTIONS, CAPTIONS.encode())
    with pytest.raises(Refused, match="linje 3"):
        put(story, activity, MediaRole.CAPTIONS, b"WEBVTT\n\nHei\n")

    assert film_of(activity).captions is old
    assert [media.id for media in film_of(activity).media] == [old.id]


@pytest.mark.parametrize("role", list(MediaRole))
def test_too_large_and_empty_are_refused_before_anything_is_sent(story: Story, role: MediaRole) -> None:
    activity = film_in(story)
    for size, sentence in ((LARGEST_BYTES[role] + 1, "for stor"), (0, "tom")):
        with pytest.raises(Refused, match=sentence):
            begin_upload(activity, role, "fil", size)

    assert film_of(activity).media == []


def test_the_limit_is_said_in_megabytes(story: Story) -> None:
    with pytest.raises(Refused, match="høyst 300 MB"):
        begin_upload(film_in(story), VIDEO, "film.mp4", 400 * 1024 * 1024)


def test_half_a_film_takes_no_place(story: Story) -> None:
    activity = film_in(story)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG)
    add_chunk(media, 0, slices_of(mp4(BIG))[0])
    with pytest.raises(Refused, match="mangler ennå"):
        finish_upload(media, story.bjorn)
    with pytest.raises(Refused, match="mangler ennå"):
        restore_media(media, story.bjorn)

    assert film_of(activity).video is None


def test_finishing_twice_is_finishing_once(story: Story) -> None:
    activity = film_in(story)
    media = put(story, activity, VIDEO, mp4())
    revision = revision_of(story.conference.id)
    finish_upload(media, story.bjorn)

    assert (film_of(activity).video, revision_of(story.conference.id)) == (media, revision)


def test_a_slice_moves_no_page_and_a_whole_film_does(story: Story) -> None:
    activity, parts = film_in(story), slices_of(mp4(BIG))
    revision = revision_of(story.conference.id)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG)
    for number, part in enumerate(parts):
        add_chunk(media, number, part)
    assert revision_of(story.conference.id) == revision
    finish_upload(media, story.bjorn)

    assert revision_of(story.conference.id) == revision + 1


def test_what_was_replaced_comes_back_and_changes_places(story: Story) -> None:
    activity = film_in(story)
    old, new = put(story, activity, VIDEO, mp4(100)), put(story, activity, VIDEO, mp4(200))
    assert film_of(activity).video is new
    restore_media(old, story.bjorn)
    assert (film_of(activity).video, new.removed_at is None) == (old, False)
    restore_media(new, story.bjorn)

    assert film_of(activity).video is new


def test_one_film_is_kept_beside_the_one_that_is_shown(story: Story) -> None:
    activity = film_in(story)
    oldest, old, new = (put(story, activity, VIDEO, mp4(size)) for size in (100, 200, 300))
    kept = {media.id for media in film_of(activity).media}

    assert (oldest in db.session, kept) == (False, {old.id, new.id})
    assert chunk_count() == 2


def test_removed_brought_back_and_deleted(story: Story) -> None:
    activity = film_in(story)
    media = put(story, activity, MediaRole.POSTER, png())
    with pytest.raises(Refused, match="Fjern fila først"):
        delete_media(media, story.bjorn)
    remove_media(media, story.bjorn)
    remove_media(media, story.bjorn)
    assert film_of(activity).poster is None
    restore_media(media, story.bjorn)
    assert film_of(activity).poster is media
    remove_media(media, story.bjorn)
    delete_media(media, story.bjorn)

    assert (film_of(activity).media, chunk_count()) == ([], 0)


def test_an_unfinished_film_is_thrown_away(story: Story) -> None:
    activity = film_in(story)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG)
    add_chunk(media, 0, slices_of(mp4(BIG))[0])
    delete_media(media, story.bjorn)

    assert (film_of(activity).media, chunk_count()) == ([], 0)


def test_whoever_begins_again_and_again_is_asked_to_tidy_up(story: Story) -> None:
    activity = film_in(story)
    for number in range(4):
        begin_upload(activity, VIDEO, f"{number}.mp4", BIG)

    with pytest.raises(Refused, match="Fire filer"):
        begin_upload(activity, VIDEO, "4.mp4", BIG)
    begin_upload(activity, VIDEO, "3.mp4", BIG)  # goes on
    begin_upload(activity, MediaRole.POSTER, "4.png", 100)


def test_what_is_no_film_takes_no_file(story: Story) -> None:
    with pytest.raises(Refused, match="ingen film"):
        begin_upload(story.plenary, VIDEO, "film.mp4", BIG)


def send_all(app: Flask, media_id: int, parts: list[bytes], ready: Barrier) -> None:
    """As upload.js does: the server says which slice is next."""
    with app.app_context():
        media = db.session.get_one(Media, media_id)
        following = 0
        ready.wait(10)
        while following < len(parts):
            following = add_chunk(media, following, parts[following])


def test_two_who_send_the_same_film_at_once_store_it_once(app: Flask, story: Story) -> None:
    activity, data = film_in(story), mp4(BIG)
    media = begin_upload(activity, VIDEO, "film.mp4", BIG, 17)
    ready = Barrier(2)
    threads = [Thread(target=send_all, args=(app, media.id, slices_of(data), ready)) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()  # a reading of our own from before
    finish_upload(media, story.bjorn)

    assert bytes_of(media, 0, BIG) == data
    assert chunk_count() == 4


def test_two_different_films_at_once_both_come_whole_and_the_last_is_shown(app: Flask, story: Story) -> None:
    activity_id = film_in(story).id
    ready = Barrier(2)

    def send(salt: int) -> None:
        with app.app_context():
            ready.wait(10)
            store_file(db.session.get_one(Activity, activity_id), VIDEO, f"{salt}.mp4", mp4(BIG, salt=salt), None)

    threads = [Thread(target=send, args=(salt,)) for salt in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    film = film_of(db.session.get_one(Activity, activity_id))
    sums = {media.sha256 for media in film.media}

    assert sums == {hashlib.sha256(mp4(BIG, salt=salt)).hexdigest() for salt in (1, 2)}
    assert sum(media.is_shown for media in film.media) == 1
