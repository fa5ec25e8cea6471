"""Server-sent events as bytes."""

import zlib

from app.live.frames import GZIP_HEADER, HEARTBEAT, frame, partial, region_message, revision_message

STAGE = '<div id="stage">\n<p>Én linje</p>\n</div>'.encode()


def test_a_region_is_one_message_that_puts_it_in_its_place() -> None:
    assert region_message("stage", STAGE).decode() == (
        'data: <hx-partial hx-target="#stage" hx-swap="outerMorph"><div id="stage">\n'
        "data: <p>Én linje</p>\n"
        "data: </div></hx-partial>\n"
        "\n"
    )


def test_text_cannot_break_out_of_the_message() -> None:
    lines = region_message("queue", b"<p>a\r\n\r\nevent: bye\rdata: x\n\nid: 9</p>").split(b"\n")

    assert lines[-2:] == [b"", b""]
    assert all(line.startswith(b"data: ") for line in lines[:-2])


def test_partial_keeps_the_region_verbatim() -> None:
    assert STAGE in partial("stage", STAGE)


def test_any_deflated_frames_after_a_gzip_header_are_one_gzip_stream() -> None:
    frames = [HEARTBEAT, frame(region_message("stage", STAGE)), HEARTBEAT, frame(revision_message(7))]
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    stream.decompress(GZIP_HEADER)

    # Each is readable as soon as it has come, without waiting for the next.
    assert [stream.decompress(sent.deflated) for sent in frames] == [sent.plain for sent in frames]
