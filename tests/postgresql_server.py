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

EMPTY = """do $$ declare each record; begin
    perform pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid();
    set local session_replication_role = replica;
    for each in select format('%I', tablename) as name from pg_tables
        where schemaname = 'public' and tablename <> 'alembic_version' loop
        execute 'delete from ' || each.name;
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
        from pg_sequences where last_value is not null;
end $$"""
KEEP = """do $$ declare each record; has_rows boolean; begin
    create schema kept;
    create table kept.numbers as select sequencename, last_value from pg_sequences where last_value is not null;
    for each in select format('%I', tablename) as name from pg_tables
        where schemaname = 'public' and tablename <> 'alembic_version' loop
        execute 'select exists (select from public.' || each.name || ')' into has_rows;
        if has_rows then
            execute 'create table kept.' || each.name || ' as table public.' || each.name;
        end if;
    end loop;
end $$"""
RESTORE = """do $$ declare each record; begin
    set local session_replication_role = replica;
    for each in select format('%I', tablename) as name from pg_tables
        where schemaname = 'kept' and tablename <> 'numbers' loop
        execute 'insert into public.' || each.name || ' table kept.' || each.name;
    end loop;
    perform setval(format('public.%I', sequencename)::regclass, last_value) from kept.numbers;
end $$"""


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


def create_database(server: str, name: str) -> str:
    """A new, empty database on it. Returns its address."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    return f"{server}/{name}"


def empty_database(url: str) -> None:
    """Takes all rows away, whoever is still connected, and lets the numbers begin with 1 again; the tables stay.

    Deleting is many times quicker than truncating 40 tables or copying a database.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(EMPTY)


def keep_rows(url: str) -> None:
    """Puts all that is in the database aside, in a schema of its own, once."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(KEEP)


def restore_rows(url: str) -> None:
    """Puts what was kept into the emptied database: a tenth of the time that saying it all again takes."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(RESTORE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
