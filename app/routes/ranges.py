"""Which part of a file a request asks for (RFC 9110, 14), as a pure function."""

import re

_ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE | re.ASCII)
LONGEST_NUMBER = 18
"""Digits; what is longer is beyond any file, and costs time to read."""


def span_of(header: str, size: int, most: int) -> tuple[int, int] | None:
    """From the first byte up to, not with, the second number; at most `most` bytes, the rest is asked for next.

    None for what is to be ignored: another unit, several ranges, no range at all. A span without bytes, (0, 0), for a
    range that the file does not have.
    """
    asked = _ONE_RANGE.fullmatch(header)
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:  # the last so many
        start, stop = size - min(_number(last), size), size
    else:
        start, stop = _number(first), min(_number(last) + 1, size) if last else size
        if last and _number(last) < start:
            return None
    if start >= size:
        return 0, 0
    return start, min(stop, start + most)


def _number(digits: str) -> int:
    return int(digits) if len(digits.lstrip("0")) <= LONGEST_NUMBER else 10**LONGEST_NUMBER
