"""What a region that is held still shows all the same: how much time is left."""

import re

_TIME = re.compile(rb"<!--time-->.*?<!--/time-->", re.DOTALL)
"""The templates that tell the time of what goes on set it between these."""


def with_present_time(held: bytes, present: bytes) -> bytes:
    """`held` with the times of `present` in their places; as it is where the two do not tell of the same ones."""
    times = iter(_TIME.findall(present))
    if len(_TIME.findall(held)) != len(_TIME.findall(present)):
        return held
    return _TIME.sub(lambda _held: next(times), held)
