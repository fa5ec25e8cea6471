"""Holds back those who guess codes, without locking out a hall behind one address.

Wrong codes are counted twice in each space of codes, in memory: for each address, under a salted hash that dies with
the process, and as a whole, whoever asks. Where either is used up, those still come in who do not guess: with a code
that was right from their address before, or by the link of a QR code, whose key (qr.py) nobody can type or guess. So
one who scans opens the door for all who type behind the same address. Until they are in, people keep the key as a
cookie: it says the same to every process, and of its bearer nothing.
"""

import hashlib
import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock

from flask import Response, abort, after_this_request, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from app.qr import SCAN_KEY, is_scan_key, scan_key
from app.routes.visitors import place
from app.security import is_secure

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
    wrong_from: OrderedDict[bytes, deque[float]] = field(default_factory=OrderedDict)
    """By address."""


CONFERENCES = CodeSpace(most=600)
TABLES = CodeSpace(most=6_000)
SLIPS = CodeSpace(most=6_000)

_salt = secrets.token_bytes(16)
_right: OrderedDict[tuple[bytes, str], None] = OrderedDict()
_lock = Lock()


def refuse_guessing(space: CodeSpace, code: str) -> None:
    """429 where too much was guessed, unless the code's key comes with it, or it was right from this address before."""
    config = current_app.config["CONFIG"]
    if any(is_scan_key(given.get(SCAN_KEY, ""), code, config) for given in (request.args, request.cookies)):
        return
    address = _address()
    with _lock:
        is_used_up = _count(space.wrong) >= space.most or _count(space.wrong_from.get(address)) >= WRONG_CODES
        is_refused = is_used_up and (address, code) not in _right
    if is_refused:
        abort(429)


def note_wrong_code(space: CodeSpace) -> None:
    now, address = time.monotonic(), _address()
    with _lock:
        space.wrong.append(now)
        space.wrong_from.setdefault(address, deque()).append(now)
        space.wrong_from.move_to_end(address)
        while len(space.wrong_from) > KEPT_ADDRESSES:
            space.wrong_from.popitem(last=False)


def note_right_code(code: str) -> None:
    """Not of a slip's code: who used which is kept nowhere."""
    with _lock:
        _right[(_address(), code)] = None
        _right.move_to_end((_address(), code))
        while len(_right) > KEPT_ADDRESSES:
            _right.popitem(last=False)


def keep_key(code: str, path: str) -> None:
    """For what the phone asks next below `path`: another process may answer it, and its address may be another one."""
    key = scan_key(code, current_app.config["CONFIG"])
    if request.cookies.get(SCAN_KEY) == key:
        return

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(SCAN_KEY, key, path=path, httponly=True, samesite="Lax", secure=is_secure())
        return response


def forget_key(response: BaseResponse, path: str) -> None:
    """For who is in: from then on the phone holds its own token and nothing else."""
    response.delete_cookie(SCAN_KEY, path=path)


def forget_all() -> None:
    """For the tests."""
    with _lock:
        _right.clear()
        for space in (CONFERENCES, TABLES, SLIPS):
            space.wrong.clear()
            space.wrong_from.clear()


def _count(wrong: deque[float] | None) -> int:
    """How many are within the window; older ones are forgotten. None can come once it is full, so it stays short."""
    begin = time.monotonic() - WINDOW_SECONDS
    while wrong and wrong[0] < begin:
        wrong.popleft()
    return len(wrong or ())


def _address() -> bytes:
    return hashlib.blake2b(place().encode(), key=_salt, digest_size=16).digest()
