"""Holds back one person, also at a table's device, who sends faster than anybody thinks; the phone waits and goes on.

In memory: Flask-Limiter's would start a thread for every contribution. By the steady clock, which nobody sets back.
"""

import time
from collections import OrderedDict, deque
from threading import Lock

from flask import abort

AT_MOST = 30
WINDOW_SECONDS = 60.0
KEPT_PEOPLE = 10_000

_moments: OrderedDict[str, deque[float]] = OrderedDict()
_lock = Lock()


def forget_all() -> None:
    """For the tests: each has the same people."""
    with _lock:
        _moments.clear()


def refuse_flood(token_hash: str) -> None:
    """429 when this person has sent AT_MOST within the window."""
    now = time.monotonic()
    with _lock:
        moments = _moments.setdefault(token_hash, deque(maxlen=AT_MOST))
        if len(moments) == AT_MOST and now - moments[0] < WINDOW_SECONDS:
            abort(429)
        moments.append(now)
        _moments.move_to_end(token_hash)
        if len(_moments) > KEPT_PEOPLE:
            _moments.popitem(last=False)
