"""What can happen to a database, a disk and a clock; each undone when its block ends."""

import contextlib
import glob
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

LOCKING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("begin exclusive")
print("locked", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes, and does not finish."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOCKING, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.communicate()


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A file system of that size; None for who may not mount one."""
    with tempfile.TemporaryDirectory(prefix="dialog-disk-") as directory:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", directory], capture_output=True, check=False
        )
        try:
            yield Path(directory) if mounted.returncode == 0 else None
        finally:
            if mounted.returncode == 0:
                subprocess.run(["umount", "-l", directory], check=True)


@contextlib.contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def lost(database_url: str) -> Iterator[None]:
    """PostgreSQL cuts every connection to this database and takes no new one."""
    server, _slash, name = database_url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:

        def allow(whether: bool) -> None:
            connection.execute(f'alter database "{name}" allow_connections {whether}')

        allow(False)
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])
        try:
            yield
        finally:
            allow(True)


@contextlib.contextmanager
def own_clock() -> Iterator[tuple[dict[str, str], Callable[[str], None]] | None]:
    """What a process needs in its environment to live by a clock of its own, and what sets that: "+1h", "-1h".

    By libfaketime (apt install faketime); None where it is not installed. The steady clock stays the machine's.
    """
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    if not found:
        yield None
        return
    with tempfile.NamedTemporaryFile("w+", prefix="dialog-clock-") as file:

        def set_clock(offset: str) -> None:
            draft = Path(f"{file.name}.draft")
            draft.write_text(f"{offset}\n")
            os.replace(draft, file.name)

        set_clock("+0")
        environment = {
            "LD_PRELOAD": found[0],
            "FAKETIME_TIMESTAMP_FILE": file.name,
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }
        yield environment, set_clock
        Path(file.name).touch()  # what NamedTemporaryFile takes away is the one that was put in its place
