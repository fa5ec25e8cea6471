"""What a region that is held still shows all the same: how much time is left."""

import re

_TIME = re.compile(rb"<!--time (\S+)-->.*?<!--/time-->", re.DOTALL)
"""The templates that tell the time of what goes on set it between these, and say whose it is."""


def with_present_time(held: bytes, present: bytes) -> bytes:
    """`held` with what `present` says of the same times; a time that it says nothing of stays as it is."""
    times = {time[1]: time[0] for time in _TIME.finditer(present)}
    return _TIME.sub(lambda time: times.get(time[1], time[0]), held)
