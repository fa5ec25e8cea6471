"""A range of a file is what slicing gives."""

from hypothesis import given
from hypothesis import strategies as st

from app.routes.ranges import span_of

SIZES = st.integers(1, 300)
MOST = st.integers(1, 400)


@given(SIZES, MOST, st.integers(0, 320), st.integers(0, 320))
def test_from_one_byte_to_another(size: int, most: int, first: int, length: int) -> None:
    data = bytes(place % 251 for place in range(size))
    span = span_of(f"bytes={first}-{first + length}", size, most)

    assert span is not None
    assert data[slice(*span)] == data[first : first + length + 1][:most]
    assert (span == (0, 0)) == (first >= size)


@given(SIZES, MOST, st.integers(0, 320))
def test_from_one_byte_on(size: int, most: int, first: int) -> None:
    data = bytes(place % 251 for place in range(size))
    span = span_of(f"bytes={first}-", size, most)

    assert span is not None
    assert data[slice(*span)] == data[first:][:most]


@given(SIZES, MOST, st.integers(1, 320))
def test_the_last_so_many(size: int, most: int, length: int) -> None:
    data = bytes(place % 251 for place in range(size))
    span = span_of(f"bytes=-{length}", size, most)

    assert span is not None
    assert data[slice(*span)] == data[-length:][:most]


@given(SIZES, MOST)
def test_a_player_that_asks_on_gets_all_of_it(size: int, most: int) -> None:
    data, got = bytes(place % 251 for place in range(size)), b""
    while len(got) < size:
        span = span_of(f"bytes={len(got)}-", size, most)
        assert span is not None
        assert span[0] < span[1]
        got += data[slice(*span)]

    assert got == data


def test_what_is_no_single_range_is_ignored() -> None:
    for header in (
        *("", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "bytes=a-b", "bytes=-1-2"),
        *("chunks=0-5", "bytes=٣-٤", "bytes=1-2x", "bytes= 1 - 2"),
    ):
        assert span_of(header, 100, 10) is None, header


def test_what_the_file_does_not_have_is_no_bytes() -> None:
    for header in ("bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={'9' * 5000}-"):
        assert span_of(header, 100, 10) == (0, 0), header
    assert span_of(f"bytes=0-{'9' * 5000}", 100, 1000) == (0, 100)


@given(st.text(max_size=40))
def test_whatever_is_asked_it_is_ignored_or_within_the_file(header: str) -> None:
    for asked in (header, f"bytes={header}"):
        span = span_of(asked, 100, 10)
        assert span is None or 0 <= span[0] <= span[1] <= min(100, span[0] + 10)
