"""What a file is, by its bytes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.file_types import check_file, picture_in, type_of
from app.models import MediaRole
from tests.films import CAPTIONS, jpeg, mp4, png, webm, webp


@pytest.mark.parametrize(
    ("role", "data", "mimetype"),
    [
        (MediaRole.VIDEO, mp4(), "video/mp4"),
        (MediaRole.VIDEO, mp4(brand=b"XAVC", compatible=b"XAVCmp42"), "video/mp4"),
        (MediaRole.VIDEO, webm(), "video/webm"),
        (MediaRole.POSTER, png(), "image/png"),
        (MediaRole.POSTER, jpeg(), "image/jpeg"),
        (MediaRole.POSTER, webp(), "image/webp"),
        (MediaRole.CAPTIONS, CAPTIONS.encode(), "text/vtt"),
    ],
)
def test_a_file_is_what_its_bytes_say(role: MediaRole, data: bytes, mimetype: str) -> None:
    assert type_of(role, data) == mimetype


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (webm(b"matroska"), "verken MP4 eller WebM"),
        (mp4(brand=b"heic", compatible=b"mif1heiciso8"), "verken MP4 eller WebM"),
        (mp4(brand=b"qt  ", compatible=b"qt  "), "QuickTime"),
        (mp4()[:10], "verken MP4 eller WebM"),
        (b"\0\0\xff\xffftypisom" + b"\0" * 50, "verken MP4 eller WebM"),
        (b"<!doctype html><script>alert(1)</script>", "verken MP4 eller WebM"),
        (png(), "verken MP4 eller WebM"),
        (b"", "verken MP4 eller WebM"),
    ],
)
def test_what_is_no_film_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        type_of(MediaRole.VIDEO, data)


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", mp4(), b""])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="verken PNG, JPEG eller WebP"):
        type_of(MediaRole.POSTER, data)


@pytest.mark.parametrize("make", [png, jpeg, webp])
def test_the_measures_of_a_picture_are_read(make: type) -> None:
    picture = picture_in(make(1280, 720))

    assert picture is not None
    assert (picture.width, picture.height) == (1280, 720)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (9000, 20), (15, 400), (7900, 7900)])
def test_a_picture_of_insane_measures_is_refused(width: int, height: int) -> None:
    with pytest.raises(Refused, match=f"{width} × {height} punkter"):
        check_file(MediaRole.POSTER, png(width, height))


@pytest.mark.parametrize("data", [png()[:20], jpeg()[:12], webp()[:16]])
def test_a_picture_that_is_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="ødelagt"):
        check_file(MediaRole.POSTER, data)


@given(st.sampled_from([mp4(), webm(), png(), jpeg(), webp()]), st.integers(0, 40), st.binary(max_size=80))
def test_whatever_the_bytes_are_it_is_a_type_or_a_refusal(good: bytes, kept: int, rest: bytes) -> None:
    for role in MediaRole:
        with suppress(Refused):
            assert "/" in type_of(role, good[:kept] + rest)
            check_file(role, good[:kept] + rest)
