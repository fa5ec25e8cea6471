"""The hint that a conference moved, inside this process. Other processes see the revision itself (watcher.py)."""

from collections.abc import Callable

Hearer = Callable[[int], None]

_hearers: list[Hearer] = []


def announce(conference_id: int) -> None:
    """Called after the commit, on the thread that made it. A hint, never data: whoever hears it reads the revision."""
    for hear in _hearers:
        hear(conference_id)


def on_announcement(hear: Hearer) -> Callable[[], None]:
    """Adds a hearer, which must be quick and safe on any thread. Returns what takes it away again."""
    _hearers.append(hear)
    return lambda: _hearers.remove(hear)
