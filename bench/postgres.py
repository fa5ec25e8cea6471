"""A PostgreSQL of the bench's own, in a directory that goes away. As Debian ships it: every commit is on disk."""

import contextlib
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hall import free_port


def programs() -> Path | None:
    """Where initdb and pg_ctl lie; None where PostgreSQL is not installed."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    path = found[-1] if found else shutil.which("initdb")
    return Path(path).parent if path else None


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty server; databases are made by `database`."""
    where = programs()
    assert where is not None, "apt install postgresql"
    directory = Path(tempfile.mkdtemp(prefix="dialog-postgres-"))
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    shutil.chown(directory, user)
    port = free_port()

    def run(*command: str) -> None:
        entry = pwd.getpwnam(user)
        ids = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        log = directory.with_suffix(".log")
        with log.open("ab") as said:
            subprocess.run(command, cwd=directory, stdout=said, stderr=said, check=True, timeout=60, **ids)  # type: ignore[call-overload]

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c max_connections=100"
    data = str(directory / "data")
    try:
        run(str(where / "initdb"), "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(str(where / "pg_ctl"), "-D", data, "-w", "-l", str(directory / "server.log"), "-o", options, "start")
        try:
            yield f"postgresql://bench@127.0.0.1:{port}"
        finally:
            run(str(where / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        directory.with_suffix(".log").unlink(missing_ok=True)


def database(server: str, name: str) -> str:
    """A new, empty database on it."""
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    return f"{server}/{name}"
