"""Holds back those who guess join codes, without locking out a hall behind one address.

Wrong codes are counted for each address, in memory, under a salted hash that dies with the process. An address that has
used up its wrong codes may still use those codes that were right from it before: so a hall goes on, and a guesser gets
nowhere. At 120 a minute one of ten conferences is found in about 500 days.
"""

import hashlib
import secrets
import time
from collections import OrderedDict, deque
from threading import Lock

from flask import abort

from app.routes.visitors import place

WRONG_CODES = 120
WINDOW_SECONDS = 60.0
KEPT_ADDRESSES = 4096

_salt = secrets.token_bytes(16)
_wrong: OrderedDict[bytes, deque[float]] = OrderedDict()
_right: OrderedDict[tuple[bytes, str], None] = OrderedDict()
_lock = Lock()


def refuse_guessing(code: str) -> None:
    """429 for an address that has guessed too much, unless this code was right from there before."""
    address = _address()
    now = time.monotonic()
    with _lock:
        wrong = _wrong.get(address)
        while wrong and now - wrong[0] > WINDOW_SECONDS:
            wrong.popleft()
        is_refused = bool(wrong) and len(wrong or ()) >= WRONG_CODES and (address, code) not in _right
    if is_refused:
        abort(429)


def note_wrong_code() -> None:
    with _lock:
        wrong = _wrong.setdefault(_address(), deque(maxlen=WRONG_CODES))
        wrong.append(time.monotonic())
        _wrong.move_to_end(_address())
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


def _address() -> bytes:
    return hashlib.blake2b(place().encode(), key=_salt, digest_size=16).digest()
