"""Holds back those who guess codes, without locking out a hall behind one address.

Wrong codes are counted twice, in memory: for each address, under a salted hash that dies with the process, and for each
space of codes as a whole, whoever asks. Where either is used up, those still come in who do not guess: with a code that
was right from their address before, or by the link of a QR code, whose key (qr.py) nobody can type or guess. So one who
scans opens the door for all who type behind the same address.
"""

import hashlib
import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock

from flask import abort

from app.routes.visitors import place

WINDOW_SECONDS = 60.0
WRONG_CODES = 120
"""From one address within the window. A hall of 2,000 that types mistakes one code in thirty while it comes in."""
KEPT_ADDRESSES = 4096


@dataclass(eq=False)
class CodeSpace:
    """All codes of one kind, right or wrong. At `most` wrong ones within the window, from the whole world together, one
    of ten conferences, a thousand tables or a million slips is found in a hundred days at the soonest, on average."""

    most: int
    wrong: deque[float] = field(default_factory=deque)


CONFERENCES = CodeSpace(most=600)
TABLES = CodeSpace(most=6_000)
SLIPS = CodeSpace(most=6_000)

_salt = secrets.token_bytes(16)
_wrong: OrderedDict[bytes, deque[float]] = OrderedDict()
_right: OrderedDict[tuple[bytes, str], None] = OrderedDict()
_lock = Lock()


def refuse_guessing(space: CodeSpace, code: str) -> None:
    """429 where too much was guessed, unless this code was right from this address before."""
    address = _address()
    with _lock:
        is_used_up = _count(space.wrong) >= space.most or _count(_wrong.get(address)) >= WRONG_CODES
        is_refused = is_used_up and (address, code) not in _right
    if is_refused:
        abort(429)


def note_wrong_code(space: CodeSpace) -> None:
    now, address = time.monotonic(), _address()
    with _lock:
        space.wrong.append(now)
        _wrong.setdefault(address, deque()).append(now)
        _wrong.move_to_end(address)
        while len(_wrong) > KEPT_ADDRESSES:
            _wrong.popitem(last=False)


def note_right_code(code: str) -> None:
    with _lock:
        _right[(_address(), code)] = None
        _right.move_to_end((_address(), code))
        while len(_right) > KEPT_ADDRESSES:
            _right.popitem(last=False)


def forget_all() -> None:
    """For the tests."""
    with _lock:
        _wrong.clear()
        _right.clear()
        for space in (CONFERENCES, TABLES, SLIPS):
            space.wrong.clear()


def _count(wrong: deque[float] | None) -> int:
    """How many are within the window; older ones are forgotten. None can come once it is full, so it stays short."""
    begin = time.monotonic() - WINDOW_SECONDS
    while wrong and wrong[0] < begin:
        wrong.popleft()
    return len(wrong or ())


def _address() -> bytes:
    return hashlib.blake2b(place().encode(), key=_salt, digest_size=16).digest()
