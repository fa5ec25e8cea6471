"""A PostgreSQL of the tests' own (and of the benches'), in a directory that goes away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql


def programs() -> Path | None:
    """Where initdb and pg_ctl lie; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = found[-1] if found else shutil.which("initdb")
    return Path(path).parent if path else None


@contextmanager
def running_postgresql(*settings: str) -> Iterator[str]:
    """Starts an empty server and gives its address, without a database. `settings` are those of postgresql.conf."""
    where = programs()
    assert where is not None, "PostgreSQL is missing: apt install postgresql"
    directory = Path(tempfile.mkdtemp(prefix="dialog-postgresql-"))
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(directory, user.pw_uid, user.pw_gid)
    data = str(directory / "data")

    def run(*command: str) -> None:
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(command, cwd=directory, capture_output=True, check=True, timeout=60, **identity)  # type: ignore[call-overload]

    port = _free_port()
    chosen = ["listen_addresses=127.0.0.1", f"unix_socket_directories={directory}", f"port={port}", *settings]
    try:
        run(str(where / "initdb"), "-D", data, "-U", "dialog", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(f"-c {setting}" for setting in chosen)
        run(str(where / "pg_ctl"), "-D", data, "-w", "-l", str(directory / "server.log"), "-o", options, "start")
        try:
            yield f"postgresql://dialog@127.0.0.1:{port}"
        finally:
            run(str(where / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def create_database(server: str, name: str, template: str = "template1") -> str:
    """A new database on it, a copy of `template`. Returns its address."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    return f"{server}/{name}"


def drop_database(server: str, name: str) -> None:
    """Away with it, whoever is still connected."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
