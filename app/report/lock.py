"""One renderer at a time in a folder. The lock (flock) is handed to the renderer and held until it ends.

The kernel lets go of it however the process ends: nothing dead can block, and neither a zombie nor a reused
process id can deceive. What stands in the file is for people who look, and to know what is being made.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "lock"


@contextmanager
def lock_of(folder: Path) -> Iterator[int | None]:
    """A file descriptor to hand to the process, or None while another holds it."""
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor if _taken(descriptor) else None
    finally:
        os.close(descriptor)


def take_turn(queue: Path) -> None:
    """Waits until no other process holds it, and keeps it as long as this one lives."""
    descriptor = os.open(queue, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def describe(descriptor: int, fingerprint: str) -> None:
    """Three lines: what is being made, since when (seconds since 1970) and then by which process."""
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{fingerprint}\n{time.time():.0f}\n".encode())


def describe_process(descriptor: int, pid: int) -> None:
    os.write(descriptor, f"{pid}\n".encode())


def process_of(folder: Path) -> int | None:
    """The folder's renderer; None where none runs, or it is starting just now."""
    if being_made(folder) is None:
        return None
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return int(lines[2]) if len(lines) == 3 else None


def being_made(folder: Path) -> str | None:
    """The fingerprint of what the folder's renderer works on; at the very start perhaps another or none."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return path.read_text(encoding="utf-8").partition("\n")[0]
    return None


def _taken(descriptor: int) -> bool:
    """Tries a few times: whoever asks how it goes holds the lock for some microseconds."""
    for _ in range(5):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return True
    return False
